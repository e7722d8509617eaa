#include "types.h"

#include <ATen/core/jit_type.h>

#include <tuple>

namespace isbe {
namespace {

Kind kind_of(const c10::Type& type) {
  switch (type.kind()) {
    case c10::TypeKind::TensorType:
      return Kind::Tensor;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
      return Kind::Int;
    case c10::TypeKind::FloatType:
    case c10::TypeKind::SymFloatType:
      return Kind::Float;
    case c10::TypeKind::NumberType:
      return Kind::Scalar;
    case c10::TypeKind::BoolType:
    case c10::TypeKind::SymBoolType:
      return Kind::Bool;
    case c10::TypeKind::StringType:
      return Kind::String;
    case c10::TypeKind::ScalarTypeType:
      return Kind::Dtype;
    case c10::TypeKind::LayoutType:
      return Kind::Layout;
    case c10::TypeKind::MemoryFormatType:
      return Kind::MemoryFormat;
    case c10::TypeKind::DeviceObjType:
      return Kind::Device;
    case c10::TypeKind::GeneratorType:
      return Kind::Generator;
    case c10::TypeKind::StreamObjType:
      return Kind::Stream;
    default:
      return Kind::Opaque;
  }
}

/// T for T?; leaves other types alone.
std::pair<c10::TypePtr, bool> strip_optional(const c10::TypePtr& type) {
  if (type->kind() != c10::TypeKind::OptionalType) return {type, false};
  return {type->expectRef<c10::OptionalType>().getElementType(), true};
}

}  // namespace

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::Tensor:
      return "Tensor";
    case Kind::Int:
      return "int";
    case Kind::Float:
      return "float";
    case Kind::Scalar:
      return "Scalar";
    case Kind::Bool:
      return "bool";
    case Kind::String:
      return "str";
    case Kind::Dtype:
      return "ScalarType";
    case Kind::Layout:
      return "Layout";
    case Kind::MemoryFormat:
      return "MemoryFormat";
    case Kind::Device:
      return "Device";
    case Kind::Generator:
      return "Generator";
    case Kind::Stream:
      return "Stream";
    case Kind::Opaque:
      return "Object";
  }
  return "Object";
}

ValueType ValueType::of(const c10::Argument& argument) {
  ValueType result;
  auto [type, optional] = strip_optional(argument.real_type());
  result.optional = optional;
  result.list = type->kind() == c10::TypeKind::ListType;
  if (result.list) {
    std::tie(type, result.optional_elements) =
        strip_optional(type->expectRef<c10::ListType>().getElementType());
    result.fixed_size = argument.N().value_or(0);
  }
  result.kind = kind_of(*type);
  return result;
}

std::string ValueType::text() const {
  std::string text = name_of(kind);
  if (optional_elements) text += "?";
  if (list) text.append("[").append(fixed_size ? std::to_string(fixed_size) : "").append("]");
  if (optional) text += "?";
  return text;
}

}  // namespace isbe
