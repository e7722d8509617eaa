// The operators by their dispatcher handles, for the keys above the backends, which end in a call
// further down. A handle is looked up once.
#pragma once
#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>

namespace isbe::batch_norm_relu {

using OptionalTensor = std::optional<at::Tensor>;
using ThreeTensors = std::tuple<at::Tensor, at::Tensor, at::Tensor>;
using ForwardSignature = ThreeTensors(const at::Tensor&, const OptionalTensor&,
                                      const OptionalTensor&, const OptionalTensor&,
                                      const OptionalTensor&, double);
using BackwardSignature = ThreeTensors(const at::Tensor&, const at::Tensor&, const OptionalTensor&,
                                       const OptionalTensor&, const at::Tensor&, const at::Tensor&,
                                       bool, double);

inline const auto& forward_operator() {
  static const auto handle = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("isbe::_batch_norm_relu", "")
                                 .typed<ForwardSignature>();
  return handle;
}

inline const auto& backward_operator() {
  static const auto handle = c10::Dispatcher::singleton()
                                 .findSchemaOrThrow("isbe::_batch_norm_relu_backward", "")
                                 .typed<BackwardSignature>();
  return handle;
}

}  // namespace isbe::batch_norm_relu
