// All validation, once, for every dispatch key. Sizes are read as SymInt, so that the same checks
// run on tensors without data.
#pragma once
#include "operators.h"

namespace isbe::batch_norm_relu {

inline bool given(const OptionalTensor& tensor) { return tensor && tensor->defined(); }

/** The dtype of the arithmetic, the parameters and the statistics. */
inline at::ScalarType arithmetic_dtype(at::ScalarType dtype) {
  return dtype == at::kDouble ? at::kDouble : at::kFloat;
}

inline bool is_supported(at::ScalarType dtype) {
  return dtype == at::kFloat || dtype == at::kDouble || dtype == at::kBFloat16 ||
         dtype == at::kHalf;
}

/** Throws one line naming what was expected and found. */
void check_forward(const at::Tensor& input, const OptionalTensor& weight,
                   const OptionalTensor& bias, const OptionalTensor& mean,
                   const OptionalTensor& var);
void check_backward(const at::Tensor& gradient, const at::Tensor& input,
                    const OptionalTensor& weight, const OptionalTensor& bias,
                    const at::Tensor& mean, const at::Tensor& var);

}  // namespace isbe::batch_norm_relu
