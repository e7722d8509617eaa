// The batch norm kernels of the CPU capability that libtorch runs with.
#include "../../common/capability.h"
#include "problem.h"

namespace isbe::batch_norm_relu {

ISBE_DEFINE_CPU_KERNELS(Kernels)

}  // namespace isbe::batch_norm_relu
