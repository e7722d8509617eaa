// backward, grad, requiresGrad.
#include "autograd.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/is_same_size.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>

#include <algorithm>

#include "borrowed.h"
#include "callback.h"
#include "environment.h"
#include "errors.h"
#include "transforms.h"
#include "values.h"

namespace isbe {
namespace {

Variables variables_of(const Napi::Value& value) { return to_variables(value.Env(), value); }

bool flag(const Napi::Value& value) { return value.ToBoolean().Value(); }

/// Runs the engine, which may call JS, on this thread or a helper of it.
void run_engine(Napi::Env env, const std::function<void()>& job) {
  JsThread& thread = *Environment::of(env).thread();
  std::shared_lock walk(graph_walks(), std::defer_lock);
  if (!thread.is_running()) walk.lock();
  thread.run(job);
}

bool fits(const at::Tensor& output, const at::Tensor& gradient) {
  return output.is_nested() == gradient.is_nested() &&
         output.is_complex() == gradient.is_complex() && at::is_same_size(output, gradient);
}

/// The engine sums a gradient of another shape. What is wrong is told by
/// lib/tensor/autograd/gradientCheck.ts, which nobody waits for where nothing is.
void check_gradients(const Variables& outputs, const Variables& gradients) {
  for (size_t i = 0; i < std::min(outputs.size(), gradients.size()); ++i) {
    if (!gradients[i].defined() || !outputs[i].defined() || fits(outputs[i], gradients[i]))
      continue;
    throw AddonError("VALUE", "a gradient does not fit its output");
  }
}

/// (tensors, gradients, retainGraph, createGraph, inputs)
Napi::Value backward(const Napi::CallbackInfo& info) {
  const Variables tensors = variables_of(info[0]), gradients = variables_of(info[1]);
  const bool retain_graph = flag(info[2]), create_graph = flag(info[3]);
  refuse_in_transform("backward()", "torch.func.grad or torch.func.vjp");
  const Variables inputs = variables_of(info[4]);
  check_gradients(tensors, gradients);
  run_engine(info.Env(), [&] {
    torch::autograd::backward(tensors, gradients, retain_graph, create_graph, inputs);
  });
  return info.Env().Undefined();
}

/// (outputs, inputs, gradients, retainGraph, createGraph, allowUnused) => handles or null, a single
/// handle as itself
Napi::Value grad(const Napi::CallbackInfo& info) {
  const Variables outputs = variables_of(info[0]), inputs = variables_of(info[1]);
  const Variables gradients = variables_of(info[2]);
  const bool retain_graph = flag(info[3]), create_graph = flag(info[4]);
  const bool allow_unused = flag(info[5]);
  check_gradients(outputs, gradients);
  Variables result;
  run_engine(info.Env(), [&] {
    result =
        torch::autograd::grad(outputs, inputs, gradients, retain_graph, create_graph, allow_unused);
  });
  return {info.Env(), to_js(info.Env(), result)};
}

/// Some backward functions return zeros without storage, which operators in place refuse.
void give_memory(at::Tensor& gradient) {
  if (!gradient.defined() || !gradient._is_zerotensor()) return;
  const at::NoGradGuard no_grad;
  gradient = gradient.clone();
}

/// (handles or null) => the accumulated gradients, null where there is none
Napi::Value gradients(const Napi::CallbackInfo& info) {
  Variables result;
  for (const at::Tensor& tensor : variables_of(info[0])) {
    if (tensor.defined()) give_memory(tensor.mutable_grad());
    result.push_back(tensor.defined() ? tensor.grad() : at::Tensor());
  }
  return {info.Env(), to_js_array(info.Env(), result)};
}

/// (handles or null) => whether every gradient lies in memory as its tensor does, dtype and all
Napi::Value gradients_lie_alike(const Napi::CallbackInfo& info) {
  const auto lies_alike = [](const at::Tensor& tensor) {
    if (!tensor.defined()) return true;
    const at::Tensor& gradient = tensor.grad();
    return !gradient.defined() ||
           (gradient.layout() == at::kStrided && tensor.layout() == at::kStrided &&
            gradient.strides() == tensor.strides() && gradient.sizes() == tensor.sizes() &&
            gradient.dtype() == tensor.dtype() && gradient.device() == tensor.device());
  };
  const Variables tensors = variables_of(info[0]);
  return Napi::Boolean::New(info.Env(), std::all_of(tensors.begin(), tensors.end(), lies_alike));
}

/// (handle, handle or null)
Napi::Value set_gradient(const Napi::CallbackInfo& info) {
  tensor_of(info[0]).mutable_grad() = info[1].IsNumber() ? tensor_of(info[1]) : at::Tensor();
  return info.Env().Undefined();
}

void fill_with_zeros(const at::Tensor& gradient) {
  if (!gradient.defined()) return;
  at::NoGradGuard no_grad;
  gradient.detach_().zero_();
}

/// (handles or null, setToNone)
Napi::Value zero_gradients(const Napi::CallbackInfo& info) {
  const bool set_to_none = flag(info[1]);
  for (at::Tensor& tensor : variables_of(info[0])) {
    if (!tensor.defined()) continue;
    if (set_to_none) {
      tensor.mutable_grad().reset();
    } else {
      fill_with_zeros(tensor.grad());
    }
  }
  return info.Env().Undefined();
}

Napi::Value requires_grad(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), tensor_of(info[0]).requires_grad());
}

