// The operators by their dispatcher handles, for the keys above the backends, which end in a call
// further down. A handle is looked up once.
#pragma once
#include <ATen/core/Generator.h>

#include "../common/library.h"

namespace isbe::dropout {

using OutputAndKept = std::tuple<at::Tensor, at::Tensor>;
using ForwardSignature = OutputAndKept(const at::Tensor&, double,
                                       const std::optional<at::Generator>&);
using BackwardSignature = at::Tensor(const at::Tensor&, const at::Tensor&, double);

inline const auto& forward_operator() {
  static const auto handle = operator_handle<ForwardSignature>("isbe::_dropout");
  return handle;
}

inline const auto& backward_operator() {
  static const auto handle = operator_handle<BackwardSignature>("isbe::_dropout_backward");
  return handle;
}

/** What kept values are multiplied by; 0 when none is. */
inline double scale_for(double p) { return p == 1 ? 0 : 1 / (1 - p); }

}  // namespace isbe::dropout
