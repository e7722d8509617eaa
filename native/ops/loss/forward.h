// The one entry to the CPU computation, for the operators' kernels and the autograd function.
#pragma once
#include <ATen/core/Tensor.h>

#include "arguments.h"

namespace isbe {

/** What is wanted of a computation, besides its arguments. */
struct Wanted {
  const at::Tensor* out = nullptr;  // the error's memory; null: new memory
  bool error = true;                // false: computed, not kept; for a loss without gradient
  bool correct = true;
  double error_scale = 1;  // multiplies the error alone; a power of two
};

/** Checks, computes and returns (error, value, correct); undefined tensors where not wanted. */
SoftError soft_error_forward(const Arguments& arguments, const Wanted& wanted);

}  // namespace isbe
