// The operators by their dispatcher handles, for the keys above the backends, which end in a call
// further down. A handle is looked up once.
#pragma once
#include "../common/library.h"
#include "arguments.h"

namespace isbe::loss::operators {

using SoftErrorSignature = SoftError(const at::Tensor&, const at::Tensor&, ISBE_OPTION_TYPES);
using SoftErrorIntoSignature = ValueAndCorrect(const at::Tensor&, const at::Tensor&,
                                               ISBE_OPTION_TYPES, at::Tensor&);
using LossSignature = at::Tensor(const at::Tensor&, const at::Tensor&, ISBE_OPTION_TYPES);

inline const auto& soft_error() {
  static const auto handle = operator_handle<SoftErrorSignature>("isbe::soft_error");
  return handle;
}
inline const auto& soft_error_into() {
  static const auto handle = operator_handle<SoftErrorIntoSignature>("isbe::_soft_error_into");
  return handle;
}
inline const auto& loss() {
  static const auto handle = operator_handle<LossSignature>("isbe::loss");
  return handle;
}

}  // namespace isbe::loss::operators
