// Transformations of functions, one within another: gradients, directional derivatives, batches.
// libtorch keeps them as a stack a thread; each operator passes through it from the innermost out.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <napi.h>

namespace isbe {

/// Throws AddonError NOT_IMPLEMENTED while this thread runs a function that is being transformed.
void refuse_in_transform(const char* what, const char* instead);

/// Operators on what `without_transforms` gave pass none of them.
class OutsideTransforms {
 public:
  OutsideTransforms();

 private:
  const c10::impl::ExcludeDispatchKeyGuard guard_;
};

/// The values that a transformed function sees. Throws AddonError VALUE for a batch, of which it
/// sees one element only.
at::Tensor without_transforms(at::Tensor given);

void export_transforms(Napi::Object exports);

}  // namespace isbe
