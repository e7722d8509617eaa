// Turns tensors into the pointers and strides of a Problem. A tensor whose dimensions besides the
// class don't fold into one or two strides is copied; nothing else is.
#pragma once
#include <ATen/core/Tensor.h>

#include "arguments.h"
#include "problem.h"

namespace isbe::loss {

/** Keeps alive what a Problem points to, where that is not the caller's own tensor. */
struct Holder {
  at::Tensor logits, target, error;
  at::Tensor weight, dilation, relocation;
};

/** Fills in sizes, logits, error and target. `error` is null when it isn't wanted. */
void lay_out(const Arguments& arguments, const at::Tensor* error, Problem& problem, Holder& holder);

}  // namespace isbe::loss
