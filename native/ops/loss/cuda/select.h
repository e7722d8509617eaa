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
template <typename Number, Kind kind, bool dense, int chunks>
struct Choice {
  using T = Number;
  static constexpr Kind kKind = kind;
  static constexpr bool kDense = dense;
  static constexpr int kChunks = chunks;
};

template <typename T, Kind kKind, bool kDense, typename F>
auto select_way(Plan::Way way, F&& f) {
  // Only softmax holds rows in registers; the others don't need a second look at them.
  constexpr int kMany = kKind == Kind::Elementwise ? 1 : many_chunks(kDtype<T>, kKind, kDense);
  switch (way) {
    case Plan::Way::FewRegisters:
      return f(Choice<T, kKind, kDense, 1>());
    case Plan::Way::ManyRegisters:
      return f(Choice<T, kKind, kDense, kMany>());
    default:
      return f(Choice<T, kKind, kDense, 0>());
  }
}

template <typename T, Kind kKind, typename F>
auto select_target(const Work& w, Plan::Way way, F&& f) {
  return w.distributions ? select_way<T, kKind, true>(way, f) : select_way<T, kKind, false>(way, f);
}

template <typename T, typename F>
auto select_kind(const Work& w, Plan::Way way, F&& f) {
  const Kind kind = kind_of(w);
  if constexpr (sizeof(T) < 8) {
    if (kind == Kind::PlainSoftmax) return select_target<T, Kind::PlainSoftmax>(w, way, f);
  }
  return kind == Kind::Elementwise ? select_target<T, Kind::Elementwise>(w, way, f)
                                   : select_target<T, Kind::Softmax>(w, way, f);
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
