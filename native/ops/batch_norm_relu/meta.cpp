// Shapes and dtypes without data: for torch.compile, FakeTensor and device 'meta'.
#include <ATen/Functions.h>

#include "../common/library.h"
#include "check.h"

namespace isbe::batch_norm_relu {
namespace {

at::Tensor empty_per_channel(const at::Tensor& input, bool some) {
  const auto options = input.options().dtype(arithmetic_dtype(input.scalar_type()));
  return at::empty_symint({some ? input.sym_size(1) : c10::SymInt(0)}, options);
}

/** Of the input's layout where that is one of the two that the kernels know. */
at::Tensor empty_output(const at::Tensor& input) {
  const bool is_known = input.is_contiguous() ||
                        input.is_contiguous(at::MemoryFormat::ChannelsLast) ||
                        input.is_contiguous(at::MemoryFormat::ChannelsLast3d);
  return is_known ? at::empty_like(input)
                  : at::empty_like(input, input.options(), input.suggest_memory_format());
}

ThreeTensors forward(const at::Tensor& input, const OptionalTensor& weight,
                     const OptionalTensor& bias, const OptionalTensor& mean,
                     const OptionalTensor& var, double) {
  check_forward(input, weight, bias, mean, var);
  const bool training = !given(mean);
  return {empty_output(input), empty_per_channel(input, training),
          empty_per_channel(input, training)};
}

ThreeTensors backward(const at::Tensor& gradient, const at::Tensor& input,
                      const OptionalTensor& weight, const OptionalTensor& bias,
                      const at::Tensor& mean, const at::Tensor& var, bool, double) {
  check_backward(gradient, input, weight, bias, mean, var);
  return {empty_output(input), empty_per_channel(input, true), empty_per_channel(input, true)};
}

}  // namespace

ISBE_LIBRARY_IMPL(Meta, m) {
  m.impl("_batch_norm_relu", forward);
  m.impl("_batch_norm_relu_backward", backward);
}

}  // namespace isbe::batch_norm_relu
