// JS value -> IValue. The table is in values.h.
#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include <cmath>
#include <unordered_map>

#include "cuda/arguments.h"
#include "errors.h"
#include "externals.h"
#include "handles.h"
#include "values.h"

namespace isbe {
namespace {

napi_valuetype type_of(napi_env env, napi_value value) {
  napi_valuetype type = napi_undefined;
  napi_typeof(env, value, &type);
  return type;
}

bool is_array(napi_env env, napi_value value) {
  bool result = false;
  napi_is_array(env, value, &result);
  return result;
}

[[noreturn]] void throw_type(napi_env env, napi_value value, const std::string& expected) {
  throw AddonError("TYPE", "expected " + expected + ", found " + describe_type(env, value));
}

double to_double(napi_env env, napi_value value) {
  double number = 0;
  if (napi_get_value_double(env, value, &number) != napi_ok) throw_type(env, value, "a number");
  return number;
}

int64_t to_int(napi_env env, napi_value value) {
  if (type_of(env, value) == napi_bigint) {
    int64_t integer = 0;
    bool lossless = false;
    napi_get_value_bigint_int64(env, value, &integer, &lossless);
    if (!lossless)
      throw AddonError("TYPE", "expected an integer of 64 bits, found a larger bigint");
    return integer;
  }
  double number = 0;
  if (napi_get_value_double(env, value, &number) != napi_ok) throw_type(env, value, "an integer");
  if (std::trunc(number) != number) {
    throw AddonError("TYPE", "expected an integer, found " + std::to_string(number));
  }
  if (std::isinf(number)) throw AddonError("TYPE", "expected an integer, found Infinity");
  if (std::abs(number) > double(kLargestExact)) {
    throw AddonError("TYPE", "expected a bigint for an integer beyond 2^53, found a number");
  }
  return static_cast<int64_t>(number);
}

bool to_bool(napi_env env, napi_value value) {
  bool flag = false;
  if (napi_get_value_bool(env, value, &flag) != napi_ok) throw_type(env, value, "a boolean");
  return flag;
}

double component(napi_env env, napi_value object, const char* name) {
  napi_value value = nullptr;
  if (napi_get_named_property(env, object, name, &value) != napi_ok ||
      type_of(env, value) != napi_number) {
    throw_type(env, object, "a number, bigint, boolean or {real, imag}");
  }
  return to_double(env, value);
}

/// A bigint, from 2^63 on one without a sign.
c10::Scalar to_integer_scalar(napi_env env, napi_value value) {
  uint64_t integer = 0;
  bool lossless = false;
  napi_get_value_bigint_uint64(env, value, &integer, &lossless);
  return lossless && integer >> 63 ? c10::Scalar(integer) : c10::Scalar(to_int(env, value));
}

c10::Scalar to_scalar(napi_env env, napi_value value) {
  switch (type_of(env, value)) {
    case napi_boolean:
      return to_bool(env, value);
    case napi_bigint:
      return to_integer_scalar(env, value);
    case napi_object:
      return c10::complex<double>(component(env, value, "real"), component(env, value, "imag"));
    default:
      break;
  }
  const double number = to_double(env, value);
  // As in Python, 1 is an integer: an int64 tensor plus 1 stays int64. 1.0 cannot be told from 1
  // in JS; a float tensor plus either is the same.
  // Nor can -0 be an integer.
  const bool integral = std::trunc(number) == number && std::abs(number) <= double(kLargestExact) &&
                        !(number == 0 && std::signbit(number));
  return integral ? c10::Scalar(static_cast<int64_t>(number)) : c10::Scalar(number);
}

c10::MemoryFormat to_memory_format(const std::string& name) {
  if (name == "contiguous_format") return c10::MemoryFormat::Contiguous;
  if (name == "preserve_format") return c10::MemoryFormat::Preserve;
  if (name == "channels_last") return c10::MemoryFormat::ChannelsLast;
  if (name == "channels_last_3d") return c10::MemoryFormat::ChannelsLast3d;
  throw AddonError("TYPE",
                   "expected a memory format (contiguous_format, preserve_format, channels_last, "
                   "channels_last_3d), found '" +
                       name + "'");
}

c10::Layout to_layout(const std::string& name) {
  static const std::unordered_map<std::string, c10::Layout> layouts{
      {"strided", c10::kStrided},      {"sparse_coo", c10::kSparse},
      {"sparse_csr", c10::kSparseCsr}, {"sparse_csc", c10::kSparseCsc},
      {"sparse_bsr", c10::kSparseBsr}, {"sparse_bsc", c10::kSparseBsc},
      {"mkldnn", c10::kMkldnn},        {"jagged", c10::kJagged}};
  const auto found = layouts.find(name);
  if (found == layouts.end()) {
    throw AddonError("TYPE",
                     "expected a layout ('strided', 'sparse_coo', ...), found '" + name + "'");
  }
  return found->second;
}

c10::ScalarType to_dtype(napi_env env, napi_value value) {
  const int64_t number = to_int(env, value);
  if (number < 0 || number >= static_cast<int64_t>(c10::ScalarType::NumOptions)) {
    throw AddonError("TYPE", "expected a dtype, found the number " + std::to_string(number));
  }
  return static_cast<c10::ScalarType>(number);
}

/// A stream is {id, device}.
c10::Stream to_stream(napi_env env, napi_value value) {
  if (type_of(env, value) != napi_object) throw_type(env, value, "a cuda.Stream");
  return cuda::stream_of(Napi::Value(env, value));
}

/// A number is the index of a CUDA device.
std::string to_device_name(napi_env env, napi_value value) {
  if (type_of(env, value) != napi_number) return to_string(env, value);
  return "cuda:" + std::to_string(to_int(env, value));
}

c10::IValue to_single(napi_env env, napi_value value, Kind kind) {
  switch (kind) {
    case Kind::Tensor:
      return to_tensor(env, value);
    case Kind::Int:
      return to_int(env, value);
    case Kind::Float:
      return to_double(env, value);
    case Kind::Scalar:
      return to_scalar(env, value);
    case Kind::Bool:
      return to_bool(env, value);
    case Kind::String:
      return to_string(env, value);
    case Kind::Dtype:
      return to_dtype(env, value);
    case Kind::Layout:
      return to_layout(to_string(env, value));
    case Kind::MemoryFormat:
      return to_memory_format(to_string(env, value));
    case Kind::Device:
      return to_device(to_device_name(env, value));
    case Kind::Stream:
      return to_stream(env, value);
    case Kind::Generator:
    case Kind::Opaque: {
      const auto& object = from_external<c10::IValue>(env, value);
      if (kind == Kind::Generator && !object.isGenerator()) {
        throw AddonError("TYPE", "expected a Generator, found another native object");
      }
      return object;
    }
  }
  return {};
}

std::vector<napi_value> elements_of(napi_env env, napi_value array) {
  uint32_t length = 0;
  napi_get_array_length(env, array, &length);
  if (length > kMostElements) {
    throw AddonError("TYPE", "expected an array of at most " + std::to_string(kMostElements) +
                                 " elements, found " + std::to_string(length));
  }
  std::vector<napi_value> elements(length);
  for (uint32_t i = 0; i < length; ++i) napi_get_element(env, array, i, &elements[i]);
  return elements;
}

template <class Element, class Convert>
c10::IValue to_list(const std::vector<napi_value>& elements, Convert convert) {
  c10::List<Element> list;
  list.reserve(elements.size());
  for (napi_value element : elements) list.push_back(convert(element));
  return list;
}

c10::IValue to_optional_tensors(napi_env env, const std::vector<napi_value>& elements) {
  return to_list<std::optional<at::Tensor>>(elements, [&](napi_value element) {
    const napi_valuetype type = type_of(env, element);
    return type == napi_null || type == napi_undefined
               ? std::nullopt
               : std::optional<at::Tensor>(to_tensor(env, element));
  });
}

std::vector<napi_value> list_elements(napi_env env, napi_value value, const ValueType& type) {
  if (!is_array(env, value)) {
    if (type.fixed_size == 0) throw_type(env, value, type.text() + " (an array)");
    return std::vector<napi_value>(type.fixed_size, value);
  }
  return elements_of(env, value);
}

c10::IValue to_list(napi_env env, napi_value value, const ValueType& type) {
  const std::vector<napi_value> elements = list_elements(env, value, type);
  switch (type.kind) {
    case Kind::Tensor:
      if (type.optional_elements) return to_optional_tensors(env, elements);
      return to_list<at::Tensor>(elements, [&](napi_value e) { return to_tensor(env, e); });
    case Kind::Int:
      return to_list<int64_t>(elements, [&](napi_value e) { return to_int(env, e); });
    case Kind::Float:
      return to_list<double>(elements, [&](napi_value e) { return to_double(env, e); });
    case Kind::Bool:
      return to_list<bool>(elements, [&](napi_value e) { return to_bool(env, e); });
    case Kind::String:
      return to_list<std::string>(elements, [&](napi_value e) { return to_string(env, e); });
    case Kind::Scalar: {
      c10::impl::GenericList list(c10::NumberType::get());
      for (napi_value element : elements) list.push_back(to_scalar(env, element));
      return list;
    }
    default:
      throw AddonError("TYPE", "lists of " + std::string(name_of(type.kind)) +
                                   " cannot be passed from JavaScript");
  }
}

c10::Device parse_device(const std::string& name) {
  try {
    return c10::Device(name);
  } catch (const c10::Error&) {
    throw AddonError("DEVICE", "expected a device (cpu, cuda, cuda:<index>), found '" + name + "'");
  }
}

}  // namespace

std::string to_string(napi_env env, napi_value value) {
  size_t length = 0;
  if (napi_get_value_string_utf8(env, value, nullptr, 0, &length) != napi_ok) {
    throw_type(env, value, "a string");
  }
  std::string text(length, '\0');
  napi_get_value_string_utf8(env, value, text.data(), length + 1, &length);
  return text;
}

c10::Device to_device(const std::string& name) {
  const c10::Device device = parse_device(name);
  if (!device.is_cpu() && !device.is_cuda() && !device.is_meta()) {
    throw AddonError("DEVICE", "expected cpu, cuda or meta, found '" + name +
                                   "', which this build of libtorch knows by name only");
  }
  const auto& hooks = at::detail::getCUDAHooks();
  if (device.is_cuda() && (!hooks.hasCUDA() || device.index() >= hooks.deviceCount())) {
    // TypeScript adds why there is none.
    throw AddonError("DEVICE", "expected a device of this machine, found '" + name + "'");
  }
  return device;
}

uint64_t to_seed(napi_env env, napi_value value) {
  bool lossless = false;
  uint64_t seed = 0;
  if (napi_get_value_bigint_uint64(env, value, &seed, &lossless) == napi_ok && lossless) {
    return seed;
  }
  ValueType type;
  type.kind = Kind::Int;
  return static_cast<uint64_t>(to_ivalue(env, value, type).toInt());
}

c10::ScalarType dtype_of(const Napi::Value& value) {
  ValueType type;
  type.kind = Kind::Dtype;
  return to_ivalue(value.Env(), value, type).toScalarType();
}

at::Tensor to_tensor(napi_env env, napi_value value) {
  double number = 0;
  if (napi_get_value_double(env, value, &number) != napi_ok) throw_type(env, value, "a Tensor");
  return HandleTable::instance().get(to_handle(number));
}

c10::IValue to_ivalue(napi_env env, napi_value value, const ValueType& type) {
  if (type.optional) {
    const napi_valuetype js_type = type_of(env, value);
    if (js_type == napi_null || js_type == napi_undefined) return {};
  }
  return type.list ? to_list(env, value, type) : to_single(env, value, type.kind);
}

}  // namespace isbe
