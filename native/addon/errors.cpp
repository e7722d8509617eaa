#include "errors.h"

#include <c10/util/Exception.h>

#include <exception>

#include "environment.h"
#include "externals.h"
#include "js_thread.h"

namespace isbe {

template <>
inline constexpr ExternalKind kExternalKind<std::exception_ptr>{4, "the detail of an error"};

namespace {

struct Failure {
  const char* code;
  std::string message;
  /// The exception itself where it has more to say: its backtrace is turned into text only when
  /// somebody reads it, which takes milliseconds.
  std::exception_ptr detail;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

bool is_out_of_memory(const std::string& message) {
  return message.find("can't allocate memory") != std::string::npos ||
         message.find("out of memory") != std::string::npos;
}

const char* code_of(const c10::Error& error) {
  if (dynamic_cast<const c10::OutOfMemoryError*>(&error)) return "OUT_OF_MEMORY";
  if (is_out_of_memory(error.what_without_backtrace())) return "OUT_OF_MEMORY";
  if (dynamic_cast<const c10::IndexError*>(&error)) return "INDEX";
  if (dynamic_cast<const c10::ValueError*>(&error)) return "VALUE";
  if (dynamic_cast<const c10::TypeError*>(&error)) return "TYPE";
  if (dynamic_cast<const c10::NotImplementedError*>(&error)) return "NOT_IMPLEMENTED";
  return "TORCH";
}

/// "[enforce fail at file.cpp:1] condition. Message": libtorch's source is no concern of the
/// reader.
std::string without_source_location(const std::string& message) {
  if (!message.starts_with("[enforce fail at ")) return message;
  const size_t start = message.find(". ", message.find(']'));
  return start == std::string::npos ? message : message.substr(start + 2);
}

Failure describe_current_exception() {
  try {
    throw;
  } catch (const AddonError& error) {
    return {error.code(), error.what(), nullptr};
  } catch (const JsException& error) {
    return {"TORCH", "a function of another thread threw: " + std::string(error.what()), nullptr};
  } catch (const c10::Error& error) {
    return {code_of(error), without_source_location(error.what_without_backtrace()),
            std::current_exception()};
  } catch (const std::bad_alloc& error) {
    return {"OUT_OF_MEMORY", error.what(), nullptr};
  } catch (const std::exception& error) {
    return {"NATIVE", first_line(error.what()), std::current_exception()};
  } catch (...) {
    return {"NATIVE", "unknown C++ exception", nullptr};
  }
}

const char* name_of(napi_valuetype type) {
  switch (type) {
    case napi_undefined:
      return "undefined";
    case napi_null:
      return "null";
    case napi_boolean:
      return "a boolean";
    case napi_number:
      return "a number";
    case napi_string:
      return "a string";
    case napi_symbol:
      return "a symbol";
    case napi_function:
      return "a function";
    case napi_bigint:
      return "a bigint";
    case napi_object:
      return "an object";
    case napi_external:
      return "a native object";
  }
  return "an unknown value";
}

/// Whether it was a JS exception, which goes on as the object that it is.
bool rethrow_current_exception(napi_env env) {
  try {
    throw;
  } catch (const JsException& error) {
    return error.rethrow(env);
  } catch (...) {
    return false;
  }
}

napi_value to_js(napi_env env, const std::string& text) {
  napi_value value = nullptr;
  napi_create_string_utf8(env, text.data(), text.size(), &value);
  return value;
}

napi_value to_js(napi_env env, std::exception_ptr detail) {
  napi_value null = nullptr;
  napi_get_null(env, &null);
  return detail ? to_external(env, std::make_unique<std::exception_ptr>(std::move(detail))) : null;
}

napi_value to_js(napi_env env, const std::vector<std::string>& texts) {
  napi_value array = nullptr;
  napi_create_array_with_length(env, texts.size(), &array);
  for (uint32_t i = 0; i < texts.size(); ++i) napi_set_element(env, array, i, to_js(env, texts[i]));
  return array;
}

/// (detail of a failure) => the whole C++ message, with its backtrace
Napi::Value error_detail(const Napi::CallbackInfo& info) {
  try {
    std::rethrow_exception(from_external<std::exception_ptr>(info.Env(), info[0]));
  } catch (const AddonError&) {
    throw;
  } catch (const std::exception& error) {
    return Napi::String::New(info.Env(), error.what());
  }
}

Napi::Value set_error_factory(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).error_factory().set(info.Env(), info[0]);
  return info.Env().Undefined();
}

}  // namespace

void throw_current_exception(napi_env env, const CallContext& context) {
  bool pending = false;
  // A JS exception on its way, or an environment that is being terminated, wins over ours.
  if (napi_is_exception_pending(env, &pending) != napi_ok || pending) return;
  if (rethrow_current_exception(env)) return;
  const Failure failure = describe_current_exception();
  deliver_warnings(env);
  napi_value factory = Environment::of(env).error_factory().get(env);
  if (factory == nullptr) {
    napi_throw_error(env, failure.code, failure.message.c_str());
    return;
  }
  napi_value arguments[] = {to_js(env, failure.code), to_js(env, failure.message),
                            to_js(env, failure.detail), to_js(env, context.operator_name),
                            to_js(env, context.operands)};
  napi_value undefined = nullptr;
  napi_value error = nullptr;
  napi_get_undefined(env, &undefined);
  if (napi_call_function(env, undefined, factory, std::size(arguments), arguments, &error) ==
      napi_ok) {
    napi_throw(env, error);
  }
}

std::string describe_type(napi_env env, napi_value value) {
  bool is_array = false;
  napi_valuetype type = napi_undefined;
  if (napi_is_array(env, value, &is_array) == napi_ok && is_array) return "an array";
  return napi_typeof(env, value, &type) == napi_ok ? name_of(type) : "an unknown value";
}

void check_napi(napi_status status, const char* what) {
  if (status != napi_ok) throw AddonError("NATIVE", std::string("N-API refused to ") + what);
}

void export_errors(Napi::Object exports) {
  export_function<set_error_factory>(exports, "setErrorFactory");
  export_function<error_detail>(exports, "errorDetail");
}

}  // namespace isbe
