// Lists the registered schemas: for the generator of lib/ops/generated.ts, and for choosing
// overloads at run time.
#include "schemas.h"

#include <ATen/core/dispatch/Dispatcher.h>

#include "errors.h"
#include "operators.h"
#include "types.h"
#include "values.h"

namespace isbe {
namespace {

Napi::Object describe(Napi::Env env, const c10::Argument& argument) {
  auto parameter = Napi::Object::New(env);
  parameter.Set("name", argument.name());
  parameter.Set("type", ValueType::of(argument).text());
  parameter.Set("hasDefault", argument.default_value().has_value());
  parameter.Set("keywordOnly", argument.kwarg_only());
  parameter.Set("isOut", argument.is_out());
  return parameter;
}

Napi::Array parameters_of(Napi::Env env, const c10::FunctionSchema& schema) {
  auto parameters = Napi::Array::New(env);
  for (uint32_t i = 0; i < schema.arguments().size(); ++i) {
    parameters.Set(i, describe(env, schema.arguments()[i]));
  }
  return parameters;
}

Napi::Array results_of(Napi::Env env, const Operator& op) {
  auto results = Napi::Array::New(env);
  const auto& returns = op.handle.schema().returns();
  for (uint32_t i = 0; i < returns.size(); ++i) {
    auto result = Napi::Object::New(env);
    result.Set("name", returns[i].name());
    result.Set("type", ValueType::of(returns[i]).text());
    result.Set("alias", op.result_aliases[i]);
    results.Set(i, result);
  }
  return results;
}

std::string text_of(const c10::FunctionSchema& schema) {
  std::ostringstream text;
  text << schema;
  return text.str();
}

/// () => the full names of all operators, "aten::add.Tensor", sorted
Napi::Value operator_names(const Napi::CallbackInfo& info) {
  std::vector<std::string> names;
  for (const auto& name : c10::Dispatcher::singleton().getAllOpNames()) {
    if (c10::Dispatcher::singleton().findSchema(name)) {
      names.push_back(c10::toString(name));
    }
  }
  std::sort(names.begin(), names.end());
  auto array = Napi::Array::New(info.Env(), names.size());
  for (uint32_t i = 0; i < names.size(); ++i) array.Set(i, names[i]);
  return array;
}

/// (operator number) => its schema, see OperatorSchema in lib/native.ts
Napi::Value schema(const Napi::CallbackInfo& info) {
  const Operator& op = operator_at(info[0].ToNumber().Uint32Value());
  auto result = Napi::Object::New(info.Env());
  result.Set("text", text_of(op.handle.schema()));
  result.Set("parameters", parameters_of(info.Env(), op.handle.schema()));
  result.Set("results", results_of(info.Env(), op));
  return result;
}

}  // namespace

void export_schemas(Napi::Object exports) {
  export_function<operator_names>(exports, "operatorNames");
  export_function<schema>(exports, "schema");
}

}  // namespace isbe
