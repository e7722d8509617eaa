#include "callback.h"

#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

/// Handles of the engine's calls would otherwise live until `backward` returns.
class HandleScope {
 public:
  explicit HandleScope(napi_env env) : env_(env) { napi_open_handle_scope(env, &scope_); }
  ~HandleScope() {
    if (scope_ != nullptr) napi_close_handle_scope(env_, scope_);
  }
  HandleScope(const HandleScope&) = delete;

 private:
  const napi_env env_;
  napi_handle_scope scope_ = nullptr;
};

napi_value invoke(napi_env env, const JsReference& function,
                  const std::vector<napi_value>& arguments) {
  napi_value undefined = nullptr, result = nullptr;
  napi_get_undefined(env, &undefined);
  if (napi_call_function(env, undefined, function.get(env), arguments.size(), arguments.data(),
                         &result) != napi_ok) {
    throw JsException(env);
  }
  return result;
}

napi_valuetype type_of(napi_env env, napi_value value) {
  napi_valuetype type = napi_undefined;
  napi_typeof(env, value, &type);
  return type;
}

bool is_absent(napi_env env, napi_value value) {
  const napi_valuetype type = type_of(env, value);
  return type == napi_undefined || type == napi_null;
}

at::Tensor optional_tensor(napi_env env, napi_value value) {
  return is_absent(env, value) ? at::Tensor() : to_tensor(env, value);
}

Variables results_of(napi_env env, napi_value value) {
  return is_absent(env, value) ? Variables(1) : to_variables(env, value);
}

}  // namespace

Variables to_variables(napi_env env, napi_value value) {
  const napi_valuetype type = type_of(env, value);
  if (type == napi_number) return {to_tensor(env, value)};
  if (type == napi_undefined || type == napi_null) return {};
  uint32_t length = 0;
  if (napi_get_array_length(env, value, &length) != napi_ok) {
    throw AddonError("TYPE", "expected an array of tensors");
  }
  if (length > kMostElements) throw AddonError("TYPE", "expected fewer tensors");
  Variables variables;
  variables.reserve(length);
  for (uint32_t i = 0; i < length; ++i) {
    napi_value element = nullptr;
    check_napi(napi_get_element(env, value, i, &element), "read an array");
    variables.push_back(optional_tensor(env, element));
  }
  return variables;
}

napi_value to_js(napi_env env, const Variables& variables) {
  if (variables.size() == 1 && variables[0].defined()) return to_js(env, variables[0]);
  return to_js_array(env, variables);
}

napi_value to_js_array(napi_env env, const Variables& variables) {
  napi_value array = nullptr;
  napi_create_array_with_length(env, variables.size(), &array);
  for (uint32_t i = 0; i < variables.size(); ++i) {
    napi_set_element(env, array, i, to_js(env, variables[i]));
  }
  return array;
}

Variables JsCallback::operator()(const Variables& arguments) const {
  Variables results;
  function_->thread().call([&](napi_env env) {
    const HandleScope scope(env);
    std::vector<napi_value> values;
    for (const at::Tensor& argument : arguments) values.push_back(to_js(env, argument));
    results = results_of(env, invoke(env, *function_, values));
  });
  return results;
}

Variables JsCallback::operator()(const Variables& first, const Variables& second) const {
  Variables results;
  function_->thread().call([&](napi_env env) {
    const HandleScope scope(env);
    results = results_of(
        env, invoke(env, *function_, {to_js_array(env, first), to_js_array(env, second)}));
  });
  return results;
}

JsCallback JsCallback::bind(const at::Tensor& argument) const {
  std::shared_ptr<JsReference> bound;
  function_->thread().call([&](napi_env env) {
    const HandleScope scope(env);
    bound = std::make_shared<JsReference>(env, invoke(env, *function_, {to_js(env, argument)}));
  });
  return JsCallback(std::move(bound));
}

napi_value JsCallback::function(napi_env env) const {
  return function_->thread().is(env) ? function_->get(env) : nullptr;
}

}  // namespace isbe
