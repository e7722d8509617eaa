// Which devices libtorch has, the current one, their random numbers.
#include <ATen/Context.h>
#include <ATen/core/Generator.h>

#include "../values.h"
#include "arguments.h"
#include "exports.h"

namespace isbe::cuda {
namespace {

const at::CUDAHooksInterface& hooks() { return at::detail::getCUDAHooks(); }

/// Whether libtorch was built with CUDA, device or not
Napi::Value is_built(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), hooks().hasCUDART());
}

/// () => like 13000; 0 in a CPU build
Napi::Value runtime_version(const Napi::CallbackInfo& info) {
  const long version = hooks().hasCUDART() ? hooks().versionCUDART() : 0;
  return Napi::Number::New(info.Env(), static_cast<double>(version));
}

Napi::Value device_count(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), hooks().hasCUDART() ? hooks().deviceCount() : 0);
}

Napi::Value current_device(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), guard().getDevice().index());
}

/// (index)
Napi::Value set_device(const Napi::CallbackInfo& info) {
  guard().setDevice(device_of(info[0]));
  return info.Env().Undefined();
}

/// (index): waits until the device has done all that it was given
Napi::Value synchronize(const Napi::CallbackInfo& info) {
  guard().synchronizeDevice(index_of(info[0]));
  return info.Env().Undefined();
}

at::Generator generator_of(const Napi::Value& index) {
  at::globalContext().lazyInitDevice(c10::DeviceType::CUDA);
  return hooks().getDefaultGenerator(index_of(index));
}

/// (index, seed): of the default generator of one device
Napi::Value manual_seed(const Napi::CallbackInfo& info) {
  at::Generator generator = generator_of(info[0]);
  const std::lock_guard<std::mutex> lock(generator.mutex());
  generator.set_current_seed(to_seed(info.Env(), info[1]));
  return info.Env().Undefined();
}

/// (index) => bigint
Napi::Value initial_seed(const Napi::CallbackInfo& info) {
  return Napi::BigInt::New(info.Env(), generator_of(info[0]).current_seed());
}

}  // namespace

void export_device(Napi::Object exports) {
  export_function<is_built>(exports, "cudaIsBuilt");
  export_function<runtime_version>(exports, "cudaRuntimeVersion");
  export_function<device_count>(exports, "cudaDeviceCount");
  export_function<current_device>(exports, "cudaCurrentDevice");
  export_function<set_device>(exports, "cudaSetDevice");
  export_function<synchronize>(exports, "cudaSynchronize");
  export_function<manual_seed>(exports, "cudaManualSeed");
  export_function<initial_seed>(exports, "cudaInitialSeed");
}

}  // namespace isbe::cuda
