// Native objects that JS holds, each with a tag of its type: one kind cannot pass for another, nor
// can an external of Node's or of another addon.
#pragma once

#include <napi.h>

#include <memory>
#include <string>

#include "errors.h"

namespace isbe {

struct ExternalKind {
  uint64_t number;   ///< unlike that of every other kind
  const char* name;  ///< for messages: "a cuda.Event"
};

/// Specialised beside the type that crosses.
template <typename T>
extern const ExternalKind kExternalKind;

template <typename T>
napi_type_tag external_tag() {
  return {0x4b1d5c0a7e2f4f63, kExternalKind<T>.number};
}

/// An object of C++ that JS holds; one is destroyed with the other.
template <typename T>
napi_value to_external(napi_env env, std::unique_ptr<T> object) {
  napi_value external = nullptr;
  check_napi(
      napi_create_external(
          env, object.get(), [](napi_env, void* held, void*) { delete static_cast<T*>(held); },
          nullptr, &external),
      "make an external");
  object.release();
  const napi_type_tag tag = external_tag<T>();
  check_napi(napi_type_tag_object(env, external, &tag), "tag an external");
  return external;
}

/// Throws AddonError TYPE for anything else.
template <typename T>
T& from_external(napi_env env, napi_value value) {
  const napi_type_tag tag = external_tag<T>();
  napi_valuetype type = napi_undefined;
  bool ours = false;
  void* object = nullptr;
  if (napi_typeof(env, value, &type) != napi_ok || type != napi_external ||
      napi_check_object_type_tag(env, value, &tag, &ours) != napi_ok || !ours ||
      napi_get_value_external(env, value, &object) != napi_ok) {
    throw AddonError(
        "TYPE", std::string("expected ") + kExternalKind<T>.name + ", found " +
                    (type == napi_external ? "another native object" : describe_type(env, value)));
  }
  return *static_cast<T*>(object);
}

}  // namespace isbe
