#include "check.h"

namespace isbe::batch_norm_relu {
namespace {

void check_per_channel(const at::Tensor& input, const OptionalTensor& tensor, const char* name) {
  if (!given(tensor)) return;
  const auto dtype = arithmetic_dtype(input.scalar_type());
  TORCH_CHECK_TYPE(tensor->scalar_type() == dtype, "isbe::_batch_norm_relu: ", name, " is ",
                   tensor->scalar_type(), ": expected ", dtype, " for an input of ",
                   input.scalar_type());
  TORCH_CHECK_TYPE(is_dense(*tensor), "isbe::_batch_norm_relu: ", name, " has layout ",
                   tensor->layout(), ": expected a dense (strided) tensor");
  TORCH_CHECK_VALUE(tensor->dim() == 1 && tensor->sym_sizes()[0] == input.sym_sizes()[1],
                    "isbe::_batch_norm_relu: ", name, " is ", tensor->sym_sizes(), ": expected [",
                    input.sym_sizes()[1], "], one number a channel");
  TORCH_CHECK_VALUE(tensor->device() == input.device(), "isbe::_batch_norm_relu: ", name, " is on ",
                    tensor->device(), " and input on ", input.device(), ": move one of them");
}

}  // namespace

void check_forward(const at::Tensor& input, const OptionalTensor& weight,
                   const OptionalTensor& bias, const OptionalTensor& mean,
                   const OptionalTensor& var) {
  TORCH_CHECK_TYPE(is_supported(input.scalar_type()), "isbe::_batch_norm_relu: input is ",
                   input.scalar_type(), ": expected float32, float64, bfloat16 or float16");
  TORCH_CHECK_TYPE(is_dense(input), "isbe::_batch_norm_relu: input has layout ", input.layout(),
                   ": expected a dense (strided) tensor");
  TORCH_CHECK_VALUE(input.dim() >= 2, "isbe::_batch_norm_relu: input is ", input.sym_sizes(),
                    ": expected [N, C] or [N, C, d1, ...]");
  TORCH_CHECK_VALUE(given(mean) == given(var),
                    "isbe::_batch_norm_relu: one of mean and var is missing: give both or neither");
  check_per_channel(input, weight, "weight");
  check_per_channel(input, bias, "bias");
  check_per_channel(input, mean, "mean");
  check_per_channel(input, var, "var");
}

void check_backward(const at::Tensor& gradient, const at::Tensor& input,
                    const OptionalTensor& weight, const OptionalTensor& bias,
                    const at::Tensor& mean, const at::Tensor& var) {
  check_forward(input, weight, bias, mean, var);
  TORCH_CHECK_VALUE(gradient.sym_sizes() == input.sym_sizes(),
                    "isbe::_batch_norm_relu_backward: gradient is ", gradient.sym_sizes(),
                    ": expected the shape of the input, ", input.sym_sizes());
  TORCH_CHECK_TYPE(gradient.scalar_type() == input.scalar_type(),
                   "isbe::_batch_norm_relu_backward: gradient is ", gradient.scalar_type(),
                   ": expected the dtype of the input, ", input.scalar_type());
  TORCH_CHECK_TYPE(is_dense(gradient), "isbe::_batch_norm_relu_backward: gradient has layout ",
                   gradient.layout(), ": expected a dense (strided) tensor");
  TORCH_CHECK_VALUE(gradient.device() == input.device(),
                    "isbe::_batch_norm_relu_backward: gradient is on ", gradient.device(),
                    " and input on ", input.device(), ": move one of them");
  TORCH_CHECK_VALUE(given(mean) && given(var),
                    "isbe::_batch_norm_relu_backward: mean or var is missing: give both");
}

}  // namespace isbe::batch_norm_relu
