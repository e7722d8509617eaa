// The life of handles, and what memory they hold.
#include "memory.h"

#include <algorithm>

#include "../allocator/allocator.h"
#include "../allocator/memory_limit.h"
#include "environment.h"
#include "errors.h"
#include "handles.h"
#include "transfer_token.h"
#include "values.h"

namespace isbe {
namespace {

void release_one(Environment& environment, double handle) {
  environment.adjust_external_bytes(-HandleTable::instance().release(to_handle(handle)));
}

/// (handles: Float64Array, count): releases the first `count`; those already released are skipped
Napi::Value release(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::of(info.Env());
  environment.borrowed_buffers().drain(info.Env());
  if (!info[0].IsTypedArray() ||
      info[0].As<Napi::TypedArray>().TypedArrayType() != napi_float64_array) {
    throw AddonError("TYPE", "expected handles in a Float64Array");
  }
  const auto handles = info[0].As<Napi::Float64Array>();
  const size_t count = std::min<size_t>(info[1].ToNumber().Uint32Value(), handles.ElementLength());
  for (size_t i = 0; i < count; ++i) release_one(environment, handles.Data()[i]);
  // Functions that only the graphs of these tensors kept, and whatever they refer to.
  environment.thread()->drain();
  return info.Env().Undefined();
}

/// (handle): tells the garbage collector of the memory of a tensor that was made in a scope and is
/// left to it now
Napi::Value leave_to_collector(const Napi::CallbackInfo& info) {
  const Handle handle = to_handle(info[0].ToNumber().DoubleValue());
  Environment::of(info.Env()).adjust_external_bytes(HandleTable::instance().count_bytes(handle));
  return info.Env().Undefined();
}

/// () => bytes of tensors that the garbage collector knows of
Napi::Value reported_bytes(const Napi::CallbackInfo& info) {
  const int64_t bytes = Environment::of(info.Env()).reported_bytes();
  return Napi::Number::New(info.Env(), static_cast<double>(bytes));
}

/// () => Uint8Array of one element, which says whether a scope releases new tensors
Napi::Value scope_flag(const Napi::CallbackInfo& info) {
  return {info.Env(), Environment::of(info.Env()).scope_flag(info.Env())};
}

/// (handle) => a handle for `adopt` on another thread. The given handle is dead afterwards. Memory
/// of a JS buffer cannot leave its thread: such a tensor is copied.
Napi::Value transfer(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::of(info.Env());
  at::Tensor tensor = without_js_memory(to_tensor(info.Env(), info[0]));
  release_one(environment, info[0].ToNumber().DoubleValue());
  const Handle handle = HandleTable::instance().give_away(std::move(tensor), environment.id());
  return Napi::Number::New(info.Env(), static_cast<double>(handle));
}

/// (handle from `transfer`) => SharedArrayBuffer to be posted beside it: without it, and without
/// `adopt`, the tensor is released. undefined where Node has no such buffers.
Napi::Value token_of_transfer(const Napi::CallbackInfo& info) {
  return transfer_token(info.Env(), to_handle(info[0].ToNumber().DoubleValue()));
}

/// (handle from `transfer`) => a handle that belongs to this thread
Napi::Value adopt(const Napi::CallbackInfo& info) {
  if (!info[0].IsNumber()) throw AddonError("TYPE", "expected the result of transfer()");
  const double handle = info[0].As<Napi::Number>().DoubleValue();
  return {info.Env(), to_js(info.Env(), HandleTable::instance().take(to_handle(handle)))};
}

/// (listener: (id) => void): told the id of another thread that has ended while tensors that it
/// gave away were not received. `releaseTransfers(id)` frees those that are still not.
Napi::Value set_thread_end_listener(const Napi::CallbackInfo& info) {
  Environment& environment = Environment::of(info.Env());
  environment.thread_end_listener().set(info.Env(), info[0]);
  environment.listen();
  return info.Env().Undefined();
}

Napi::Value release_transfers(const Napi::CallbackInfo& info) {
  HandleTable::instance().release_transfers(info[0].ToNumber().Uint32Value());
  return info.Env().Undefined();
}

/// () => {tensors, bytes, inTransit, allocated, cached, peak}: live handles of the process, bytes
/// of their distinct storages, those of them given away and not yet received, bytes that the
/// caching allocator has handed out and that it keeps for reuse
Napi::Value memory(const Napi::CallbackInfo& info) {
  const auto statistics = HandleTable::instance().statistics();
  auto result = Napi::Object::New(info.Env());
  result.Set("tensors", static_cast<double>(statistics.tensors));
  result.Set("bytes", static_cast<double>(statistics.bytes));
  result.Set("inTransit", static_cast<double>(statistics.in_transit));
  const AllocatorStatistics allocator = allocator_statistics();
  result.Set("allocated", static_cast<double>(allocator.in_use));
  result.Set("cached", static_cast<double>(allocator.cached));
  result.Set("peak", static_cast<double>(allocator.peak));
  return result;
}

/// () => {limit, available}: bytes of the machine or of the control group that is narrower, and
/// what is left of them
Napi::Value memory_limit(const Napi::CallbackInfo& info) {
  const MemoryLimit memory = read_memory_limit();
  auto result = Napi::Object::New(info.Env());
  result.Set("limit", static_cast<double>(memory.limit));
  result.Set("available", static_cast<double>(memory.available));
  return result;
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

void export_memory(Napi::Object exports) {
  export_function<release>(exports, "release");
  export_function<leave_to_collector>(exports, "leaveToCollector");
  export_function<reported_bytes>(exports, "reportedBytes");
  export_function<scope_flag>(exports, "scopeFlag");
  export_function<transfer>(exports, "transfer");
  export_function<token_of_transfer>(exports, "transferToken");
  export_function<adopt>(exports, "adopt");
  export_function<set_thread_end_listener>(exports, "setThreadEndListener");
  export_function<release_transfers>(exports, "releaseTransfers");
  export_function<memory>(exports, "memory");
  export_function<memory_limit>(exports, "memoryLimit");
  export_function<empty_cache>(exports, "emptyCache");
  export_function<reset_peak_memory>(exports, "resetPeakMemory");
}

}  // namespace isbe
