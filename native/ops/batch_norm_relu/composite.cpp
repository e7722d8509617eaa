// The operator that users call: the fused one and the update of the running statistics, or the two
// operators of libtorch where there is no fused one.
#include <ATen/ATen.h>

#include "../common/library.h"
#include "check.h"

namespace isbe::batch_norm_relu {
namespace {

bool fits(const at::Tensor& input, const OptionalTensor& tensor) {
  return !given(tensor) ||
         (is_supported(tensor->scalar_type()) && tensor->device() == input.device() &&
          tensor->dim() == 1 && tensor->sym_size(0) == input.sym_size(1));
}

/**
 * Whatever is out of the ordinary is left to libtorch, and so are its errors. Sizes are not looked
 * at: the fused operator is the faster from some ten thousand values on, in inference too, and
 * below that the fixed costs are nearly equal. [128, 10] on one thread took 54 microseconds against
 * 53 with the backward pass, and 10 against 9 in inference (scripts/bench/layers.py).
 */
bool is_fused(const at::Tensor& input, const OptionalTensor& weight, const OptionalTensor& bias,
              const OptionalTensor& running_mean, const OptionalTensor& running_var,
              bool training) {
  return (input.device().is_cpu() || input.device().is_meta()) && input.layout() == at::kStrided &&
         is_supported(input.scalar_type()) && input.dim() >= 2 && input.sym_numel() > 0 &&
         given(running_mean) == given(running_var) && (training || given(running_mean)) &&
         fits(input, weight) && fits(input, bias) && fits(input, running_mean) &&
         fits(input, running_var);
}

OptionalTensor to_dtype(const OptionalTensor& tensor, at::ScalarType dtype) {
  return given(tensor) && tensor->scalar_type() != dtype ? OptionalTensor(tensor->to(dtype))
                                                         : tensor;
}

/** libtorch keeps the unbiased variance. */
void update_running(const at::Tensor& mean, const at::Tensor& var, const at::Tensor& batch_mean,
                    const at::Tensor& batch_var, const c10::SymInt& count, double momentum) {
  at::AutoGradMode no_graph(false);
  const c10::SymFloat correction = c10::SymFloat(count) / c10::SymFloat(count - 1);
  mean.lerp_(*to_dtype(batch_mean, mean.scalar_type()), momentum);
  var.lerp_(*to_dtype(batch_var * at::Scalar(correction), var.scalar_type()), momentum);
}

at::Tensor batch_norm_relu(const at::Tensor& input, const OptionalTensor& weight,
                           const OptionalTensor& bias, const OptionalTensor& running_mean,
                           const OptionalTensor& running_var, bool training, double momentum,
                           double eps) {
  if (!is_fused(input, weight, bias, running_mean, running_var, training)) {
    return at::relu(at::batch_norm(input, weight, bias, running_mean, running_var, training,
                                   momentum, eps, /*cudnn_enabled=*/true));
  }
  const auto dtype = arithmetic_dtype(input.scalar_type());
  const OptionalTensor mean = training ? OptionalTensor() : to_dtype(running_mean, dtype);
  const OptionalTensor var = training ? OptionalTensor() : to_dtype(running_var, dtype);
  auto [output, batch_mean, batch_var] = forward_operator().call(
      input, to_dtype(weight, dtype), to_dtype(bias, dtype), mean, var, eps);
  if (training && given(running_mean)) {
    update_running(*running_mean, *running_var, batch_mean, batch_var,
                   input.sym_numel() / input.sym_size(1), momentum);
  }
  return output;
}

}  // namespace

ISBE_LIBRARY_IMPL(CompositeImplicitAutograd, m) { m.impl("batch_norm_relu", batch_norm_relu); }

}  // namespace isbe::batch_norm_relu
