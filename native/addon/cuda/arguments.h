// Arguments that the exports for CUDA share.
#pragma once

#include <c10/core/Device.h>
#include <c10/core/Stream.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <napi.h>

#include "../errors.h"

namespace isbe::cuda {

inline c10::DeviceIndex index_of(const Napi::Value& value) {
  return static_cast<c10::DeviceIndex>(value.ToNumber().Int32Value());
}

inline c10::Device device_of(const Napi::Value& value) {
  return {c10::DeviceType::CUDA, index_of(value)};
}

/// A stream crosses as {id, device}
inline c10::Stream stream_of(const Napi::Value& value) {
  const auto object = value.ToObject();
  const Napi::Value id = object.Get("id"), device = object.Get("device");
  if (!id.IsBigInt() || !device.IsNumber()) throw AddonError("TYPE", "expected a cuda.Stream");
  bool lossless = false;
  const int64_t number = id.As<Napi::BigInt>().Int64Value(&lossless);
  return c10::Stream(c10::Stream::UNSAFE, device_of(device), number);
}

/// Devices, streams and events without CUDA's headers. Throws where libtorch has no CUDA.
inline c10::impl::VirtualGuardImpl guard() {
  return c10::impl::VirtualGuardImpl(c10::DeviceType::CUDA);
}

}  // namespace isbe::cuda
