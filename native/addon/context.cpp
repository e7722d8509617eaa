// How exactly libtorch computes: settings of the process, but for denormal numbers, which each
// thread has for itself.
#include "context.h"

#include <ATen/Context.h>

#include <string>

#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

/// () => {enabled, warnOnly}
Napi::Value deterministic(const Napi::CallbackInfo& info) {
  auto mode = Napi::Object::New(info.Env());
  mode.Set("enabled", at::globalContext().deterministicAlgorithms());
  mode.Set("warnOnly", at::globalContext().deterministicAlgorithmsWarnOnly());
  return mode;
}

/// (enabled, warnOnly)
Napi::Value set_deterministic(const Napi::CallbackInfo& info) {
  at::globalContext().setDeterministicAlgorithms(info[0].ToBoolean().Value(),
                                                 info[1].ToBoolean().Value());
  return info.Env().Undefined();
}

/// () => whether new memory is filled with NaN while algorithms are deterministic
Napi::Value fills_uninitialized(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), at::globalContext().deterministicFillUninitializedMemory());
}

/// (on)
Napi::Value set_fills_uninitialized(const Napi::CallbackInfo& info) {
  at::globalContext().setDeterministicFillUninitializedMemory(info[0].ToBoolean().Value());
  return info.Env().Undefined();
}

const char* name_of(at::Float32MatmulPrecision precision) {
  switch (precision) {
    case at::Float32MatmulPrecision::HIGHEST:
      return "highest";
    case at::Float32MatmulPrecision::HIGH:
      return "high";
    default:
      return "medium";
  }
}

/// () => 'highest', 'high' or 'medium'
Napi::Value float32_matmul_precision(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), name_of(at::globalContext().float32MatmulPrecision()));
}

/// (precision)
Napi::Value set_float32_matmul_precision(const Napi::CallbackInfo& info) {
  at::globalContext().setFloat32MatmulPrecision(to_string(info.Env(), info[0]));
  return info.Env().Undefined();
}

/// (on) => whether this processor can
Napi::Value set_flush_denormal(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), at::Context::setFlushDenormal(info[0].ToBoolean().Value()));
}

}  // namespace

void export_context(Napi::Object exports) {
  export_function<deterministic>(exports, "deterministic");
  export_function<set_deterministic>(exports, "setDeterministic");
  export_function<fills_uninitialized>(exports, "fillsUninitialized");
  export_function<set_fills_uninitialized>(exports, "setFillsUninitialized");
  export_function<float32_matmul_precision>(exports, "float32MatmulPrecision");
  export_function<set_float32_matmul_precision>(exports, "setFloat32MatmulPrecision");
  export_function<set_flush_denormal>(exports, "setFlushDenormal");
}

}  // namespace isbe
