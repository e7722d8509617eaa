// All validation, once, for every dispatch key.
#pragma once
#include <ATen/core/Tensor.h>

namespace isbe::dropout {

/** Throws one line naming what was expected and found. */
void check_forward(const at::Tensor& input, double p);
void check_backward(const at::Tensor& gradient, const at::Tensor& kept);

}  // namespace isbe::dropout
