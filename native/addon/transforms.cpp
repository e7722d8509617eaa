#include "transforms.h"

#include <ATen/ATen.h>
#include <ATen/functorch/BatchedTensorImpl.h>
#include <ATen/functorch/DynamicLayer.h>
#include <ATen/functorch/TensorWrapper.h>
#include <c10/core/AutogradState.h>
#include <torch/csrc/autograd/forward_grad.h>

#include <string>

#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

namespace functorch = at::functorch;

using functorch::RandomnessType;
using functorch::TransformType;
using torch::autograd::ForwardADLevel;

bool forward_mode() { return c10::AutogradState::get_tls_state().get_fw_grad_mode(); }

RandomnessType randomness_of(const std::string& name) {
  if (name == "same") return RandomnessType::Same;
  return name == "different" ? RandomnessType::Different : RandomnessType::Error;
}

Napi::Value level(const Napi::CallbackInfo& info, int64_t level) {
  return {info.Env(), to_js_integer(info.Env(), level)};
}

at::Tensor without_gradients(at::Tensor tensor) {
  while (const auto* wrapper = functorch::maybeGetTensorWrapper(tensor)) {
    tensor = at::Tensor(wrapper->value());
  }
  return tensor;
}

int64_t integer(const Napi::Value& value) { return value.ToNumber().Int64Value(); }

/// () => level: until the `popTransform` that belongs to it, as for the others
Napi::Value push_gradient(const Napi::CallbackInfo& info) {
  return level(info, functorch::initAndPushDynamicLayer(TransformType::Grad, {}, {},
                                                        c10::GradMode::is_enabled()));
}

/// () => level
Napi::Value push_direction(const Napi::CallbackInfo& info) {
  return level(info,
               functorch::initAndPushDynamicLayer(TransformType::Jvp, {}, {}, {}, forward_mode()));
}

/// (size of the batch, randomness) => level
Napi::Value push_batch(const Napi::CallbackInfo& info) {
  return level(
      info, functorch::initAndPushDynamicLayer(TransformType::Vmap, c10::SymInt(integer(info[0])),
                                               randomness_of(to_string(info.Env(), info[1]))));
}

Napi::Value pop_transform(const Napi::CallbackInfo& info) {
  if (functorch::getDynamicLayerStack().empty()) {
    throw AddonError("VALUE", "expected a transformation to leave");
  }
  functorch::popDynamicLayerAndDeleteMetadata();
  return info.Env().Undefined();
}

/// (handle, level, differentiable) => what the function of a gradient or a direction gets
Napi::Value wrap_at_level(const Napi::CallbackInfo& info) {
  at::Tensor wrapped = functorch::makeTensorWrapper(tensor_of(info[0]), integer(info[1]));
  if (info[2].ToBoolean().Value()) wrapped.requires_grad_();
  return js(info.Env(), wrapped);
}

/// (handle, level) => what it was made of, or the tensor itself when it is of another level
Napi::Value unwrap_at_level(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  const auto* wrapper = functorch::maybeGetTensorWrapper(tensor);
  const bool fits = wrapper != nullptr && wrapper->level() == integer(info[1]);
  return js(info.Env(), fits ? wrapper->value() : tensor);
}

/// (handle, dimension, level) => each of the slices along the dimension
Napi::Value add_batch_dim(const Napi::CallbackInfo& info) {
  return js(info.Env(),
            functorch::addBatchDim(tensor_of(info[0]), integer(info[1]), integer(info[2])));
}

/// (handle, level, size, dimension): a tensor that has no batch is the same in all of it
Napi::Value remove_batch_dim(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = tensor_of(info[0]);
  const int64_t dim = integer(info[3]);
  const auto* batched = functorch::maybeGetBatchedImpl(tensor);
  if (batched != nullptr && batched->level() == integer(info[1])) {
    return js(info.Env(), at::movedim(batched->value(), batched->bdim(), dim));
  }
  const at::Tensor unsqueezed = tensor.unsqueeze(dim);
  auto sizes = unsqueezed.sizes().vec();
  sizes[at::maybe_wrap_dim(dim, unsqueezed.dim())] = integer(info[2]);
  return js(info.Env(), unsqueezed.expand(sizes));
}

/// (handle) => null, or of a batch [handle of all of it, its dimension, level]
Napi::Value batch_of(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const at::Tensor tensor = without_gradients(tensor_of(info[0]));
  const auto* batched = functorch::maybeGetBatchedImpl(tensor);
  if (batched == nullptr) return env.Null();
  auto batch = Napi::Array::New(env, 3);
  batch.Set(uint32_t{0}, js(env, batched->value()));
  batch.Set(uint32_t{1}, static_cast<double>(batched->bdim()));
  batch.Set(uint32_t{2}, static_cast<double>(batched->level()));
  return batch;
}

/// () => level of tensors with a direction
Napi::Value enter_dual_level(const Napi::CallbackInfo& info) {
  return level(info, static_cast<int64_t>(ForwardADLevel::get_next_idx()));
}

/// (level)
Napi::Value exit_dual_level(const Napi::CallbackInfo& info) {
  ForwardADLevel::release_idx(static_cast<uint64_t>(integer(info[0])));
  return info.Env().Undefined();
}

/// (enabled) => what it was
Napi::Value set_forward_mode(const Napi::CallbackInfo& info) {
  const bool before = forward_mode();
  c10::AutogradState::get_tls_state().set_fw_grad_mode(info[0].ToBoolean().Value());
  return Napi::Boolean::New(info.Env(), before);
}

}  // namespace

void refuse_in_transform(const char* what, const char* instead) {
  if (!functorch::maybeCurrentDynamicLayer()) return;
  throw AddonError("NOT_IMPLEMENTED", std::string("expected no ") + what +
                                          " in a function that torch.func transforms; use " +
                                          instead + " instead");
}

OutsideTransforms::OutsideTransforms()
    : guard_(c10::DispatchKeySet({c10::DispatchKey::FuncTorchDynamicLayerFrontMode,
                                  c10::DispatchKey::FuncTorchDynamicLayerBackMode})) {}

at::Tensor without_transforms(at::Tensor given) {
  at::Tensor tensor = without_gradients(std::move(given));
  if (functorch::isBatchedTensor(tensor)) {
    throw AddonError("VALUE",
                     "a tensor within vmap stands for one element of a batch each: its "
                     "values can be read outside only");
  }
  return tensor;
}

void export_transforms(Napi::Object exports) {
  export_function<push_gradient>(exports, "pushGradient");
  export_function<push_direction>(exports, "pushDirection");
  export_function<push_batch>(exports, "pushBatch");
  export_function<pop_transform>(exports, "popTransform");
  export_function<wrap_at_level>(exports, "wrapAtLevel");
  export_function<unwrap_at_level>(exports, "unwrapAtLevel");
  export_function<add_batch_dim>(exports, "addBatchDim");
  export_function<remove_batch_dim>(exports, "removeBatchDim");
  export_function<batch_of>(exports, "batchOf");
  export_function<enter_dual_level>(exports, "enterDualLevel");
  export_function<exit_dual_level>(exports, "exitDualLevel");
  export_function<set_forward_mode>(exports, "setForwardMode");
}

}  // namespace isbe
