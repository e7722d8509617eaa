// The state of libtorch as a whole: version, threads, seeds, devices, libraries.
#include "runtime.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <dlfcn.h>
#include <torch/csrc/inductor/aoti_torch/c/shim.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <thread>

#include "environment.h"
#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

/// () => [major, minor, patch] of the libtorch that is loaded, whatever was compiled against
Napi::Value torch_version(const Napi::CallbackInfo& info) {
  const uint64_t version = aoti_torch_abi_version();
  auto parts = Napi::Array::New(info.Env(), 3);
  for (uint32_t i = 0; i < 3; ++i) {
    parts.Set(i, static_cast<uint32_t>(version >> (56 - 8 * i) & 0xff));
  }
  return parts;
}

/// () => what libtorch was built with, in words
Napi::Value configuration(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), at::show_config());
}

Napi::Value cpu_capability(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), at::get_cpu_capability());
}

Napi::Value num_threads(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), at::get_num_threads());
}

/// More than this many would gain nothing, and OpenMP ends the process when the system refuses it
/// a thread.
int most_threads() {
  return std::max(64, 4 * static_cast<int>(std::thread::hardware_concurrency()));
}

/// (count)
Napi::Value set_num_threads(const Napi::CallbackInfo& info) {
  const double count = info[0].IsNumber() ? info[0].As<Napi::Number>().DoubleValue() : 0;
  if (!(count >= 1 && count <= most_threads()) || count != std::trunc(count)) {
    throw AddonError("VALUE",
                     "expected a number of threads from 1 to " + std::to_string(most_threads()) +
                         ", found " +
                         (info[0].IsSymbol() ? "a symbol" : info[0].ToString().Utf8Value()));
  }
  at::set_num_threads(static_cast<int>(count));
  return info.Env().Undefined();
}

/// (seed) => whether it is of the CPU's default generator: a thread between _push_seed and
/// _pop_seed draws from a generator of its own, which then begins anew
Napi::Value manual_seed(const Napi::CallbackInfo& info) {
  static const auto reseed =
      c10::Dispatcher::singleton().findSchemaOrThrow("isbe::_reseed", "").typed<bool(int64_t)>();
  const uint64_t seed = to_seed(info.Env(), info[0]);
  const bool is_of_thread = reseed.call(static_cast<int64_t>(seed));
  if (!is_of_thread) {
    at::Generator generator = at::detail::getDefaultCPUGenerator();
    const std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(seed);
  }
  return Napi::Boolean::New(info.Env(), !is_of_thread);
}

/// () => the seed that the CPU's default generator began with
Napi::Value initial_seed(const Napi::CallbackInfo& info) {
  return Napi::BigInt::New(info.Env(), at::detail::getDefaultCPUGenerator().current_seed());
}

/// (seed, device) => a generator of its own, as an opaque object
Napi::Value make_generator(const Napi::CallbackInfo& info) {
  const uint64_t seed = to_seed(info.Env(), info[0]);
  const c10::Device device = to_device(to_string(info.Env(), info[1]));
  at::Generator generator = device.is_cpu() ? at::detail::createCPUGenerator(seed)
                                            : at::globalContext()
                                                  .getAcceleratorHooksInterface(device.type())
                                                  .getNewGenerator(device.index());
  if (!device.is_cpu()) generator.set_current_seed(seed);
  return {info.Env(), to_js(info.Env(), c10::IValue(generator))};
}

at::Generator generator_of(const Napi::Value& value) {
  ValueType type;
  type.kind = Kind::Generator;
  return to_ivalue(value.Env(), value, type).toGenerator();
}

/// (generator, seed)
Napi::Value seed_generator(const Napi::CallbackInfo& info) {
  at::Generator generator = generator_of(info[0]);
  const std::lock_guard<std::mutex> lock(generator.mutex());
  generator.set_current_seed(to_seed(info.Env(), info[1]));
  return info.Env().Undefined();
}

/// (generator) => handle of its state, bytes
Napi::Value generator_state(const Napi::CallbackInfo& info) {
  at::Generator generator = generator_of(info[0]);
  const std::lock_guard<std::mutex> lock(generator.mutex());
  return {info.Env(), to_js(info.Env(), generator.get_state())};
}

/// (generator, handle): goes on from a state that `generatorState` gave
Napi::Value set_generator_state(const Napi::CallbackInfo& info) {
  at::Generator generator = generator_of(info[0]);
  const at::Tensor state = to_tensor(info.Env(), info[1]);
  const std::lock_guard<std::mutex> lock(generator.mutex());
  generator.set_state(state);
  return info.Env().Undefined();
}

/// (device) => its default generator, as an opaque object
Napi::Value default_generator(const Napi::CallbackInfo& info) {
  const c10::Device device = to_device(to_string(info.Env(), info[0]));
  return {info.Env(), to_js(info.Env(), c10::IValue(at::globalContext().defaultGenerator(device)))};
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
  export_function<torch_version>(exports, "torchVersion");
  export_function<configuration>(exports, "configuration");
  export_function<cpu_capability>(exports, "cpuCapability");
  export_function<num_threads>(exports, "numThreads");
  export_function<set_num_threads>(exports, "setNumThreads");
  export_function<manual_seed>(exports, "manualSeed");
  export_function<initial_seed>(exports, "initialSeed");
  export_function<default_generator>(exports, "defaultGenerator");
  export_function<make_generator>(exports, "makeGenerator");
  export_function<seed_generator>(exports, "seedGenerator");
  export_function<generator_state>(exports, "generatorState");
  export_function<set_generator_state>(exports, "setGeneratorState");
  export_function<load_library>(exports, "loadLibrary");
}

}  // namespace isbe
