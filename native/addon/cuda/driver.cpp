// NVIDIA's driver itself, loaded at run time: it alone can tell why libtorch finds no device.
// Numbers below are those of the driver's C interface.
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/util/Exception.h>
#include <dlfcn.h>

#include <string>

#include "arguments.h"
#include "exports.h"

namespace isbe::cuda {
namespace {

using Status = int;  // CUresult
constexpr Status kSuccess = 0;

enum Attribute {  // CUdevice_attribute
  kMaxThreadsPerBlock = 1,
  kSharedBytesPerBlock = 8,
  kWarpSize = 10,
  kClockKiloHertz = 13,
  kMultiprocessors = 16,
  kMemoryClockKiloHertz = 36,
  kMemoryBusBits = 37,
  kL2CacheBytes = 38,
  kMajor = 75,
  kMinor = 76,
  kSharedBytesPerBlockOptin = 97,
};

class Driver {
 public:
  /// Never unloaded: CUDA's runtime uses it too.
  static const Driver& instance() {
    static const Driver driver;
    return driver;
  }

  const std::string& error() const { return error_; }

  template <typename... Parameters, typename... Arguments>
  Status call(const char* name, Status (*)(Parameters...), Arguments... arguments) const {
    const auto function = reinterpret_cast<Status (*)(Parameters...)>(
        library_ == nullptr ? nullptr : dlsym(library_, name));
    if (function == nullptr) {
      throw AddonError("DEVICE", "the NVIDIA driver has no " + std::string(name) + " " + error_);
    }
    return function(arguments...);
  }

 private:
  Driver() : library_(open()) {
    if (library_ != nullptr) return;
    const char* const reason = dlerror();
    error_ = reason == nullptr ? "unknown reason" : reason;
  }

  static void* open() {
    // Cleared: what an earlier call left is no reason of this one.
    dlerror();
    return dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
  }

  void* const library_;
  std::string error_;
};

template <typename... Parameters>
using Function = Status (*)(Parameters...);

template <typename... Parameters, typename... Arguments>
Status call(const char* name, Arguments... arguments) {
  return Driver::instance().call(name, Function<Parameters...>(nullptr), arguments...);
}

std::string name_of(Status status) {
  const char* name = nullptr;
  call<Status, const char**>("cuGetErrorName", status, &name);
  return name == nullptr ? std::to_string(status) : name;
}

void check(Status status, const char* what) {
  if (status == kSuccess) return;
  throw AddonError("DEVICE", std::string(what) + ": " + name_of(status));
}

struct Silence : c10::WarningHandler {
  void process(const c10::Warning&) override {}
};

/// The first time that libtorch looks for devices and finds none it prints why. Here somebody asks
/// who has better words for it.
void let_libtorch_look_in_silence() {
  const auto& hooks = at::detail::getCUDAHooks();
  if (!hooks.hasCUDART()) return;
  Silence silence;
  const c10::WarningUtils::WarningHandlerGuard guard(&silence);
  hooks.deviceCount();
}

/// () => {error} where there's no driver, else {version, status, devices}; `status` is '' or the
/// name of the error with which the driver refused to start
Napi::Value driver(const Napi::CallbackInfo& info) {
  let_libtorch_look_in_silence();
  auto facts = Napi::Object::New(info.Env());
  facts.Set("error", Driver::instance().error());
  int version = 0, devices = 0;
  std::string status;
  if (Driver::instance().error().empty()) {
    call<int*>("cuDriverGetVersion", &version);
    const Status started = call<unsigned>("cuInit", 0u);
    if (started != kSuccess) {
      status = name_of(started);
    } else {
      call<int*>("cuDeviceGetCount", &devices);
    }
  }
  facts.Set("version", version);
  facts.Set("status", status);
  facts.Set("devices", devices);
  return facts;
}

int attribute(Attribute name, int device) {
  int value = 0;
  check(call<int*, int, int>("cuDeviceGetAttribute", &value, name, device),
        "a property of the device");
  return value;
}

/// (index) => properties of the device; sizes in bytes, clocks in kHz, the bus in bits
Napi::Value properties(const Napi::CallbackInfo& info) {
  int device = 0;
  check(call<unsigned>("cuInit", 0u), "the driver");
  check(call<int*, int>("cuDeviceGet", &device, info[0].ToNumber().Int32Value()), "the device");
  char name[256] = {};
  size_t bytes = 0;
  check(call<char*, int, int>("cuDeviceGetName", name, sizeof name - 1, device), "its name");
  check(call<size_t*, int>("cuDeviceTotalMem_v2", &bytes, device), "its memory");
  auto result = Napi::Object::New(info.Env());
  result.Set("name", std::string(name));
  result.Set("totalMemory", static_cast<double>(bytes));
  constexpr std::pair<const char*, Attribute> kAttributes[] = {
      {"major", kMajor},
      {"minor", kMinor},
      {"multiProcessorCount", kMultiprocessors},
      {"maxThreadsPerBlock", kMaxThreadsPerBlock},
      {"warpSize", kWarpSize},
      {"sharedMemoryPerBlock", kSharedBytesPerBlock},
      {"sharedMemoryPerBlockOptin", kSharedBytesPerBlockOptin},
      {"l2CacheSize", kL2CacheBytes},
      {"clockRate", kClockKiloHertz},
      {"memoryClockRate", kMemoryClockKiloHertz},
      {"memoryBusWidth", kMemoryBusBits}};
  for (const auto& [key, number] : kAttributes) result.Set(key, attribute(number, device));
  return result;
}

}  // namespace

void export_driver(Napi::Object exports) {
  export_function<driver>(exports, "cudaDriver");
  export_function<properties>(exports, "cudaProperties");
}

}  // namespace isbe::cuda
