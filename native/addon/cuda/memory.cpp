// What libtorch's caching allocator has taken of a device's memory.
#include <ATen/Context.h>
#include <c10/core/CachingDeviceAllocator.h>

#include "arguments.h"
#include "exports.h"

namespace isbe::cuda {
namespace {

/// Made ready first: it refuses to be asked before the first tensor otherwise.
c10::DeviceAllocator& allocator() {
  guard();
  at::globalContext().lazyInitDevice(c10::DeviceType::CUDA);
  return *c10::getDeviceAllocator(c10::DeviceType::CUDA);
}

Napi::Value js(Napi::Env env, const c10::CachingAllocator::StatArray& stats) {
  const auto& all = stats[static_cast<size_t>(c10::CachingAllocator::StatType::AGGREGATE)];
  auto object = Napi::Object::New(env);
  object.Set("current", static_cast<double>(all.current));
  object.Set("peak", static_cast<double>(all.peak));
  object.Set("allocated", static_cast<double>(all.allocated));
  object.Set("freed", static_cast<double>(all.freed));
  return object;
}

/// (device index) => bytes by kind, each {current, peak, allocated, freed}, and counts
Napi::Value memory_stats(const Napi::CallbackInfo& info) {
  const auto stats = allocator().getDeviceStats(index_of(info[0]));
  const Napi::Env env = info.Env();
  auto object = Napi::Object::New(env);
  object.Set("allocatedBytes", js(env, stats.allocated_bytes));
  object.Set("reservedBytes", js(env, stats.reserved_bytes));
  object.Set("activeBytes", js(env, stats.active_bytes));
  object.Set("requestedBytes", js(env, stats.requested_bytes));
  object.Set("allocations", js(env, stats.allocation));
  object.Set("segments", js(env, stats.segment));
  object.Set("allocationRetries", static_cast<double>(stats.num_alloc_retries));
  object.Set("outOfMemoryErrors", static_cast<double>(stats.num_ooms));
  return object;
}

Napi::Value reset_peak(const Napi::CallbackInfo& info) {
  allocator().resetPeakStats(index_of(info[0]));
  return info.Env().Undefined();
}

/// (device index) => [free, total] bytes of the device, whoever has taken them
Napi::Value memory_info(const Napi::CallbackInfo& info) {
  const auto [free, total] = allocator().getMemoryInfo(index_of(info[0]));
  auto pair = Napi::Array::New(info.Env(), 2);
  pair.Set(0u, static_cast<double>(free));
  pair.Set(1u, static_cast<double>(total));
  return pair;
}

Napi::Value empty_cache(const Napi::CallbackInfo& info) {
  allocator().emptyCache();
  return info.Env().Undefined();
}

}  // namespace

void export_memory(Napi::Object exports) {
  export_function<memory_stats>(exports, "cudaMemoryStats");
  export_function<reset_peak>(exports, "cudaResetPeakMemory");
  export_function<memory_info>(exports, "cudaMemoryInfo");
  export_function<empty_cache>(exports, "cudaEmptyCache");
}

}  // namespace isbe::cuda
