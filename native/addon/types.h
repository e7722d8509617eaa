// Schema types, reduced to what the crossing between JS and C++ needs to know of them.
#pragma once

#include <ATen/core/function_schema.h>

#include <cstdint>
#include <string>

namespace isbe {

enum class Kind : uint8_t {
  Tensor,
  Int,
  Float,
  Scalar,
  Bool,
  String,
  Dtype,
  Layout,
  MemoryFormat,
  Device,
  Generator,
  Stream,
  Opaque
};

/// A schema type, worked out once for each argument instead of at every call.
struct ValueType {
  Kind kind = Kind::Opaque;
  bool optional = false;
  bool list = false;
  bool optional_elements = false;
  int32_t fixed_size = 0;  ///< n of T[n]; 0 for any length

  static ValueType of(const c10::Argument& argument);
  /// As schemas write it: "Tensor?", "int[2]".
  std::string text() const;
};

const char* name_of(Kind kind);

}  // namespace isbe
