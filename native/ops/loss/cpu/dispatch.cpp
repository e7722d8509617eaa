// The loss kernels of the CPU capability that libtorch runs with.
#include "../../common/capability.h"
#include "kernels.h"

namespace isbe::loss {

ISBE_DEFINE_CPU_KERNELS(Kernels)

}  // namespace isbe::loss
