// backward, grad, requiresGrad.
#include "autograd.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>

#include "borrowed.h"
#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

using Variables = torch::autograd::variable_list;

at::Tensor tensor_of(const Napi::Value& value) { return to_tensor(value.Env(), value); }

/// Handles; null or undefined elements become undefined tensors.
Variables variables_of(const Napi::Value& value) {
  Variables variables;
  if (value.IsUndefined() || value.IsNull()) return variables;
  if (!value.IsArray()) throw AddonError("TYPE", "expected an array of tensors");
  const auto array = value.As<Napi::Array>();
  if (array.Length() > kMostElements) throw AddonError("TYPE", "expected fewer tensors");
  for (uint32_t i = 0; i < array.Length(); ++i) {
    const Napi::Value element = array[i];
    variables.push_back(element.IsNumber() ? tensor_of(element) : at::Tensor());
  }
  return variables;
}

Napi::Value js(Napi::Env env, const Variables& variables) {
  auto array = Napi::Array::New(env, variables.size());
  for (uint32_t i = 0; i < variables.size(); ++i) {
    array.Set(i, Napi::Value(env, to_js(env, variables[i])));
  }
  return array;
}

bool flag(const Napi::Value& value) { return value.ToBoolean().Value(); }

/// (tensors, gradients, retainGraph, createGraph, inputs)
Napi::Value backward(const Napi::CallbackInfo& info) {
  const std::shared_lock walk(graph_walks());
  torch::autograd::backward(variables_of(info[0]), variables_of(info[1]), flag(info[2]),
                            flag(info[3]), variables_of(info[4]));
  return info.Env().Undefined();
}

/// (outputs, inputs, gradients, retainGraph, createGraph, allowUnused) => handles or null
Napi::Value grad(const Napi::CallbackInfo& info) {
  const std::shared_lock walk(graph_walks());
  return js(info.Env(), torch::autograd::grad(variables_of(info[0]), variables_of(info[1]),
                                              variables_of(info[2]), flag(info[3]), flag(info[4]),
                                              flag(info[5])));
}

/// (handles) => the accumulated gradients, null where there is none
Napi::Value gradients(const Napi::CallbackInfo& info) {
  Variables result;
  for (const at::Tensor& tensor : variables_of(info[0])) result.push_back(tensor.grad());
  return js(info.Env(), result);
}

/// (handle, handle or null)
Napi::Value set_gradient(const Napi::CallbackInfo& info) {
  tensor_of(info[0]).mutable_grad() = info[1].IsNumber() ? tensor_of(info[1]) : at::Tensor();
  return info.Env().Undefined();
}

void fill_with_zeros(at::Tensor gradient) {
  if (!gradient.defined()) return;
  at::NoGradGuard no_grad;
  gradient.detach_().zero_();
}

/// (handles, setToNone)
Napi::Value zero_gradients(const Napi::CallbackInfo& info) {
  const bool set_to_none = flag(info[1]);
  for (at::Tensor& tensor : variables_of(info[0])) {
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
  tensor_of(info[0]).requires_grad_(flag(info[1]));
  return info.Env().Undefined();
}

Napi::Value retain_grad(const Napi::CallbackInfo& info) {
  tensor_of(info[0]).retain_grad();
  return info.Env().Undefined();
}

Napi::Value is_leaf(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), tensor_of(info[0]).is_leaf());
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
  export_function<set_gradient>(exports, "setGradient");
  export_function<zero_gradients>(exports, "zeroGradients");
  export_function<requires_grad>(exports, "requiresGrad");
  export_function<set_requires_grad>(exports, "setRequiresGrad");
  export_function<retain_grad>(exports, "retainGrad");
  export_function<is_leaf>(exports, "isLeaf");
  export_function<gradient_function>(exports, "gradientFunction");
}

}  // namespace isbe
