// Shapes and dtypes without data: for torch.compile, FakeTensor and device 'meta'.
#include <ATen/Functions.h>

#include "../common/library.h"
#include "check.h"
#include "layout.h"
#include "operators.h"

namespace isbe::loss {
namespace {

at::Tensor empty_value(const Arguments& a) {
  const auto options = a.logits.options().dtype(arithmetic_dtype(a.logits.scalar_type()));
  if (a.reduction != Reduction::None) return at::empty({}, options);
  c10::SymDimVector sizes(a.logits.sym_sizes());
  sizes.erase(sizes.begin() + a.class_dim());
  return at::empty_symint(sizes, options);
}

at::Tensor empty_correct(const Arguments& a) {
  return at::empty({}, a.logits.options().dtype(at::kLong));
}

SoftError soft_error(const at::Tensor& logits, const at::Tensor& target, ISBE_OPTION_PARAMETERS) {
  const Arguments a(logits, target, ISBE_OPTION_ARGUMENTS);
  check_arguments(a);
  return {at::empty_like(logits), empty_value(a), empty_correct(a)};
}

ValueAndCorrect soft_error_into(const at::Tensor& logits, const at::Tensor& target,
                                ISBE_OPTION_PARAMETERS, at::Tensor& out) {
  const Arguments a(logits, target, ISBE_OPTION_ARGUMENTS);
  check_arguments(a);
  check_out(a, out);
  return {empty_value(a), empty_correct(a)};
}

at::Tensor loss(const at::Tensor& logits, const at::Tensor& target, ISBE_OPTION_PARAMETERS) {
  const Arguments a(logits, target, ISBE_OPTION_ARGUMENTS);
  check_arguments(a);
  return empty_value(a);
}

}  // namespace

ISBE_LIBRARY_IMPL(Meta, m) {
  m.impl("soft_error", soft_error);
  m.impl("_soft_error_into", soft_error_into);
  m.impl("loss", loss);
}

}  // namespace isbe::loss
