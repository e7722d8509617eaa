// The operators by their dispatcher handles, for the keys above the backends, which end in a call
// further down. A handle is looked up once.
#pragma once
#include <ATen/core/dispatch/Dispatcher.h>

#include "arguments.h"

namespace isbe::operators {

#define ISBE_OPTION_TYPES                                                             \
  std::string_view, std::string_view, double, const OptionalTensor&, int64_t, double, \
      const OptionalTensor&, const OptionalTensor&, bool, std::string_view

using SoftErrorSignature = SoftError(const at::Tensor&, const at::Tensor&, ISBE_OPTION_TYPES);
using ValueAndCorrect = std::tuple<at::Tensor, at::Tensor>;
using SoftErrorIntoSignature = ValueAndCorrect(const at::Tensor&, const at::Tensor&,
                                               ISBE_OPTION_TYPES, at::Tensor&);
using LossSignature = at::Tensor(const at::Tensor&, const at::Tensor&, ISBE_OPTION_TYPES);

template <typename Signature>
c10::TypedOperatorHandle<Signature> find(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

inline const auto& soft_error() {
  static const auto handle = find<SoftErrorSignature>("isbe::soft_error");
  return handle;
}
inline const auto& soft_error_into() {
  static const auto handle = find<SoftErrorIntoSignature>("isbe::_soft_error_into");
  return handle;
}
inline const auto& loss() {
  static const auto handle = find<LossSignature>("isbe::loss");
  return handle;
}

}  // namespace isbe::operators
