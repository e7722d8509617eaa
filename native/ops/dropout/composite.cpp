// The operator that users call: the output alone.

#include "../common/library.h"
#include "operators.h"

namespace isbe::dropout {
namespace {

at::Tensor dropout(const at::Tensor& input, double p,
                   const std::optional<at::Generator>& generator) {
  return std::get<0>(forward_operator().call(input, p, generator));
}

}  // namespace

ISBE_LIBRARY_IMPL(CompositeImplicitAutograd, m) { m.impl("dropout", dropout); }

}  // namespace isbe::dropout
