// What kernels.cu offers to C++ files: launches of the kernels. Needs CUDA's headers, not nvcc.
#pragma once
#include <cuda_runtime_api.h>

#include "work.h"

namespace isbe::loss::cuda {

/** Puts the kernels of a work on a stream of the current device. Doesn't wait for them. */
cudaError_t launch(const Work& work, const Plan& plan, cudaStream_t stream);
cudaError_t launch(const ScaleWork& work, cudaStream_t stream);

}  // namespace isbe::loss::cuda
