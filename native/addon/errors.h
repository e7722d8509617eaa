// Every C++ exception becomes a JS error here and nowhere else. The error object itself is made by
// a factory that TypeScript registers, so that `instanceof` holds in every realm.
#pragma once

#include <napi.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "warnings.h"

namespace isbe {

/// A failure that the addon itself finds; `code` is one of the codes of lib/base/errors.ts.
class AddonError : public std::runtime_error {
 public:
  AddonError(const char* code, const std::string& message)
      : std::runtime_error(message), code_(code) {}
  const char* code() const { return code_; }

 private:
  const char* code_;
};

/// What the failing call was given; empty outside of operators.
struct CallContext {
  std::string operator_name;
  std::vector<std::string> operands;
};

/// Throws the exception being handled as a JS error. To be called inside a catch block.
void throw_current_exception(napi_env env, const CallContext& context = {});

/// "a number", "an array": what was found instead, for a message.
std::string describe_type(napi_env env, napi_value value);

/// Throws AddonError when an N-API call fails for a reason other than a pending JS exception.
void check_napi(napi_status status, const char* what);

/// Wraps an exported function so that no C++ exception leaves it.
template <Napi::Value (*function)(const Napi::CallbackInfo&)>
Napi::Value guarded(const Napi::CallbackInfo& info) {
  try {
    const Napi::Value result = function(info);
    deliver_warnings(info.Env());
    return result;
  } catch (const Napi::Error&) {
    throw;
  } catch (...) {
    throw_current_exception(info.Env());
    return {};
  }
}

template <Napi::Value (*function)(const Napi::CallbackInfo&)>
void export_function(Napi::Object exports, const char* name) {
  exports.Set(name, Napi::Function::New<guarded<function>>(exports.Env(), name));
}

void export_errors(Napi::Object exports);

}  // namespace isbe
