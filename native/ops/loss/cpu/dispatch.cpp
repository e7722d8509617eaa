// The loss kernels of the CPU capability that libtorch runs with.
#include "../../common/capability.h"
#include "../problem.h"

namespace isbe {

ISBE_DEFINE_CPU_KERNELS(Kernels)

}  // namespace isbe
