#include "check.h"

#include "../common/tensors.h"

namespace isbe::dropout {
namespace {

void check_values(const at::Tensor& values, const char* name) {
  const auto dtype = values.scalar_type();
  TORCH_CHECK_TYPE(is_supported(dtype), "isbe::dropout: ", name, " is ", dtype,
                   ": expected float32, float64, bfloat16 or float16");
  TORCH_CHECK_TYPE(is_dense(values), "isbe::dropout: ", name, " has layout ", values.layout(),
                   ": expected a dense (strided) tensor");
}

}  // namespace

void check_forward(const at::Tensor& input, double p) {
  check_values(input, "input");
  TORCH_CHECK_VALUE(p >= 0 && p <= 1, "isbe::dropout: p is ", p,
                    ": expected a probability from 0 to 1");
}

void check_backward(const at::Tensor& gradient, const at::Tensor& kept) {
  check_values(gradient, "gradient");
  TORCH_CHECK_TYPE(kept.scalar_type() == at::kBool, "isbe::dropout: kept is ", kept.scalar_type(),
                   ": expected bool, as the forward pass returned it");
  TORCH_CHECK_TYPE(is_dense(kept), "isbe::dropout: kept has layout ", kept.layout(),
                   ": expected a dense (strided) tensor");
  TORCH_CHECK_VALUE(gradient.sym_sizes() == kept.sym_sizes(), "isbe::dropout: gradient is ",
                    gradient.sym_sizes(), ": expected the shape of kept, ", kept.sym_sizes());
  TORCH_CHECK_VALUE(gradient.device() == kept.device(), "isbe::dropout: gradient is on ",
                    gradient.device(), " and kept on ", kept.device(), ": move one of them");
}

}  // namespace isbe::dropout
