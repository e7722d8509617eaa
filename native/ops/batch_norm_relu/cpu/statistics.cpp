#include "statistics.h"

#include <ATen/Dispatch.h>
#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace isbe::batch_norm_relu {
namespace {

/** Adds up [sums, channels] into a double a channel, each sum as `term` has it. */
template <typename F>
std::vector<double> add_up(const Geometry& g, const F& term) {
  std::vector<double> total(g.channels, 0.);
  for (int64_t i = 0; i < g.sums(); ++i) {
    for (int64_t c = 0; c < g.channels; ++c) total[c] += term(i, c, i * g.channels + c);
  }
  return total;
}

template <typename acc>
void combine(const Geometry& g, const acc* centres, const acc* sums, const acc* squares, acc* mean,
             acc* var) {
  const double n = static_cast<double>(g.count());
  auto means = add_up(g, [&](int64_t i, int64_t, int64_t at) {
    return static_cast<double>(g.count_of(i)) * centres[at] + sums[at];
  });
  for (double& sum : means) sum /= n;
  const auto deviations = add_up(g, [&](int64_t i, int64_t c, int64_t at) {
    const double away = centres[at] - means[c];
    return squares[at] + away * (2. * sums[at] + static_cast<double>(g.count_of(i)) * away);
  });
  for (int64_t c = 0; c < g.channels; ++c) {
    mean[c] = static_cast<acc>(means[c]);
    var[c] = static_cast<acc>(std::max(deviations[c], 0.) / n);
  }
}

template <typename acc>
void fold(const acc* weight, const acc* bias, const acc* mean, const acc* var, double eps,
          int64_t channels, acc* scale, acc* shift) {
  for (int64_t c = 0; c < channels; ++c) {
    const double factor = (weight ? weight[c] : 1.) / std::sqrt(var[c] + eps);
    scale[c] = static_cast<acc>(factor);
    shift[c] = static_cast<acc>((bias ? bias[c] : 0.) - mean[c] * factor);
  }
}

/**
 * For the sums S of g and P of g (x - mean), and s = 1 / sqrt(var + eps): the gradient by the
 * weight is s P, that by the input scale g - scale (s^2 P (x - mean) + S) / n.
 */
template <typename acc>
void differentiate(const Geometry& g, const acc* sums, const acc* products, const acc* scale,
                   const acc* var, double eps, acc* by_weight, acc* by_bias, acc* slope,
                   acc* offset) {
  const double n = static_cast<double>(g.count());
  const auto S = add_up(g, [&](int64_t, int64_t, int64_t at) { return sums[at]; });
  const auto P = add_up(g, [&](int64_t, int64_t, int64_t at) { return products[at]; });
  for (int64_t c = 0; c < g.channels; ++c) {
    const double spread = var[c] + eps;
    by_weight[c] = static_cast<acc>(P[c] / std::sqrt(spread));
    by_bias[c] = static_cast<acc>(S[c]);
    slope[c] = static_cast<acc>(-scale[c] * P[c] / (n * spread));
    offset[c] = static_cast<acc>(-scale[c] * S[c] / n);
  }
}

template <typename acc>
const acc* data_or_null(const OptionalTensor& tensor) {
  return tensor && tensor->defined() ? tensor->const_data_ptr<acc>() : nullptr;
}

}  // namespace

Rows::Rows(int64_t count, at::IntArrayRef shape, const at::TensorOptions& options) {
  c10::DimVector sizes{count};
  sizes.append(shape.begin(), shape.end());
  all_ = at::empty(sizes, options);
}

std::tuple<at::Tensor, at::Tensor> combine_moments(const Geometry& geometry, const Rows& moments) {
  at::Tensor mean = at::empty({geometry.channels}, moments.all().options());
  at::Tensor var = at::empty_like(mean);
  AT_DISPATCH_FLOATING_TYPES(mean.scalar_type(), "batch_norm_relu", [&] {
    combine(geometry, static_cast<const scalar_t*>(moments[0]),
            static_cast<const scalar_t*>(moments[1]), static_cast<const scalar_t*>(moments[2]),
            mean.mutable_data_ptr<scalar_t>(), var.mutable_data_ptr<scalar_t>());
  });
  return {std::move(mean), std::move(var)};
}

Rows scale_and_shift(const OptionalTensor& weight, const OptionalTensor& bias,
                     const at::Tensor& mean, const at::Tensor& var, double eps) {
  const Rows result(2, mean.sizes(), mean.options());
  AT_DISPATCH_FLOATING_TYPES(mean.scalar_type(), "batch_norm_relu", [&] {
    fold(data_or_null<scalar_t>(weight), data_or_null<scalar_t>(bias),
         mean.const_data_ptr<scalar_t>(), var.const_data_ptr<scalar_t>(), eps, mean.numel(),
         static_cast<scalar_t*>(result[0]), static_cast<scalar_t*>(result[1]));
  });
  return result;
}

Gradients combine_reduction(const Geometry& geometry, const Rows& sums, const Rows& scale_and_shift,
                            const at::Tensor& var, double eps, bool training) {
  Gradients result{at::empty_like(var), at::empty_like(var), Rows(2, var.sizes(), var.options())};
  AT_DISPATCH_FLOATING_TYPES(var.scalar_type(), "batch_norm_relu", [&] {
    differentiate(
        geometry, static_cast<const scalar_t*>(sums[0]), static_cast<const scalar_t*>(sums[1]),
        static_cast<const scalar_t*>(scale_and_shift[0]), var.const_data_ptr<scalar_t>(), eps,
        result.by_weight.mutable_data_ptr<scalar_t>(), result.by_bias.mutable_data_ptr<scalar_t>(),
        static_cast<scalar_t*>(result.slope_and_offset[0]),
        static_cast<scalar_t*>(result.slope_and_offset[1]));
  });
  // Given statistics are constants: they send nothing back.
  if (!training) result.slope_and_offset.all().zero_();
  return result;
}

}  // namespace isbe::batch_norm_relu
