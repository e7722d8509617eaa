// What becomes of the tensors that operators save for backward.
#pragma once

#include <napi.h>
#include <torch/csrc/autograd/saved_variable_hooks.h>

#include <memory>

namespace isbe {

/// Of the innermost hooks of this thread; nullptr where there are none.
std::unique_ptr<torch::autograd::SavedVariableHooks> saved_variable_hooks();

void export_saved_tensors(Napi::Object exports);

}  // namespace isbe
