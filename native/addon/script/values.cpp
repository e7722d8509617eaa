#include "values.h"

#include <ATen/core/Dict.h>
#include <ATen/core/List.h>

#include "../errors.h"
#include "../values.h"

namespace isbe::script {
namespace {

/// Deeper values are ones that contain themselves.
constexpr int kDeepest = 64;

struct Place {
  std::string path;
  int depth = 0;

  Place within(const std::string& step) const { return {path + step, depth + 1}; }
};

[[noreturn]] void refuse(napi_env env, napi_value value, const Place& place,
                         const std::string& expected) {
  throw AddonError("TYPE",
                   place.path + ": expected " + expected + ", found " + describe_type(env, value));
}

napi_valuetype type_of(napi_env env, napi_value value) {
  napi_valuetype type = napi_undefined;
  napi_typeof(env, value, &type);
  return type;
}

bool is_nothing(napi_env env, napi_value value) {
  const napi_valuetype type = type_of(env, value);
  return type == napi_undefined || type == napi_null;
}

bool is_array(napi_env env, napi_value value) {
  bool result = false;
  napi_is_array(env, value, &result);
  return result;
}

std::vector<napi_value> elements_of(napi_env env, napi_value array, const Place& place) {
  uint32_t length = 0;
  if (!is_array(env, array)) refuse(env, array, place, "an array");
  napi_get_array_length(env, array, &length);
  if (length > kMostElements) refuse(env, array, place, "an array of fewer elements");
  std::vector<napi_value> elements(length);
  for (uint32_t i = 0; i < length; ++i) {
    check_napi(napi_get_element(env, array, i, &elements[i]), "read an element");
  }
  return elements;
}

napi_value property(napi_env env, napi_value object, const char* name) {
  napi_value value = nullptr;
  check_napi(napi_get_named_property(env, object, name, &value), "read a property");
  return value;
}

bool is_tensor(napi_env env, napi_value value) {
  return type_of(env, value) == napi_object && !is_array(env, value) &&
         type_of(env, property(env, value, "handle")) == napi_number;
}

c10::IValue of_kind(napi_env env, napi_value value, Kind kind, const Place& place) {
  ValueType type;
  type.kind = kind;
  try {
    return isbe::to_ivalue(env, value, type);
  } catch (const AddonError& error) {
    throw AddonError(error.code(), place.path + ": " + error.what());
  }
}

c10::IValue convert(napi_env env, napi_value value, const c10::TypePtr& type, const Place& place);

/// The keys and values of a Map, whose `entries` TypeScript has written out, or of an object.
std::vector<std::pair<napi_value, napi_value>> entries_of(napi_env env, napi_value value,
                                                          const Place& place) {
  if (type_of(env, value) != napi_object || is_array(env, value)) {
    refuse(env, value, place, "a Map or an object");
  }
  std::vector<std::pair<napi_value, napi_value>> entries;
  for (napi_value entry : elements_of(env, property(env, value, "entries"), place)) {
    const auto pair = elements_of(env, entry, place);
    if (pair.size() != 2) refuse(env, entry, place, "a key and its value");
    entries.emplace_back(pair[0], pair[1]);
  }
  return entries;
}

c10::IValue to_dict(napi_env env, napi_value value, const c10::TypePtr& key,
                    const c10::TypePtr& element, const Place& place) {
  c10::impl::GenericDict dict(key, element);
  for (const auto& [name, content] : entries_of(env, value, place)) {
    c10::IValue converted = convert(env, name, key, place.within(" key"));
    const std::string step = converted.isString() ? "." + converted.toStringRef() : "[…]";
    dict.insert(std::move(converted), convert(env, content, element, place.within(step)));
  }
  return dict;
}

c10::IValue to_list(napi_env env, napi_value value, const c10::TypePtr& type, const Place& place) {
  c10::impl::GenericList list(type);
  int64_t i = 0;
  for (napi_value element : elements_of(env, value, place)) {
    list.push_back(convert(env, element, type, place.within("[" + std::to_string(i++) + "]")));
  }
  return list;
}

std::vector<napi_value> fields_of(napi_env env, napi_value value, const c10::TupleType& type,
                                  const Place& place) {
  if (is_array(env, value) || !type.schema()) return elements_of(env, value, place);
  std::vector<napi_value> fields;
  for (const c10::Argument& field : type.schema()->arguments()) {
    napi_value found = nullptr;
    napi_get_undefined(env, &found);
    for (const auto& [name, content] : entries_of(env, value, place)) {
      if (isbe::to_string(env, name) == field.name()) found = content;
    }
    fields.push_back(found);
  }
  return fields;
}

c10::IValue to_tuple(napi_env env, napi_value value, const c10::TupleTypePtr& type,
                     const Place& place) {
  const auto fields = fields_of(env, value, *type, place);
  const auto& types = type->elements();
  if (fields.size() != types.size()) {
    refuse(env, value, place, "an array of " + std::to_string(types.size()));
  }
  std::vector<c10::IValue> elements;
  for (size_t i = 0; i < fields.size(); ++i) {
    const Place element = place.within("[" + std::to_string(i) + "]");
    elements.push_back(convert(env, fields[i], types[i], element));
  }
  return type->schema() ? c10::ivalue::Tuple::createNamed(std::move(elements), type)
                        : c10::ivalue::Tuple::create(std::move(elements));
}

c10::IValue to_one_of(napi_env env, napi_value value, const c10::Type& type, const Place& place) {
  for (const c10::TypePtr& member : type.containedTypes()) {
    try {
      return convert(env, value, member, place);
    } catch (const AddonError&) {
      continue;  // the next one may fit
    }
  }
  refuse(env, value, place, type.repr_str());
}

/// A list of one type where its elements have one, as TorchScript wants lists.
c10::IValue guessed_list(napi_env env, napi_value value, const Place& place) {
  std::vector<c10::IValue> elements;
  for (napi_value element : elements_of(env, value, place)) {
    elements.push_back(convert(env, element, c10::AnyType::get(), place.within("[…]")));
  }
  c10::TypePtr type = elements.empty() ? c10::TensorType::get() : elements[0].type();
  if (!elements.empty() && elements[0].isTensor()) type = c10::TensorType::get();
  for (const c10::IValue& element : elements) {
    if (!element.type()->isSubtypeOf(*type)) type = c10::AnyType::get();
  }
  c10::impl::GenericList list(type);
  for (c10::IValue& element : elements) list.push_back(std::move(element));
  return list;
}

/// For a parameter of type `Any`.
c10::IValue guess(napi_env env, napi_value value, const Place& place) {
  switch (type_of(env, value)) {
    case napi_undefined:
    case napi_null:
      return {};
    case napi_boolean:
      return of_kind(env, value, Kind::Bool, place);
    case napi_string:
      return of_kind(env, value, Kind::String, place);
    case napi_external:
      return of_kind(env, value, Kind::Opaque, place);
    case napi_object:
      if (is_array(env, value)) return guessed_list(env, value, place);
      if (is_tensor(env, value)) return convert(env, value, c10::TensorType::get(), place);
      return to_dict(env, value, c10::StringType::get(), c10::AnyType::get(), place);
    default:
      return of_kind(env, value, Kind::Scalar, place).toScalar();
  }
}

c10::IValue convert(napi_env env, napi_value value, const c10::TypePtr& type, const Place& place) {
  if (place.depth > kDeepest) refuse(env, value, place, "a value that is not so deep");
  switch (type->kind()) {
    case c10::TypeKind::OptionalType:
      if (is_nothing(env, value)) return {};
      return convert(env, value, type->expectRef<c10::OptionalType>().getElementType(), place);
    case c10::TypeKind::NoneType:
      if (is_nothing(env, value)) return {};
      refuse(env, value, place, "null");
    case c10::TypeKind::TensorType:
      if (!is_tensor(env, value)) refuse(env, value, place, "a Tensor");
      return isbe::to_tensor(env, property(env, value, "handle"));
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
      return of_kind(env, value, Kind::Int, place);
    case c10::TypeKind::FloatType:
      return of_kind(env, value, Kind::Float, place);
    case c10::TypeKind::BoolType:
      return of_kind(env, value, Kind::Bool, place);
    case c10::TypeKind::StringType:
      return of_kind(env, value, Kind::String, place);
    case c10::TypeKind::NumberType:
      return of_kind(env, value, Kind::Scalar, place).toScalar();
    case c10::TypeKind::ComplexType: {
      const c10::Scalar scalar = of_kind(env, value, Kind::Scalar, place).toScalar();
      return scalar.toComplexDouble();
    }
    case c10::TypeKind::DeviceObjType:
      return of_kind(env, value, Kind::Device, place);
    case c10::TypeKind::ListType:
      return to_list(env, value, type->expectRef<c10::ListType>().getElementType(), place);
    case c10::TypeKind::DictType: {
      const auto& dict = type->expectRef<c10::DictType>();
      return to_dict(env, value, dict.getKeyType(), dict.getValueType(), place);
    }
    case c10::TypeKind::TupleType:
      return to_tuple(env, value, type->expect<c10::TupleType>(), place);
    case c10::TypeKind::UnionType:
      return to_one_of(env, value, *type, place);
    case c10::TypeKind::AnyType:
      return guess(env, value, place);
    default:
      return of_kind(env, value, Kind::Opaque, place);
  }
}

napi_value array_of(napi_env env, const std::vector<napi_value>& elements) {
  napi_value array = nullptr;
  check_napi(napi_create_array_with_length(env, elements.size(), &array), "make an array");
  for (uint32_t i = 0; i < elements.size(); ++i) napi_set_element(env, array, i, elements[i]);
  return array;
}

napi_value object_of(napi_env env, const char* name, napi_value value) {
  napi_value object = nullptr;
  check_napi(napi_create_object(env, &object), "make an object");
  napi_set_named_property(env, object, name, value);
  return object;
}

napi_value tuple_to_js(napi_env env, const c10::ivalue::Tuple& tuple) {
  std::vector<napi_value> elements;
  for (const c10::IValue& element : tuple.elements()) elements.push_back(to_js(env, element));
  const auto type = tuple.type();
  if (!type->schema()) return array_of(env, elements);
  const auto& fields = type->schema()->arguments();
  for (size_t i = 0; i < elements.size() && i < fields.size(); ++i) {
    elements[i] = array_of(env, {isbe::to_js(env, fields[i].name()), elements[i]});
  }
  return object_of(env, "fields", array_of(env, elements));
}

}  // namespace

c10::IValue to_ivalue(napi_env env, napi_value value, const c10::TypePtr& type,
                      const std::string& what) {
  return convert(env, value, type, {what});
}

napi_value to_js(napi_env env, const c10::IValue& value) {
  if (value.isTensor()) {
    if (!value.toTensor().defined()) return isbe::to_js(env, c10::IValue());
    return object_of(env, "handle", isbe::to_js(env, value.toTensor()));
  }
  if (value.isList()) {
    std::vector<napi_value> elements;
    for (const c10::IValue& element : value.toListRef()) elements.push_back(to_js(env, element));
    return array_of(env, elements);
  }
  if (value.isTuple()) return tuple_to_js(env, value.toTupleRef());
  if (value.isGenericDict()) {
    std::vector<napi_value> entries;
    for (const auto& entry : value.toGenericDict()) {
      entries.push_back(array_of(env, {to_js(env, entry.key()), to_js(env, entry.value())}));
    }
    return object_of(env, "entries", array_of(env, entries));
  }
  if (value.isDevice()) return isbe::to_js(env, value.toDevice().str());
  return isbe::to_js(env, value);
}

}  // namespace isbe::script
