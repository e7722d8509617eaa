// IValue -> JS value. The table is in values.h.
#include "externals.h"
#include "handles.h"
#include "values.h"

namespace isbe {
namespace {

napi_value to_js_array(napi_env env, const std::vector<napi_value>& elements) {
  napi_value array = nullptr;
  napi_create_array_with_length(env, elements.size(), &array);
  for (uint32_t i = 0; i < elements.size(); ++i) napi_set_element(env, array, i, elements[i]);
  return array;
}

napi_value to_js_number(napi_env env, double number) {
  napi_value value = nullptr;
  napi_create_double(env, number, &value);
  return value;
}

napi_value to_js_bool(napi_env env, bool flag) {
  napi_value value = nullptr;
  napi_get_boolean(env, flag, &value);
  return value;
}

/// Of those beyond 2^63: smaller ones are integers to libtorch.
napi_value to_js_unsigned(napi_env env, uint64_t integer) {
  napi_value value = nullptr;
  napi_create_bigint_uint64(env, integer, &value);
  return value;
}

napi_value to_js_complex(napi_env env, c10::complex<double> number) {
  napi_value object = nullptr;
  napi_create_object(env, &object);
  napi_set_named_property(env, object, "real", to_js_number(env, number.real()));
  napi_set_named_property(env, object, "imag", to_js_number(env, number.imag()));
  return object;
}

}  // namespace

napi_value to_js(napi_env env, const std::string& text) {
  napi_value value = nullptr;
  napi_create_string_utf8(env, text.data(), text.size(), &value);
  return value;
}

napi_value to_js_integer(napi_env env, int64_t integer) {
  napi_value value = nullptr;
  if (integer >= -kLargestExact && integer <= kLargestExact) {
    napi_create_int64(env, integer, &value);
  } else {
    napi_create_bigint_int64(env, integer, &value);
  }
  return value;
}

napi_value to_js(napi_env env, at::Tensor tensor) {
  napi_value value = nullptr;
  if (!tensor.defined()) {
    napi_get_null(env, &value);
    return value;
  }
  Environment& environment = Environment::of(env);
  HandleTable& handles = HandleTable::instance();
  const Handle handle = handles.make(std::move(tensor), environment.id());
  if (!environment.is_in_scope()) environment.adjust_external_bytes(handles.count_bytes(handle));
  napi_create_double(env, static_cast<double>(handle), &value);
  return value;
}

napi_value to_js(napi_env env, const c10::IValue& value) {
  if (value.isTensor()) return to_js(env, value.toTensor());
  if (value.isNone()) return to_js(env, at::Tensor());
  if (value.isBool()) return to_js_bool(env, value.toBool());
  if (value.isInt()) return to_js_integer(env, value.toInt());
  if (value.isUnsigned()) return to_js_unsigned(env, value.toUInt());
  if (value.isDouble()) return to_js_number(env, value.toDouble());
  if (value.isComplexDouble()) return to_js_complex(env, value.toComplexDouble());
  if (value.isString()) return to_js(env, value.toStringRef());
  if (value.isList()) {
    std::vector<napi_value> elements;
    for (const c10::IValue& element : value.toListRef()) elements.push_back(to_js(env, element));
    return to_js_array(env, elements);
  }
  if (value.isTuple()) {
    std::vector<napi_value> elements;
    for (const auto& element : value.toTupleRef().elements()) {
      elements.push_back(to_js(env, element));
    }
    return to_js_array(env, elements);
  }
  return to_external(env, std::make_unique<c10::IValue>(value));
}

}  // namespace isbe
