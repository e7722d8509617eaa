#include "saved_tensors.h"

#include <ATen/ATen.h>

#include <functional>
#include <optional>
#include <vector>

#include "callback.h"
#include "errors.h"

namespace isbe {
namespace {

using torch::autograd::SavedVariableHooks;
using SavedHooksFactory = std::function<std::unique_ptr<SavedVariableHooks>()>;

/// What JS made of a tensor that an operator saves, until backward asks for it.
class Packed final : public SavedVariableHooks {
 public:
  explicit Packed(JsCallback pack) : pack_(std::move(pack)) {}

  void call_pack_hook(const at::Tensor& tensor) override { unpack_ = pack_.bind(tensor); }

  at::Tensor call_unpack_hook() override {
    at::Tensor tensor = (*unpack_)(Variables()).at(0);
    TORCH_CHECK_TYPE(tensor.defined(), "expected the unpack hook to give a tensor");
    return tensor;
  }

 private:
  const JsCallback pack_;
  std::optional<JsCallback> unpack_;
};

/// A copy in the memory of the CPU; the tensor itself where it lies there.
class OnCpu final : public SavedVariableHooks {
 public:
  explicit OnCpu(bool pins) : pins_(pins) {}

  void call_pack_hook(const at::Tensor& tensor) override {
    device_ = tensor.device();
    copy_ = pins_ ? pinned(tensor) : tensor.cpu();
  }

  at::Tensor call_unpack_hook() override {
    return copy_.to(copy_.options().device(device_), /*non_blocking=*/pins_);
  }

 private:
  static at::Tensor pinned(const at::Tensor& tensor) {
    const bool pinnable = at::Context::hasCUDA() && !tensor.is_sparse();
    const auto options = tensor.options().device(at::kCPU).pinned_memory(pinnable);
    return at::empty(tensor.sizes(), options).copy_(tensor, /*non_blocking=*/pinnable);
  }

  const bool pins_;
  at::Device device_ = at::kCPU;
  at::Tensor copy_;
};

/// Of this thread, the innermost last.
std::vector<SavedHooksFactory>& factories() {
  thread_local std::vector<SavedHooksFactory> factories;
  return factories;
}

/// (pack: (tensor) => () => tensor): what operators of this thread save goes through it, until the
/// `popSavedTensorsHooks` that belongs to it
Napi::Value push_saved_tensors_hooks(const Napi::CallbackInfo& info) {
  factories().emplace_back(
      [pack = JsCallback(info.Env(), info[0])] { return std::make_unique<Packed>(pack); });
  return info.Env().Undefined();
}

/// (pins): the same, kept in the memory of the CPU
Napi::Value push_save_on_cpu(const Napi::CallbackInfo& info) {
  factories().emplace_back(
      [pins = info[0].ToBoolean().Value()] { return std::make_unique<OnCpu>(pins); });
  return info.Env().Undefined();
}

Napi::Value pop_saved_tensors_hooks(const Napi::CallbackInfo& info) {
  if (factories().empty()) throw AddonError("VALUE", "expected hooks to leave");
  factories().pop_back();
  return info.Env().Undefined();
}

}  // namespace

std::unique_ptr<SavedVariableHooks> saved_variable_hooks() {
  return factories().empty() ? nullptr : factories().back()();
}

void export_saved_tensors(Napi::Object exports) {
  export_function<push_saved_tensors_hooks>(exports, "pushSavedTensorsHooks");
  export_function<push_save_on_cpu>(exports, "pushSaveOnCpu");
  export_function<pop_saved_tensors_hooks>(exports, "popSavedTensorsHooks");
}

}  // namespace isbe
