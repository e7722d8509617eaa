// Functions of JS over tensors, called by the autograd engine.
#pragma once

#include <torch/csrc/autograd/variable.h>

#include <memory>

#include "js_thread.h"

namespace isbe {

using Variables = torch::autograd::variable_list;
/// Of whichever kind the linked libtorch has it.
using NodePtr = std::remove_cvref_t<decltype(std::declval<const at::Tensor&>().grad_fn())>;

/// Undefined tensors are null in JS. JS gives a handle, null, undefined, or an array of them.
class JsCallback {
 public:
  JsCallback(napi_env env, napi_value function)
      : function_(std::make_shared<JsReference>(env, function)) {}

  /// function(a, b, ...)
  Variables operator()(const Variables& arguments) const;
  /// function([a, b, ...], [c, d, ...])
  Variables operator()(const Variables& first, const Variables& second) const;
  /// The function that `function(a)` gives.
  JsCallback bind(const at::Tensor& argument) const;

  /// nullptr on another thread than that which made it.
  napi_value function(napi_env env) const;

 private:
  explicit JsCallback(std::shared_ptr<JsReference> function) : function_(std::move(function)) {}

  std::shared_ptr<JsReference> function_;
};

/// A handle, or an array of them; null or undefined elements become undefined tensors.
Variables to_variables(napi_env env, napi_value value);
/// A handle for a single tensor, which costs less than an array; else an array.
napi_value to_js(napi_env env, const Variables& variables);
napi_value to_js_array(napi_env env, const Variables& variables);

}  // namespace isbe
