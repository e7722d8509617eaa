// What a backend computes, and what may be asked of it.
#pragma once
#include <ATen/core/Tensor.h>

#include "arguments.h"

namespace isbe::loss {

/** What is wanted of a computation, besides its arguments. */
struct Wanted {
  const at::Tensor* out = nullptr;  // the error's memory; null: new memory
  bool error = true;                // false: computed, not kept; for a loss without gradient
  bool correct = true;
  double error_scale = 1;  // multiplies the error alone; a power of two
};

/** Checks, computes and returns (error, value, correct); undefined tensors where not wanted. */
using Forward = SoftError (*)(const Arguments& arguments, const Wanted& wanted);

/** The CPU's; cuda/device.h has CUDA's. */
SoftError forward_on_cpu(const Arguments& arguments, const Wanted& wanted);

}  // namespace isbe::loss