Napi::Value set_requires_grad(const Napi::CallbackInfo& info) {
  if (flag(info[1])) refuse_in_transform("change of requiresGrad", "torch.func.grad");
  tensor_of(info[0]).requires_grad_(flag(info[1]));
  return info.Env().Undefined();
}

Napi::Value retain_grad(const Napi::CallbackInfo& info) {
  refuse_in_transform("retainGrad()", "torch.func.grad or torch.func.vjp");
  tensor_of(info[0]).retain_grad();
  return info.Env().Undefined();
}

Napi::Value is_leaf(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), tensor_of(info[0]).is_leaf());
}

Napi::Value is_view(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), tensor_of(info[0]).is_view());
}

/// (handle): its values were changed by who knows nothing of versions
Napi::Value bump_version(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  if (!tensor.is_inference()) torch::autograd::impl::bump_version(tensor);
  return info.Env().Undefined();
}

/// (handle) => the same memory as a tensor of its own: unrecorded, no view, with its own version
Napi::Value variable_data(const Napi::CallbackInfo& info) {
  return {info.Env(), to_js(info.Env(), tensor_of(info[0]).variable_data())};
}

/// (handle, handle of what it becomes, with its gradient and place in the graph as they are)
Napi::Value set_data(const Napi::CallbackInfo& info) {
  tensor_of(info[0]).set_data(tensor_of(info[1]));
  return info.Env().Undefined();
}

/// (handle) => the name of the function that made it, or null for a leaf
Napi::Value gradient_function(const Napi::CallbackInfo& info) {
  const auto& function = tensor_of(info[0]).grad_fn();
  if (!function) return info.Env().Null();
  return Napi::String::New(info.Env(), function->name());
}

}  // namespace

void export_autograd(Napi::Object exports) {
  export_function<backward>(exports, "backward");
  export_function<grad>(exports, "grad");
  export_function<gradients>(exports, "gradients");
  export_function<gradients_lie_alike>(exports, "gradientsLieAlike");
  export_function<set_gradient>(exports, "setGradient");
  export_function<zero_gradients>(exports, "zeroGradients");
  export_function<requires_grad>(exports, "requiresGrad");
  export_function<set_requires_grad>(exports, "setRequiresGrad");
  export_function<retain_grad>(exports, "retainGrad");
  export_function<is_leaf>(exports, "isLeaf");
  export_function<is_view>(exports, "isView");
  export_function<bump_version>(exports, "bumpVersion");
  export_function<variable_data>(exports, "variableData");
  export_function<set_data>(exports, "setData");
  export_function<gradient_function>(exports, "gradientFunction");
}

}  // namespace isbe
