// The CUDA kernels: instantiations of kernel.h and their launch. The only file for nvcc; it
// needs no header of libtorch.
#include "launch.h"
#include "select.h"

namespace isbe::loss::cuda {
namespace {

/** Shared memory that a kernel may use without asking for more. */
constexpr int kUnaskedBytes = 48 * 1024;

template <typename acc>
__global__ void __launch_bounds__(kWeightThreads) weights(const __grid_constant__ Work work) {
  weights_kernel<acc>(work);
}

template <typename T, Kind kKind, bool kDense, int kChunks>
__global__ void __launch_bounds__(most_threads(kKind, kDense, kChunks == 0), 1)
    rows(const __grid_constant__ Work work, const __grid_constant__ Plan plan) {
  rows_kernel<T, kKind, kDense, kChunks>(work, plan);
}

template <typename T>
__global__ void __launch_bounds__(kScaleThreads) scale(const __grid_constant__ ScaleWork work) {
  scale_kernel<T>(work);
}

template <typename Choice>
cudaError_t launch_rows(Choice, const Work& work, const Plan& plan, cudaStream_t stream) {
  const auto kernel = rows<typename Choice::T, Choice::kKind, Choice::kDense, Choice::kChunks>;
  if (plan.shared_bytes > kUnaskedBytes) {
    // The same limit at every call: another thread may be between these two lines.
    const cudaError_t error = cudaFuncSetAttribute(
        kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, plan.most_shared_bytes);
    if (error != cudaSuccess) return error;
  }
  kernel<<<plan.blocks, plan.threads, plan.shared_bytes, stream>>>(work, plan);
  return cudaGetLastError();
}

cudaError_t launch_weights(const Work& work, const Plan& plan, cudaStream_t stream) {
  const int bytes = kHeaderBytes + kWeightThreads / kWarp * kSlotBytes;
  const auto kernel = work.dtype == Dtype::Float64 ? weights<double> : weights<float>;
  kernel<<<plan.weight_blocks, kWeightThreads, bytes, stream>>>(work);
  return cudaGetLastError();
}

}  // namespace

cudaError_t launch(const Work& work, const Plan& plan, cudaStream_t stream) {
  if (plan.weight_blocks > 0) {
    const cudaError_t error = launch_weights(work, plan, stream);
    if (error != cudaSuccess) return error;
  }
  return select(work, plan.way,
                [&](auto choice) { return launch_rows(choice, work, plan, stream); });
}

cudaError_t launch(const ScaleWork& work, cudaStream_t stream) {
  return select_type(work.dtype, [&](auto type) {
    scale<typename decltype(type)::T><<<work.blocks, kScaleThreads, 0, stream>>>(work);
    return cudaGetLastError();
  });
}

}  // namespace isbe::loss::cuda
