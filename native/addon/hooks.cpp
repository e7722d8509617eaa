// Hooks of JS on gradients. C++ knows one function of JS a tensor; which hooks it calls is JS's.
#include "hooks.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function_hook.h>

#include "callback.h"
#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

using torch::autograd::FunctionPreHook;
using torch::autograd::PostAccumulateGradHook;

/// Sees the gradient of one tensor, an output of the node that it is registered with.
struct GradientHook final : FunctionPreHook {
  GradientHook(JsCallback callback, int64_t index) : callback(std::move(callback)), index(index) {}

  Variables operator()(const Variables& gradients) override {
    Variables results = gradients;
    at::Tensor& gradient = results.at(index);
    if (!gradient.defined()) return results;
    const at::Tensor other = callback({gradient}).at(0);
    if (!other.defined()) return results;
    torch::autograd::check_variable_result(gradient, other, "hook");
    gradient = other;
    return results;
  }

  const JsCallback callback;
  const int64_t index;
};

struct AccumulatedHook final : PostAccumulateGradHook {
  explicit AccumulatedHook(JsCallback callback) : callback(std::move(callback)) {}
  void operator()(const at::Tensor& tensor) override { callback({tensor}); }

  const JsCallback callback;
};

/// Those of the node that made the tensor, or of the leaf itself.
const std::vector<std::unique_ptr<FunctionPreHook>>& hooks_of(const at::Tensor& tensor) {
  const auto& node = tensor.grad_fn();
  return node ? node->tensor_pre_hooks() : torch::autograd::impl::hooks(tensor);
}

napi_value function_of_hook(napi_env env, const at::Tensor& tensor) {
  for (const auto& hook : hooks_of(tensor)) {
    const auto* ours = dynamic_cast<const GradientHook*>(hook.get());
    if (ours == nullptr || ours->index != tensor.output_nr()) continue;
    if (napi_value function = ours->callback.function(env)) return function;
  }
  return nullptr;
}

void check_requires_grad(const at::Tensor& tensor) {
  if (tensor.requires_grad()) return;
  throw AddonError("VALUE",
                   "expected a tensor that requires a gradient, found one that has none to hook");
}

/// (handle, function: (gradient) => gradient or undefined) => the function that the tensor has
/// already, else the one given, which becomes its
Napi::Value tensor_hook(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const at::Tensor tensor = to_tensor(env, info[0]);
  check_requires_grad(tensor);
  if (napi_value known = function_of_hook(env, tensor)) return {env, known};
  auto hook = std::make_unique<GradientHook>(JsCallback(env, info[1]), tensor.output_nr());
  if (const auto& node = tensor.grad_fn()) {
    node->add_tensor_pre_hook(std::move(hook));
  } else {
    torch::autograd::impl::hooks(tensor).push_back(std::move(hook));
  }
  return info[1];
}

/// (handle of a leaf, function: (tensor) => void): the same for what runs after a gradient has been
/// accumulated
Napi::Value accumulated_hook(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const at::Tensor tensor = to_tensor(env, info[0]);
  check_requires_grad(tensor);
  if (!tensor.is_leaf()) {
    throw AddonError("VALUE", "expected a leaf, found a tensor that a function made");
  }
  const auto* known = dynamic_cast<const AccumulatedHook*>(
      torch::autograd::impl::post_acc_grad_hooks(tensor).get());
  if (known != nullptr) {
    if (napi_value function = known->callback.function(env)) return {env, function};
  }
  torch::autograd::impl::set_post_acc_grad_hooks(
      tensor, std::make_unique<AccumulatedHook>(JsCallback(env, info[1])));
  return info[1];
}

}  // namespace

void export_hooks(Napi::Object exports) {
  export_function<tensor_hook>(exports, "tensorHook");
  export_function<accumulated_hook>(exports, "accumulatedHook");
}

}  // namespace isbe
