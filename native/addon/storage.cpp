// Tensors as data: bytes in, bytes out, shape and type.
#include "storage.h"

#include <ATen/ATen.h>
#include <ATen/EmptyTensor.h>
#include <ATen/FunctionalTensorWrapper.h>
#include <ATen/ScalarOps.h>

#include <cstring>

#include "environment.h"
#include "errors.h"
#include "transforms.h"
#include "values.h"

namespace isbe {
namespace {

struct Bytes {
  void* data;
  size_t size;
};

Bytes bytes_of(const Napi::Value& value) {
  if (!value.IsTypedArray()) throw AddonError("TYPE", "expected a TypedArray or Buffer");
  const auto array = value.As<Napi::TypedArray>();
  if (!array.ArrayBuffer().IsArrayBuffer()) {
    throw AddonError("TYPE", "expected memory of this thread, found a SharedArrayBuffer: copy it");
  }
  auto* start = static_cast<uint8_t*>(array.ArrayBuffer().Data());
  return {start + array.ByteOffset(), array.ByteLength()};
}

c10::IValue value_of(const Napi::Value& value, Kind kind, bool list = false) {
  ValueType type;
  type.kind = kind;
  type.list = list;
  return to_ivalue(value.Env(), value, type);
}

c10::ScalarType plain_dtype_of(const Napi::Value& value) {
  const auto dtype = value_of(value, Kind::Dtype).toScalarType();
  if (c10::isQIntType(dtype) || c10::isBitsType(dtype) || dtype == c10::ScalarType::Undefined) {
    throw AddonError(
        "TYPE", std::string("expected a dtype of plain numbers, found ") + c10::toString(dtype));
  }
  return dtype;
}

std::vector<int64_t> shape_of(const Napi::Value& value) {
  return value_of(value, Kind::Int, true).toIntVector();
}

void check_size(const std::vector<int64_t>& shape, c10::ScalarType dtype, size_t size) {
  uint64_t expected = c10::elementSize(dtype);
  bool overflow = false;
  for (const int64_t length : shape) {
    if (length < 0) throw AddonError("VALUE", "expected sizes of 0 or more in the shape");
    overflow |= c10::mul_overflows(expected, static_cast<uint64_t>(length), &expected);
  }
  if (overflow || size != expected) {
    throw AddonError("VALUE", "expected " + std::to_string(expected) +
                                  " bytes for this shape, found " + std::to_string(size));
  }
}

/// (bytes: TypedArray, dtype, shape) => handle of a copy
Napi::Value from_bytes(const Napi::CallbackInfo& info) {
  const Bytes bytes = bytes_of(info[0]);
  const auto dtype = plain_dtype_of(info[1]);
  const auto shape = shape_of(info[2]);
  check_size(shape, dtype, bytes.size);
  at::Tensor tensor = at::empty(shape, dtype);
  if (bytes.size > 0) std::memcpy(tensor.data_ptr(), bytes.data, bytes.size);
  return js(info.Env(), tensor);
}

/// (bytes: TypedArray, dtype, shape) => handle of a tensor over the same memory
Napi::Value from_buffer(const Napi::CallbackInfo& info) {
  BorrowedBuffers& buffers = Environment::of(info.Env()).borrowed_buffers();
  buffers.drain(info.Env());
  const Bytes bytes = bytes_of(info[0]);
  const auto dtype = plain_dtype_of(info[1]);
  const auto shape = shape_of(info[2]);
  check_size(shape, dtype, bytes.size);
  if (reinterpret_cast<uintptr_t>(bytes.data) % c10::elementSize(dtype) != 0) {
    throw AddonError("VALUE", "the buffer is not aligned to the dtype's size: copy it first");
  }
  // Not by set_(), which counts as a change of the tensor.
  at::Tensor tensor = at::detail::make_tensor<c10::TensorImpl>(
      buffers.borrow(info.Env(), info[0], bytes.data, bytes.size),
      c10::DispatchKeySet(c10::DispatchKey::CPU), caffe2::TypeMeta::fromScalarType(dtype));
  tensor.unsafeGetTensorImpl()->set_sizes_contiguous(shape);
  return js(info.Env(), tensor);
}

bool has_plain_memory(const at::Tensor& tensor) {
  return tensor.has_storage() && !tensor._is_zerotensor() &&
         (tensor.numel() == 0 || tensor.const_data_ptr() != nullptr);
}

}  // namespace

at::Tensor written_out(at::Tensor tensor) {
  const at::NoGradGuard no_grad;
  const OutsideTransforms outside;
  tensor = without_transforms(std::move(tensor));
  if (tensor.is_meta()) throw AddonError("VALUE", "a tensor on the meta device has no values");
  if (tensor.is_nested()) {
    throw AddonError("VALUE", "a nested tensor has no single shape: unbind() it first");
  }
  if (tensor.is_quantized()) {
    throw AddonError("VALUE", "a quantized tensor has no plain values: dequantize() it first");
  }
  if (at::functionalization::impl::isFunctionalTensor(tensor)) {
    at::functionalization::impl::sync(tensor);
    tensor = at::functionalization::impl::from_functional_tensor(tensor);
  }
  if (tensor.layout() != c10::kStrided) {
    throw AddonError("VALUE", "a tensor of another layout than strided: toDense() it first");
  }
  if (tensor._is_zerotensor()) tensor = at::zeros(tensor.sizes(), tensor.options());
  tensor = tensor.resolve_conj().resolve_neg().cpu().contiguous();
  if (!has_plain_memory(tensor)) throw AddonError("VALUE", "the tensor has no memory of its own");
  return tensor;
}

namespace {

/// (handle, target: TypedArray): copies the values, in row-major order, into the target
Napi::Value to_bytes(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = written_out(tensor_of(info[0]));
  const Bytes target = bytes_of(info[1]);
  if (tensor.nbytes() != target.size) {
    throw AddonError("VALUE", "expected a target of " + std::to_string(tensor.nbytes()) +
                                  " bytes, found " + std::to_string(target.size));
  }
  if (target.size > 0) std::memcpy(target.data, tensor.const_data_ptr(), target.size);
  return info.Env().Undefined();
}

Napi::Value shape(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  if (tensor.is_nested()) {
    throw AddonError("VALUE", "a nested tensor has no single shape: unbind() it first");
  }
  return {info.Env(), to_js(info.Env(), c10::IValue(tensor.sizes()))};
}

Napi::Value strides(const Napi::CallbackInfo& info) {
  return {info.Env(), to_js(info.Env(), c10::IValue(tensor_of(info[0]).strides()))};
}

Napi::Value dtype(const Napi::CallbackInfo& info) {
  const auto type = tensor_of(info[0]).scalar_type();
  return Napi::Number::New(info.Env(), static_cast<int>(type));
}

Napi::Value device(const Napi::CallbackInfo& info) {
  return {info.Env(), to_js(info.Env(), tensor_of(info[0]).device().str())};
}

/// (handle) => the version counter, which in-place operators raise
Napi::Value version(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(tensor_of(info[0])._version()));
}

/// (handle) => where its first value lies; views of one storage can be told by it
Napi::Value data_address(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  if (!has_plain_memory(tensor)) throw AddonError("VALUE", "the tensor has no memory of its own");
  const auto address = reinterpret_cast<uintptr_t>(tensor.const_data_ptr());
  return Napi::Number::New(info.Env(), static_cast<double>(address));
}

/// (number, bigint, boolean or {real, imag}) => a tensor without dimensions that, as a number does,
/// leaves the dtype of what it meets
Napi::Value wrap_number(const Napi::CallbackInfo& info) {
  at::Tensor tensor = at::scalar_to_tensor(value_of(info[0], Kind::Scalar).toScalar());
  tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
  return js(info.Env(), std::move(tensor));
}

}  // namespace

void export_storage(Napi::Object exports) {
  export_function<from_bytes>(exports, "fromBytes");
  export_function<from_buffer>(exports, "fromBuffer");
  export_function<wrap_number>(exports, "wrapNumber");
  export_function<to_bytes>(exports, "toBytes");
  export_function<shape>(exports, "shape");
  export_function<strides>(exports, "strides");
  export_function<dtype>(exports, "dtype");
  export_function<device>(exports, "device");
  export_function<version>(exports, "version");
  export_function<data_address>(exports, "dataAddress");
}

}  // namespace isbe
