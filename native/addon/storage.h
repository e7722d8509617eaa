#pragma once

#include <ATen/core/Tensor.h>
#include <napi.h>

namespace isbe {

/// The values in row-major order in memory of the CPU, however the tensor itself keeps them. Throws
/// AddonError VALUE for a tensor that has no plain values.
at::Tensor written_out(at::Tensor tensor);

void export_storage(Napi::Object exports);

}  // namespace isbe
