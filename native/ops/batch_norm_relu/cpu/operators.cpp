// The CPU kernels of the operators: two passes over memory forward while training (moments, then
// normalise), one otherwise; two backward (sums, then gradient).
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/TensorIterator.h>

#include <algorithm>

#include "../../common/library.h"
#include "../check.h"
#include "problem.h"
#include "statistics.h"

namespace isbe::batch_norm_relu {
namespace {

/** Dense with the channels side by side, but for [N, C, 1, 1] where both layouts are one. */
bool is_channels_last(const at::Tensor& t) {
  return t.is_contiguous(at::MemoryFormat::ChannelsLast) ||
         t.is_contiguous(at::MemoryFormat::ChannelsLast3d);
}

at::Tensor laid_out(const at::Tensor& t) {
  return t.is_contiguous() || is_channels_last(t) ? t : t.contiguous(t.suggest_memory_format());
}

/** `t` in the layout of `model`, which is laid out. */
at::Tensor laid_out_as(const at::Tensor& t, const at::Tensor& model) {
  return t.strides() == model.strides() ? t : at::empty_like(model).copy_(t);
}

Geometry geometry_of(const at::Tensor& t) {
  Geometry g;
  g.images = t.size(0);
  g.channels = t.size(1);
  g.spatial = t.numel() == 0 ? 0 : t.numel() / (g.images * g.channels);
  g.has_rows = g.spatial == 1 || (!t.is_contiguous() && is_channels_last(t));
  return g;
}

void run(DtypeKernels::Kernel kernel, const Problem& problem) {
  const Geometry& g = problem.geometry;
  const int64_t grain =
      std::max<int64_t>(1, at::internal::GRAIN_SIZE / std::max<int64_t>(1, g.values_per_part()));
  at::parallel_for(0, g.parts(), grain,
                   [&](int64_t begin, int64_t end) { kernel(problem, begin, end); });
}

std::tuple<at::Tensor, at::Tensor> moments(DtypeKernels::Kernel kernel, Problem& problem,
                                           const at::TensorOptions& options) {
  const Geometry& g = problem.geometry;
  const Rows rows(3, {g.sums(), g.channels}, options);
  problem.centres = rows[0];
  problem.sums = rows[1];
  problem.products = rows[2];
  run(kernel, problem);
  return combine_moments(g, rows);
}

Rows reduction(DtypeKernels::Kernel kernel, Problem& problem, const at::TensorOptions& options) {
  const Geometry& g = problem.geometry;
  Rows rows(2, {g.sums(), g.channels}, options);
  problem.sums = rows[0];
  problem.products = rows[1];
  run(kernel, problem);
  return rows;
}

OptionalTensor contiguous(const OptionalTensor& tensor) {
  return given(tensor) ? OptionalTensor(tensor->contiguous()) : OptionalTensor();
}

ThreeTensors forward(const at::Tensor& given_input, const OptionalTensor& weight,
                     const OptionalTensor& bias, const OptionalTensor& mean,
                     const OptionalTensor& var, double eps) {
  check_forward(given_input, weight, bias, mean, var);
  const at::Tensor input = laid_out(given_input);
  const auto options = input.options().dtype(arithmetic_dtype(input.scalar_type()));
  const DtypeKernels& kernels = cpu_kernels().select(input.scalar_type());
  at::Tensor output = at::empty_like(input);
  Problem problem;
  problem.geometry = geometry_of(input);
  problem.input = input.const_data_ptr();
  problem.output = output.mutable_data_ptr();
  at::Tensor batch_mean, batch_var;
  if (given(mean)) {
    batch_mean = at::empty({0}, options);
    batch_var = at::empty({0}, options);
  } else {
    std::tie(batch_mean, batch_var) = moments(kernels.moments, problem, options);
  }
  const Rows coefficients = scale_and_shift(contiguous(weight), contiguous(bias),
                                            given(mean) ? mean->contiguous() : batch_mean,
                                            given(var) ? var->contiguous() : batch_var, eps);
  problem.scale = coefficients[0];
  problem.shift = coefficients[1];
  run(kernels.forward, problem);
  return {std::move(output), std::move(batch_mean), std::move(batch_var)};
}

ThreeTensors backward(const at::Tensor& given_gradient, const at::Tensor& given_input,
                      const OptionalTensor& weight, const OptionalTensor& bias,
                      const at::Tensor& given_mean, const at::Tensor& given_var, bool training,
                      double eps) {
  check_backward(given_gradient, given_input, weight, bias, given_mean, given_var);
  const at::Tensor input = laid_out(given_input), gradient = laid_out_as(given_gradient, input);
  const at::Tensor mean = given_mean.contiguous(), var = given_var.contiguous();
  const DtypeKernels& kernels = cpu_kernels().select(input.scalar_type());
  at::Tensor by_input = at::empty_like(input);
  Problem problem;
  problem.geometry = geometry_of(input);
  problem.input = input.const_data_ptr();
  problem.gradient = gradient.const_data_ptr();
  problem.output = by_input.mutable_data_ptr();
  problem.mean = mean.const_data_ptr();
  const Rows coefficients = scale_and_shift(contiguous(weight), contiguous(bias), mean, var, eps);
  problem.scale = coefficients[0];
  problem.shift = coefficients[1];
  const Rows sums = reduction(kernels.reduction, problem, mean.options());
  Gradients gradients = combine_reduction(problem.geometry, sums, coefficients, var, eps, training);
  problem.slope = gradients.slope_and_offset[0];
  problem.offset = gradients.slope_and_offset[1];
  run(kernels.backward, problem);
  return {std::move(by_input), std::move(gradients.by_weight), std::move(gradients.by_bias)};
}

}  // namespace

ISBE_LIBRARY_IMPL(CPU, m) {
  m.impl("_batch_norm_relu", forward);
  m.impl("_batch_norm_relu_backward", backward);
}

}  // namespace isbe::batch_norm_relu
