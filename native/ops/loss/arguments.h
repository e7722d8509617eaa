// The arguments of soft_error and loss, gathered once so that no function below passes twelve.
#pragma once
#include <ATen/core/Tensor.h>

#include <string_view>
#include <tuple>

#include "../common/tensors.h"
#include "options.h"

namespace isbe::loss {

using SoftError = std::tuple<at::Tensor, at::Tensor, at::Tensor>;
using ValueAndCorrect = std::tuple<at::Tensor, at::Tensor>;

/** The options as the dispatcher hands them over, in the order of the schema. */
#define ISBE_OPTION_TYPES                                                             \
  std::string_view, std::string_view, double, const OptionalTensor&, int64_t, double, \
      const OptionalTensor&, const OptionalTensor&, bool, std::string_view
#define ISBE_OPTION_PARAMETERS                                                        \
  std::string_view normalization, std::string_view reduction, double label_smoothing, \
      const isbe::OptionalTensor &weight, int64_t ignore_index, double slope,         \
      const isbe::OptionalTensor &dilation, const isbe::OptionalTensor &relocation,   \
      bool dilated_gradient, std::string_view report
#define ISBE_OPTION_ARGUMENTS                                                                   \
  normalization, reduction, label_smoothing, weight, ignore_index, slope, dilation, relocation, \
      dilated_gradient, report

/** Borrowed from the call: tensors live as long as the caller's. */
struct Arguments {
  const at::Tensor& logits;
  const at::Tensor& target;
  Normalization normalization;
  Reduction reduction;
  Report report;
  bool dilated_gradient;
  double label_smoothing;
  double slope;
  int64_t ignore_index;
  const OptionalTensor& weight;
  const OptionalTensor& dilation;
  const OptionalTensor& relocation;

  Arguments(const at::Tensor& logits, const at::Tensor& target, ISBE_OPTION_PARAMETERS)
      : logits(logits),
        target(target),
        normalization(parse_normalization(normalization)),
        reduction(parse_reduction(reduction)),
        report(parse_report(report)),
        dilated_gradient(dilated_gradient),
        label_smoothing(label_smoothing),
        slope(slope),
        ignore_index(ignore_index),
        weight(weight),
        dilation(dilation),
        relocation(relocation) {}

  bool has_distributions() const { return target.is_floating_point(); }
  int64_t class_dim() const { return logits.dim() == 1 ? 0 : 1; }
};

}  // namespace isbe::loss
