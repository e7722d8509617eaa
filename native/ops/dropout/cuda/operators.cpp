// On CUDA libtorch has this operator already: a Philox generator, mask and scale in one kernel, a
// byte a value saved. So it is called, and no device code of ours is needed; a CPU build compiles
// this file too and never gets here.
#include "../operators.h"

#include <ATen/Functions.h>

#include "../../common/library.h"
#include "../check.h"

namespace isbe::dropout {
namespace {

OutputAndKept forward(const at::Tensor& input, double p,
                      const std::optional<at::Generator>& generator) {
  check_forward(input, p);
  TORCH_CHECK_NOT_IMPLEMENTED(!generator || !generator->defined(),
                              "isbe::dropout: a generator was given for a tensor on CUDA: "
                              "expected none, the device's default is used there");
  return at::native_dropout(input, p, /*train=*/true);
}

at::Tensor backward(const at::Tensor& gradient, const at::Tensor& kept, double scale) {
  check_backward(gradient, kept);
  return at::native_dropout_backward(gradient, kept, scale);
}

}  // namespace

ISBE_LIBRARY_IMPL(CUDA, m) {
  m.impl("_dropout", forward);
  m.impl("_dropout_backward", backward);
}

}  // namespace isbe::dropout
