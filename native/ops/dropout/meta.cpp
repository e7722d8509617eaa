// Shapes and dtypes without data: for torch.compile, FakeTensor and device 'meta'.
#include <ATen/Functions.h>

#include "../common/library.h"
#include "check.h"
#include "operators.h"

namespace isbe::dropout {
namespace {

OutputAndKept forward(const at::Tensor& input, double p, const std::optional<at::Generator>&) {
  check_forward(input, p);
  at::Tensor output = at::empty_like(input);
  at::Tensor kept = at::empty_like(output, output.options().dtype(at::kBool));
  return {std::move(output), std::move(kept)};
}

at::Tensor backward(const at::Tensor& gradient, const at::Tensor& kept, double) {
  check_backward(gradient, kept);
  return at::empty_like(kept, gradient.options());
}

}  // namespace

ISBE_LIBRARY_IMPL(Meta, m) {
  m.impl("_dropout", forward);
  m.impl("_dropout_backward", backward);
}

}  // namespace isbe::dropout
