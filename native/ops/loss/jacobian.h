// Second derivatives of the loss: the Jacobian of the normalisation, applied to a vector. It's
// found from the error alone, since the scores are the error plus the target.
#pragma once
#include <ATen/core/Tensor.h>

#include "arguments.h"

namespace isbe::loss {

/** What the derivative of the error needs besides the error. Owns its tensors. */
struct ErrorContext {
  Normalization normalization;
  Reduction reduction;
  bool dilated_gradient;
  double label_smoothing;
  double slope;
  int64_t ignore_index;
  at::Tensor target, weight, dilation;
  at::Tensor norms;  // of the logits, for normalize alone: the scores don't tell them

  explicit ErrorContext(const Arguments& arguments);
};

/**
 * The product of `v` (shape of the error) with the derivative of the error by the logits.
 * Made of ATen operators. `error` is what soft_error returns for the same arguments.
 */
at::Tensor error_jacobian_product(const ErrorContext& context, const at::Tensor& error,
                                  const at::Tensor& v);

}  // namespace isbe::loss
