// All validation, once, for every dispatch key. Sizes are read as SymInt, so that the same checks
// run on tensors without data.
#pragma once
#include "operators.h"

namespace isbe::batch_norm_relu {

/** Throws one line naming what was expected and found. */
void check_forward(const at::Tensor& input, const OptionalTensor& weight,
                   const OptionalTensor& bias, const OptionalTensor& mean,
                   const OptionalTensor& var);
void check_backward(const at::Tensor& gradient, const at::Tensor& input,
                    const OptionalTensor& weight, const OptionalTensor& bias,
                    const at::Tensor& mean, const at::Tensor& var);

}  // namespace isbe::batch_norm_relu
