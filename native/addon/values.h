// JS value <-> IValue, by schema type.
//
//   Tensor            number (a handle); null for an undefined tensor in a result
//   int, SymInt       number or bigint in; number where exact, else bigint, out
//   float             number
//   Scalar            number, bigint, boolean or {real, imag}
//   bool, str         boolean, string
//   dtype             its number in c10::ScalarType
//   layout, memory    their names, 'strided', 'channels_last'
//   device            'cpu', 'cuda', 'cuda:1'
//   T[]               array; T[n] takes a single T for all n
//   anything else     an opaque External that can only be handed back
#pragma once

#include <ATen/core/ivalue.h>
#include <napi.h>

#include <string>

#include "externals.h"
#include "types.h"

namespace isbe {

/// Integers up to here are exact as JS numbers.
constexpr int64_t kLargestExact = int64_t{1} << 53;

/// An array with more is one whose length was set: no schema has use for it, and it may be sparse.
constexpr uint32_t kMostElements = 1 << 24;

template <>
inline constexpr ExternalKind kExternalKind<c10::IValue>{1, "a native object of this package"};

/// Throws AddonError TYPE; the caller knows which argument it was.
c10::IValue to_ivalue(napi_env env, napi_value value, const ValueType& type);
napi_value to_js(napi_env env, const c10::IValue& value);

at::Tensor to_tensor(napi_env env, napi_value value);
inline at::Tensor tensor_of(const Napi::Value& value) { return to_tensor(value.Env(), value); }
/// null for an undefined tensor.
napi_value to_js(napi_env env, at::Tensor tensor);
inline Napi::Value js(Napi::Env env, at::Tensor tensor) {
  return {env, to_js(env, std::move(tensor))};
}
c10::ScalarType dtype_of(const Napi::Value& value);

std::string to_string(napi_env env, napi_value value);
napi_value to_js(napi_env env, const std::string& text);
/// Throws AddonError DEVICE when this build or this machine has no such device.
c10::Device to_device(const std::string& name);
/// A seed: any 64 bits; negative ones stand for their two's complement, as in PyTorch.
uint64_t to_seed(napi_env env, napi_value value);
napi_value to_js_integer(napi_env env, int64_t integer);

}  // namespace isbe
