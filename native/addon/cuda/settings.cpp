// Switches of the libraries that libtorch calls. They can be set in any build, and matter where
// that library is.
#include <ATen/Context.h>

#include <array>
#include <string>

#include "../values.h"
#include "arguments.h"
#include "exports.h"

namespace isbe::cuda {
namespace {

struct Switch {
  const char* name;
  bool (*get)();
  void (*set)(bool);
};

at::Context& context() { return at::globalContext(); }

constexpr std::array kSwitches = {
    Switch{"cudnn.enabled", [] { return context().userEnabledCuDNN(); },
           [](bool on) { context().setUserEnabledCuDNN(on); }},
    Switch{"cudnn.benchmark", [] { return context().benchmarkCuDNN(); },
           [](bool on) { context().setBenchmarkCuDNN(on); }},
    Switch{"cudnn.deterministic", [] { return context().deterministicCuDNN(); },
           [](bool on) { context().setDeterministicCuDNN(on); }},
    Switch{"cudnn.allowTf32", [] { return context().allowTF32CuDNN(); },
           [](bool on) { context().setAllowTF32CuDNN(on); }},
    Switch{"cuda.matmul.allowTf32", [] { return context().allowTF32CuBLAS(); },
           [](bool on) { context().setAllowTF32CuBLAS(on); }},
    Switch{"mkldnn.enabled", [] { return context().userEnabledMkldnn(); },
           [](bool on) { context().setUserEnabledMkldnn(on); }},
    Switch{"mkldnn.deterministic", [] { return context().deterministicMkldnn(); },
           [](bool on) { context().setDeterministicMkldnn(on); }},
    Switch{"nnpack.enabled", [] { return context().userEnabledNNPACK(); },
           [](bool on) { context().setUserEnabledNNPACK(on); }},
    Switch{"sdp.flash", [] { return context().userEnabledFlashSDP(); },
           [](bool on) { context().setSDPUseFlash(on); }},
    Switch{"sdp.memEfficient", [] { return context().userEnabledMemEfficientSDP(); },
           [](bool on) { context().setSDPUseMemEfficient(on); }},
    Switch{"sdp.math", [] { return context().userEnabledMathSDP(); },
           [](bool on) { context().setSDPUseMath(on); }},
    Switch{"sdp.cudnn", [] { return context().userEnabledCuDNNSDP(); },
           [](bool on) { context().setSDPUseCuDNN(on); }}};

const Switch& find(const Napi::Value& value) {
  const std::string name = to_string(value.Env(), value);
  for (const Switch& known : kSwitches) {
    if (name == known.name) return known;
  }
  throw AddonError("NOT_FOUND", "no switch is called '" + name + "'");
}

/// (name)
Napi::Value get_switch(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), find(info[0]).get());
}

/// (name, on)
Napi::Value set_switch(const Napi::CallbackInfo& info) {
  find(info[0]).set(info[1].ToBoolean().Value());
  return info.Env().Undefined();
}

}  // namespace

void export_settings(Napi::Object exports) {
  export_function<get_switch>(exports, "backendSwitch");
  export_function<set_switch>(exports, "setBackendSwitch");
}

}  // namespace isbe::cuda
