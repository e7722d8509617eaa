// What every operator's checks and kernels ask of tensors.
#pragma once
#include <ATen/core/Tensor.h>

#include <optional>

namespace isbe {

using OptionalTensor = std::optional<at::Tensor>;

inline bool given(const OptionalTensor& tensor) { return tensor && tensor->defined(); }

/** Whether its numbers lie in memory: not sparse, not of oneDNN's own layout. */
inline bool is_dense(const at::Tensor& tensor) { return tensor.layout() == at::kStrided; }

/** The dtypes that the kernels compute with. */
inline bool is_supported(at::ScalarType dtype) {
  return dtype == at::kFloat || dtype == at::kDouble || dtype == at::kBFloat16 ||
         dtype == at::kHalf;
}

/** The dtype of the arithmetic on numbers of a dtype: float64 for float64, else float32. */
inline at::ScalarType arithmetic_dtype(at::ScalarType dtype) {
  return dtype == at::kDouble ? at::kDouble : at::kFloat;
}

}  // namespace isbe
