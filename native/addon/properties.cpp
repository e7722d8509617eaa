// What a tensor is besides its shape and dtype, and the dtype that tensors get by default.
#include "properties.h"

#include <ATen/ATen.h>
#include <ATen/quantized/Quantizer.h>
#include <c10/core/DefaultDtype.h>

#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

const char* name_of(c10::Layout layout) {
  switch (layout) {
    case c10::kStrided:
      return "strided";
    case c10::kSparse:
      return "sparse_coo";
    case c10::kSparseCsr:
      return "sparse_csr";
    case c10::kSparseCsc:
      return "sparse_csc";
    case c10::kSparseBsr:
      return "sparse_bsr";
    case c10::kSparseBsc:
      return "sparse_bsc";
    case c10::kMkldnn:
      return "mkldnn";
    default:
      return "jagged";
  }
}

Napi::Value layout(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), name_of(tensor_of(info[0]).layout()));
}

Napi::Value is_nested(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), tensor_of(info[0]).is_nested());
}

/// (handle) => `per_tensor_affine`, ..., or null for a tensor that is not quantized
Napi::Value quantization(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  if (!tensor.is_quantized()) return info.Env().Null();
  return Napi::String::New(info.Env(), at::toString(tensor.qscheme()));
}

Napi::Value storage_offset(const Napi::CallbackInfo& info) {
  return {info.Env(), to_js_integer(info.Env(), tensor_of(info[0]).storage_offset())};
}

Napi::Value element_size(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(tensor_of(info[0]).element_size()));
}

/// (dtype): one of floating point
Napi::Value set_default_dtype(const Napi::CallbackInfo& info) {
  const auto dtype = static_cast<c10::ScalarType>(info[0].ToNumber().Int32Value());
  c10::set_default_dtype(c10::scalarTypeToTypeMeta(dtype));
  return info.Env().Undefined();
}

}  // namespace

void export_properties(Napi::Object exports) {
  export_function<layout>(exports, "layout");
  export_function<is_nested>(exports, "isNested");
  export_function<quantization>(exports, "quantization");
  export_function<storage_offset>(exports, "storageOffset");
  export_function<element_size>(exports, "elementSize");
  export_function<set_default_dtype>(exports, "setDefaultDtype");
}

}  // namespace isbe
