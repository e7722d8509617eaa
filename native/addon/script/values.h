// JS value <-> IValue by TorchScript type. Unlike at operators, where the schema says what is a
// handle, a tensor crosses as an object with its `handle`.
//
//   Tensor          {handle}
//   int, float, …   as in ../values.h; a number for `Any` is an int where it is integral
//   list, tuple     array
//   NamedTuple      array or object of the fields in; {fields: [[name, value], …]} out
//   dict            Map or object in; {entries: [[key, value], …]} out
//   device          its name
//   anything else   an opaque External that can only be handed back
#pragma once

#include <ATen/core/ivalue.h>
#include <ATen/core/jit_type.h>
#include <napi.h>

namespace isbe::script {

/// Throws AddonError TYPE that says where in the value, from `what` on.
c10::IValue to_ivalue(napi_env env, napi_value value, const c10::TypePtr& type,
                      const std::string& what);
napi_value to_js(napi_env env, const c10::IValue& value);

}  // namespace isbe::script
