// The operators by their dispatcher handles, for the keys above the backends, which end in a call
// further down. A handle is looked up once.
#pragma once
#include "../common/library.h"
#include "../common/tensors.h"

namespace isbe::batch_norm_relu {

using ThreeTensors = std::tuple<at::Tensor, at::Tensor, at::Tensor>;
using ForwardSignature = ThreeTensors(const at::Tensor&, const OptionalTensor&,
                                      const OptionalTensor&, const OptionalTensor&,
                                      const OptionalTensor&, double);
using BackwardSignature = ThreeTensors(const at::Tensor&, const at::Tensor&, const OptionalTensor&,
                                       const OptionalTensor&, const at::Tensor&, const at::Tensor&,
                                       bool, double);

inline const auto& forward_operator() {
  static const auto handle = operator_handle<ForwardSignature>("isbe::_batch_norm_relu");
  return handle;
}

inline const auto& backward_operator() {
  static const auto handle = operator_handle<BackwardSignature>("isbe::_batch_norm_relu_backward");
  return handle;
}

}  // namespace isbe::batch_norm_relu
