// The small per-channel arithmetic between the passes over memory, in double.
#pragma once
#include <ATen/core/Tensor.h>

#include "../operators.h"
#include "problem.h"

namespace isbe::batch_norm_relu {

/** A few rows of numbers in one tensor, not initialised. */
class Rows {
 public:
  Rows(int64_t count, at::IntArrayRef shape, const at::TensorOptions& options);

  void* operator[](int64_t i) const {
    return static_cast<char*>(all_.data_ptr()) + i * all_.stride(0) * all_.element_size();
  }
  const at::Tensor& all() const { return all_; }

 private:
  at::Tensor all_;
};

/** Mean and variance of each channel, [channels], from the centres, sums and squares of its parts.
 */
std::tuple<at::Tensor, at::Tensor> combine_moments(const Geometry& geometry, const Rows& moments);

/** Of each channel: scale = weight / sqrt(var + eps), and shift = bias - mean * scale. */
Rows scale_and_shift(const OptionalTensor& weight, const OptionalTensor& bias,
                     const at::Tensor& mean, const at::Tensor& var, double eps);

/** What the reduction's sums come to. */
struct Gradients {
  at::Tensor by_weight, by_bias;  // [channels]
  Rows slope_and_offset;          // the statistics' share of the input's gradient
};
Gradients combine_reduction(const Geometry& geometry, const Rows& sums, const Rows& scale_and_shift,
                            const at::Tensor& var, double eps, bool training);

}  // namespace isbe::batch_norm_relu
