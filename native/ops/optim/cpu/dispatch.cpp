// The optimizers' kernels of the CPU capability that libtorch runs with.
#include "../../common/capability.h"
#include "problem.h"

namespace isbe::optim {

ISBE_DEFINE_CPU_KERNELS(Kernels)

}  // namespace isbe::optim
