// The operators made of others, which bring derivatives, autocast, every backend and torch.compile
// with them: soft_scores of ATen's, the two that write of _soft_error_into.
#include <ATen/ATen.h>

#include "../common/library.h"
#include "check.h"
#include "layout.h"
#include "operators.h"

namespace isbe::loss {
namespace {

/** [K] in the shape that broadcasts along the classes of the logits. */
at::Tensor along_classes(const at::Tensor& per_class, const at::Tensor& logits) {
  c10::SmallVector<int64_t, 5> shape(logits.dim(), 1);
  shape[logits.dim() == 1 ? 0 : 1] = -1;
  return per_class.view(shape);
}

at::Tensor dilated(const at::Tensor& logits, const OptionalTensor& dilation,
                   const OptionalTensor& relocation) {
  at::Tensor z = logits;
  if (dilation && dilation->defined()) z = z * along_classes(*dilation, logits);
  if (relocation && relocation->defined()) z = z - along_classes(*relocation, logits);
  return z;
}

at::Tensor soft_scores(const at::Tensor& logits, std::string_view name, double slope,
                       const OptionalTensor& dilation, const OptionalTensor& relocation) {
  const Normalization normalization = parse_normalization(name);
  check_score_arguments(logits, normalization, slope, dilation, relocation);
  const int64_t classes = logits.dim() == 1 ? 0 : 1;
  switch (normalization) {
    case Normalization::Softmax:
      // 16 bits are rounded to once: ATen's own kernel for them has a coarser exp.
      return at::softmax(dilated(logits, dilation, relocation), classes,
                         arithmetic_dtype(logits.scalar_type()))
          .to(logits.scalar_type());
    case Normalization::Sigmoid:
      return at::sigmoid(logits);
    case Normalization::Hardsigmoid:
      return at::clamp(logits * slope + 0.5, 0, 1);
    case Normalization::Tanh:
      return at::tanh(logits);
    case Normalization::Hardtanh:
      return at::hardtanh(logits);
    default:
      return logits / at::linalg_vector_norm(logits, 2, classes, /*keepdim=*/true).clamp_min(1e-12);
  }
}

SoftError soft_error_out(const at::Tensor& logits, const at::Tensor& target, ISBE_OPTION_PARAMETERS,
                         at::Tensor& out) {
  auto [value, correct] =
      operators::soft_error_into().call(logits, target, ISBE_OPTION_ARGUMENTS, out);
  return {out, std::move(value), std::move(correct)};
}

SoftError soft_error_(at::Tensor& logits, const at::Tensor& target, ISBE_OPTION_PARAMETERS) {
  return soft_error_out(logits, target, ISBE_OPTION_ARGUMENTS, logits);
}

}  // namespace

ISBE_LIBRARY_IMPL(CompositeImplicitAutograd, m) {
  m.impl("soft_scores", soft_scores);
  m.impl("soft_error_", soft_error_);
  m.impl("soft_error.out", soft_error_out);
}

}  // namespace isbe::loss
