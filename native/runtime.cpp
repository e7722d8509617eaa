// The state of libtorch as a whole: version, threads, seeds, devices, libraries.
#include "runtime.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <dlfcn.h>
#include <torch/csrc/inductor/aoti_torch/c/shim.h>

#include "environment.h"
#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

Napi::Value set_error_factory(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).set_error_factory(info.Env(), info[0]);
  return info.Env().Undefined();
}

/// () => [major, minor, patch] of the libtorch that is loaded, whatever was compiled against
Napi::Value torch_version(const Napi::CallbackInfo& info) {
  const uint64_t version = aoti_torch_abi_version();
  auto parts = Napi::Array::New(info.Env(), 3);
  for (uint32_t i = 0; i < 3; ++i) {
    parts.Set(i, static_cast<uint32_t>(version >> (56 - 8 * i) & 0xff));
  }
  return parts;
}

Napi::Value show_config(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), at::show_config());
}

Napi::Value cpu_capability(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), at::get_cpu_capability());
}

Napi::Value num_threads(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), at::get_num_threads());
}

Napi::Value set_num_threads(const Napi::CallbackInfo& info) {
  at::set_num_threads(info[0].ToNumber().Int32Value());
  return info.Env().Undefined();
}

/// Any 64 bits: negative seeds stand for their two's complement, as in PyTorch.
uint64_t seed_of(const Napi::Value& value) {
  if (value.IsBigInt()) {
    bool lossless = false;
    const uint64_t seed = value.As<Napi::BigInt>().Uint64Value(&lossless);
    if (lossless) return seed;
  }
  ValueType type;
  type.kind = Kind::Int;
  return static_cast<uint64_t>(to_ivalue(value.Env(), value, type).toInt());
}

/// (seed): of the default generators of all devices
Napi::Value manual_seed(const Napi::CallbackInfo& info) {
  at::manual_seed(seed_of(info[0]));
  return info.Env().Undefined();
}

/// (seed) => a CPU generator of its own, as an opaque object
Napi::Value make_generator(const Napi::CallbackInfo& info) {
  const c10::IValue generator(at::detail::createCPUGenerator(seed_of(info[0])));
  return {info.Env(), to_js(info.Env(), generator)};
}

Napi::Value cuda_is_built(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), at::Context::hasCUDA());
}

Napi::Value cuda_device_count(const Napi::CallbackInfo& info) {
  const auto count = at::hasCUDA() ? at::detail::getCUDAHooks().deviceCount() : 0;
  return Napi::Number::New(info.Env(), count);
}

/// (path): loads a shared library whose static registrations add operators
Napi::Value load_library(const Napi::CallbackInfo& info) {
  const std::string path = to_string(info.Env(), info[0]);
  if (dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) {
    throw AddonError("NOT_FOUND", std::string("cannot load the library: ") + dlerror());
  }
  return info.Env().Undefined();
}

}  // namespace

void export_runtime(Napi::Object exports) {
  export_function<set_error_factory>(exports, "setErrorFactory");
  export_function<torch_version>(exports, "torchVersion");
  export_function<show_config>(exports, "showConfig");
  export_function<cpu_capability>(exports, "cpuCapability");
  export_function<num_threads>(exports, "numThreads");
  export_function<set_num_threads>(exports, "setNumThreads");
  export_function<manual_seed>(exports, "manualSeed");
  export_function<make_generator>(exports, "makeGenerator");
  export_function<cuda_is_built>(exports, "cudaIsBuilt");
  export_function<cuda_device_count>(exports, "cudaDeviceCount");
  export_function<load_library>(exports, "loadLibrary");
}

}  // namespace isbe
