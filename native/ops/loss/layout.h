// Turns tensors into the pointers and strides of a Problem. A tensor whose dimensions besides the
// class don't fold into one or two strides is copied; nothing else is.
#pragma once
#include <ATen/core/Tensor.h>

#include "arguments.h"
#include "problem.h"

namespace isbe {

/** Keeps alive what a Problem points to, where that is not the caller's own tensor. */
struct Holder {
  at::Tensor logits, target, error;
  at::Tensor weight, dilation, relocation;
};

/** Fills in sizes, logits, error and target. `error` is null when it isn't wanted. */
void lay_out(const Arguments& arguments, const at::Tensor* error, Problem& problem, Holder& holder);

/** float64 for float64 logits, else float32: the dtype of the arithmetic and of the value. */
inline at::ScalarType arithmetic_dtype(at::ScalarType logits) {
  return logits == at::kDouble ? at::kDouble : at::kFloat;
}

}  // namespace isbe
