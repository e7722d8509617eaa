// Grad mode, inference mode, anomaly mode, autocast. All but anomaly mode are thread-local in
// libtorch: TypeScript sets and restores them inside one synchronous call.
#include "modes.h"

#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>

#include <memory>
#include <vector>

#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

using torch::autograd::AnomalyMode;

bool flag(const Napi::Value& value) { return value.ToBoolean().Value(); }

Napi::Value grad_mode(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), at::GradMode::is_enabled());
}

/// (enabled) => what it was
Napi::Value set_grad_mode(const Napi::CallbackInfo& info) {
  const auto before = Napi::Boolean::New(info.Env(), at::GradMode::is_enabled());
  at::GradMode::set_enabled(flag(info[0]));
  return before;
}

Napi::Value inference_mode(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), c10::InferenceMode::is_enabled());
}

/// The modes that this thread has entered and not yet left, the innermost last: libtorch has them
/// as guards only.
std::vector<std::unique_ptr<c10::InferenceMode>>& inference_modes() {
  thread_local std::vector<std::unique_ptr<c10::InferenceMode>> modes;
  return modes;
}

/// (enabled): until the `popInferenceMode` that belongs to it. Sets the grad mode to the opposite.
Napi::Value push_inference_mode(const Napi::CallbackInfo& info) {
  inference_modes().push_back(std::make_unique<c10::InferenceMode>(flag(info[0])));
  return info.Env().Undefined();
}

/// (): the grad mode is again what it was before
Napi::Value pop_inference_mode(const Napi::CallbackInfo& info) {
  if (inference_modes().empty()) throw AddonError("VALUE", "expected an inference mode to leave");
  inference_modes().pop_back();
  return info.Env().Undefined();
}

/// () => {enabled, checkNan}; of the process, not of the thread
Napi::Value anomaly_mode(const Napi::CallbackInfo& info) {
  auto mode = Napi::Object::New(info.Env());
  mode.Set("enabled", AnomalyMode::is_enabled());
  mode.Set("checkNan", AnomalyMode::should_check_nan());
  return mode;
}

/// (enabled, checkNan)
Napi::Value set_anomaly_mode(const Napi::CallbackInfo& info) {
  AnomalyMode::set_enabled(flag(info[0]), flag(info[1]));
  return info.Env().Undefined();
}

/// (device) => {enabled, dtype}
Napi::Value autocast_mode(const Napi::CallbackInfo& info) {
  const auto type = to_device(to_string(info.Env(), info[0])).type();
  auto mode = Napi::Object::New(info.Env());
  mode.Set("enabled", at::autocast::is_autocast_enabled(type));
  mode.Set("dtype", static_cast<int>(at::autocast::get_autocast_dtype(type)));
  return mode;
}

/// (device, enabled, dtype)
Napi::Value set_autocast_mode(const Napi::CallbackInfo& info) {
  const auto type = to_device(to_string(info.Env(), info[0])).type();
  at::autocast::set_autocast_enabled(type, flag(info[1]));
  at::autocast::set_autocast_dtype(type, dtype_of(info[2]));
  return info.Env().Undefined();
}

/// (): drops the 16-bit copies of weights, on leaving the outermost autocast region
Napi::Value clear_autocast_cache(const Napi::CallbackInfo& info) {
  at::autocast::clear_cache();
  return info.Env().Undefined();
}

}  // namespace

void export_modes(Napi::Object exports) {
  export_function<grad_mode>(exports, "gradMode");
  export_function<set_grad_mode>(exports, "setGradMode");
  export_function<inference_mode>(exports, "inferenceMode");
  export_function<push_inference_mode>(exports, "pushInferenceMode");
  export_function<pop_inference_mode>(exports, "popInferenceMode");
  export_function<anomaly_mode>(exports, "anomalyMode");
  export_function<set_anomaly_mode>(exports, "setAnomalyMode");
  export_function<autocast_mode>(exports, "autocastMode");
  export_function<set_autocast_mode>(exports, "setAutocastMode");
  export_function<clear_autocast_cache>(exports, "clearAutocastCache");
}

}  // namespace isbe
