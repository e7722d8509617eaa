// From a work and its plan to the instantiation of the kernel that runs it: one list of the
// kernels there are, for the device and for the emulation.
#pragma once
#include <type_traits>

#include "kernel.h"

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

template <typename T>
constexpr Dtype kDtype = sizeof(T) == 8   ? Dtype::Float64
                         : sizeof(T) == 4 ? Dtype::Float32
                                          : Dtype::Float16;  // or BFloat16, which is as wide

/** Which rows_kernel; kChunks is 0 for rows that are streamed. */
template <typename Number, bool softmax, bool dense, int chunks>
struct Choice {
  using T = Number;
  static constexpr bool kSoftmax = softmax, kDense = dense;
  static constexpr int kChunks = chunks;
};

template <typename T, bool kSoftmax, bool kDense, typename F>
auto select_way(Plan::Way way, F&& f) {
  // Only softmax holds rows in registers; the others don't need a second look at them.
  constexpr int kMany = kSoftmax ? many_chunks(kDtype<T>, kDense) : 1;
  switch (way) {
    case Plan::Way::FewRegisters:
      return f(Choice<T, kSoftmax, kDense, 1>());
    case Plan::Way::ManyRegisters:
      return f(Choice<T, kSoftmax, kDense, kMany>());
    default:
      return f(Choice<T, kSoftmax, kDense, 0>());
  }
}

template <typename T, typename F>
auto select_kind(const Work& w, Plan::Way way, F&& f) {
  if (w.normalization == Normalization::Softmax) {
    return w.distributions ? select_way<T, true, true>(way, f) : select_way<T, true, false>(way, f);
  }
  return w.distributions ? select_way<T, false, true>(way, f) : select_way<T, false, false>(way, f);
}

template <typename Number>
struct Type {
  using T = Number;
};

/** f(Type) of a dtype of logits. */
template <typename F>
auto select_type(Dtype dtype, F&& f) {
  switch (dtype) {
    case Dtype::Float64:
      return f(Type<double>());
    case Dtype::Float32:
      return f(Type<float>());
    case Dtype::BFloat16:
      return f(Type<BFloat16>());
    default:
      return f(Type<Float16>());
  }
}

/** f(Choice) of the work. */
template <typename F>
auto select(const Work& w, Plan::Way way, F&& f) {
  return select_type(w.dtype,
                     [&](auto type) { return select_kind<typename decltype(type)::T>(w, way, f); });
}

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
