// Tensors as data: bytes in, bytes out, shape and type, and the life of handles.
#include "storage.h"

#include <ATen/ATen.h>
#include <ATen/EmptyTensor.h>
#include <ATen/ScalarOps.h>

#include <cstring>

#include "../allocator/allocator.h"
#include "environment.h"
#include "errors.h"
#include "handles.h"
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

std::vector<int64_t> shape_of(const Napi::Value& value) {
  return value_of(value, Kind::Int, true).toIntVector();
}

Napi::Value js(Napi::Env env, at::Tensor tensor) { return {env, to_js(env, std::move(tensor))}; }

at::Tensor tensor_of(const Napi::Value& value) { return to_tensor(value.Env(), value); }

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
  const auto dtype = value_of(info[1], Kind::Dtype).toScalarType();
  const auto shape = shape_of(info[2]);
  check_size(shape, dtype, bytes.size);
  at::Tensor tensor = at::empty(shape, dtype);
  if (bytes.size > 0) std::memcpy(tensor.data_ptr(), bytes.data, bytes.size);
  return js(info.Env(), tensor);
}

/// What a tensor over a JS buffer keeps alive.
struct BorrowedBuffer {
  std::shared_ptr<ReleasedBuffers> released;
  napi_ref reference;
};

void give_back(void* context) {
  auto* buffer = static_cast<BorrowedBuffer*>(context);
  buffer->released->add(buffer->reference);
  delete buffer;
}

/// (bytes: TypedArray, dtype, shape) => handle of a tensor over the same memory
Napi::Value from_buffer(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::of(info.Env());
  environment.released_buffers()->drain(info.Env());
  const Bytes bytes = bytes_of(info[0]);
  const auto dtype = value_of(info[1], Kind::Dtype).toScalarType();
  const auto shape = shape_of(info[2]);
  check_size(shape, dtype, bytes.size);
  if (reinterpret_cast<uintptr_t>(bytes.data) % c10::elementSize(dtype) != 0) {
    throw AddonError("VALUE", "the buffer is not aligned to the dtype's size: copy it first");
  }
  auto* buffer = new BorrowedBuffer{environment.released_buffers(), nullptr};
  napi_create_reference(info.Env(), info[0], 1, &buffer->reference);
  const auto options = at::TensorOptions().dtype(dtype);
  c10::DataPtr data(bytes.data, buffer, give_back, c10::kCPU);
  c10::Storage storage(c10::Storage::use_byte_size_t(), bytes.size, std::move(data));
  at::Tensor tensor = at::empty({0}, options).set_(storage, 0, shape);
  return js(info.Env(), tensor);
}

bool borrows_js_buffer(const at::Tensor& tensor) {
  return tensor.has_storage() && tensor.storage().data_ptr().get_deleter() == give_back;
}

/// (handle, target: TypedArray): copies the values, in row-major order, into the target
Napi::Value to_bytes(const Napi::CallbackInfo& info) {
  const at::Tensor tensor =
      tensor_of(info[0]).detach().to(c10::kCPU).contiguous().resolve_conj().resolve_neg();
  const Bytes target = bytes_of(info[1]);
  if (tensor.nbytes() != target.size) {
    throw AddonError("VALUE", "expected a target of " + std::to_string(tensor.nbytes()) +
                                  " bytes, found " + std::to_string(target.size));
  }
  if (target.size > 0) std::memcpy(target.data, tensor.const_data_ptr(), target.size);
  return info.Env().Undefined();
}

Napi::Value shape(const Napi::CallbackInfo& info) {
  return {info.Env(), to_js(info.Env(), c10::IValue(tensor_of(info[0]).sizes()))};
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
  const auto address = reinterpret_cast<uintptr_t>(tensor_of(info[0]).const_data_ptr());
  return Napi::Number::New(info.Env(), static_cast<double>(address));
}

void release_one(Environment& environment, double handle) {
  if (handle <= 0) return;
  environment.adjust_external_bytes(-HandleTable::instance().release(static_cast<Handle>(handle)));
}

/// (handles: Float64Array, count): releases the first `count`; those already released are skipped
Napi::Value release(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::of(info.Env());
  environment.released_buffers()->drain(info.Env());
  const auto* handles = static_cast<const double*>(bytes_of(info[0]).data);
  const uint32_t count = info[1].ToNumber().Uint32Value();
  for (uint32_t i = 0; i < count; ++i) release_one(environment, handles[i]);
  return info.Env().Undefined();
}

/// (handle) => a handle that belongs to no thread, for `adopt` on another one. The given handle is
/// dead afterwards. Memory of a JS buffer cannot leave its thread: such a tensor is copied.
Napi::Value transfer(const Napi::CallbackInfo& info) {
  at::Tensor tensor = tensor_of(info[0]);
  if (borrows_js_buffer(tensor)) tensor = tensor.clone();
  release_one(Environment::of(info.Env()), info[0].ToNumber().DoubleValue());
  const Handle handle = HandleTable::instance().make(std::move(tensor), kNobody, 0);
  return Napi::Number::New(info.Env(), static_cast<double>(handle));
}

/// (handle from `transfer`) => a handle that belongs to this thread
Napi::Value adopt(const Napi::CallbackInfo& info) {
  if (!info[0].IsNumber()) throw AddonError("TYPE", "expected the result of transfer()");
  const double handle = info[0].As<Napi::Number>().DoubleValue();
  return js(info.Env(), HandleTable::instance().take(handle > 0 ? Handle(handle) : 0));
}

/// () => {tensors, bytes, allocated, cached, peak}: live handles of the process, bytes of their
/// distinct storages, bytes that the caching allocator has handed out and that it keeps for reuse
Napi::Value memory(const Napi::CallbackInfo& info) {
  const auto statistics = HandleTable::instance().statistics();
  auto result = Napi::Object::New(info.Env());
  result.Set("tensors", static_cast<double>(statistics.tensors));
  result.Set("bytes", static_cast<double>(statistics.bytes));
  const AllocatorStatistics allocator = allocator_statistics();
  result.Set("allocated", static_cast<double>(allocator.in_use));
  result.Set("cached", static_cast<double>(allocator.cached));
  result.Set("peak", static_cast<double>(allocator.peak));
  return result;
}

/// (number, bigint, boolean or {real, imag}) => a tensor without dimensions that, as a number does,
/// leaves the dtype of what it meets
Napi::Value wrap_number(const Napi::CallbackInfo& info) {
  at::Tensor tensor = at::scalar_to_tensor(value_of(info[0], Kind::Scalar).toScalar());
  tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
  return js(info.Env(), std::move(tensor));
}

/// (): gives cached memory back to the system
Napi::Value empty_cache(const Napi::CallbackInfo& info) {
  empty_allocator_cache();
  return info.Env().Undefined();
}

Napi::Value reset_peak_memory(const Napi::CallbackInfo& info) {
  reset_allocator_peak();
  return info.Env().Undefined();
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
  export_function<release>(exports, "release");
  export_function<transfer>(exports, "transfer");
  export_function<adopt>(exports, "adopt");
  export_function<memory>(exports, "memory");
  export_function<empty_cache>(exports, "emptyCache");
  export_function<reset_peak_memory>(exports, "resetPeakMemory");
}

}  // namespace isbe
