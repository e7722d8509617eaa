#include "../forward.h"

#include <ATen/EmptyTensor.h>
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <c10/core/CPUAllocator.h>

#include <array>
#include <cmath>
#include <limits>

#include "../check.h"
#include "../layout.h"
#include "kernels.h"
#include "scratch.h"

namespace isbe::loss {
namespace {

/** Elements below which another thread costs more than it saves. */
constexpr int64_t kGrain = 8192;

/** Ranges of samples, each with its own partial sums. They follow from the shape alone, so that
 * results don't depend on the number of threads. */
struct Ranges {
  static constexpr int64_t kMost = 256;
  int64_t samples, each, count;

  Ranges(const Problem& p, const Kernels& kernels)
      : samples(p.samples()), each(each_of(p, kernels)), count((samples + each - 1) / each) {}
  int64_t begin(int64_t i) const { return i * each; }
  int64_t end(int64_t i) const { return std::min(samples, (i + 1) * each); }

 private:
  static int64_t each_of(const Problem& p, const Kernels& kernels) {
    const int64_t multiple = kernels.samples_at_once(p);
    const int64_t enough = (4096 + p.classes - 1) / p.classes;
    const int64_t at_least = (p.samples() + kMost - 1) / kMost;
    return (std::max(enough, at_least) + multiple - 1) / multiple * multiple;
  }
};

/** f(i) for every range; on one thread when there's little to do. */
template <typename F>
void for_each_range(const Ranges& ranges, int64_t elements_a_sample, const F& f) {
  const int64_t grain = std::max<int64_t>(1, kGrain / (ranges.each * elements_a_sample));
  if (ranges.count <= grain) {
    for (int64_t i = 0; i < ranges.count; ++i) f(i);
    return;
  }
  at::parallel_for(0, ranges.count, grain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) f(i);
  });
}

[[noreturn]] void throw_out_of_range(const Arguments& a, const Problem& p, int64_t sample) {
  const at::Tensor target = a.target.contiguous().view(-1);
  std::vector<int64_t> place(a.target.dim());
  int64_t rest = sample;
  for (int64_t d = a.target.dim() - 1; d >= 0; --d) {
    place[d] = rest % a.target.size(d);
    rest /= a.target.size(d);
  }
  TORCH_CHECK_INDEX(false, "isbe: target ", target[sample].item<int64_t>(), " at position ",
                    at::IntArrayRef(place), " is out of range: expected a class from 0 to ",
                    p.classes - 1, " (K = ", p.classes, ") or ignore_index ", a.ignore_index);
}

/** The targets that count, their weight, and the error when one is out of range. */
Census take_census(const Arguments& a, const Problem& p, const Kernels& kernels,
                   const Ranges& ranges) {
  Census total;
  if (p.distributions) {
    total.count = p.samples();
    total.weight = static_cast<double>(total.count);
    return total;
  }
  std::array<Census, Ranges::kMost> parts;
  for_each_range(ranges, 1,
                 [&](int64_t i) { parts[i] = kernels.census(p, ranges.begin(i), ranges.end(i)); });
  for (int64_t i = 0; i < ranges.count; ++i) {
    if (parts[i].out_of_range >= 0) throw_out_of_range(a, p, parts[i].out_of_range);
    total.count += parts[i].count;
    total.weight += parts[i].weight;
  }
  return total;
}

/** A tensor of options in the dtype of the arithmetic, side by side; null when there's none. */
const void* option_data(const OptionalTensor& option, at::ScalarType dtype, at::Tensor& kept) {
  if (!option || !option->defined()) return nullptr;
  if (option->scalar_type() == dtype && option->is_contiguous()) return option->const_data_ptr();
  kept = option->to(dtype).contiguous();
  return kept.const_data_ptr();
}

void fill_options(const Arguments& a, Problem& p, Holder& holder) {
  const at::ScalarType acc = arithmetic_dtype(a.logits.scalar_type());
  p.normalization = a.normalization;
  p.dilated_gradient = a.dilated_gradient;
  p.potential = a.report == Report::Potential;
  p.label_smoothing = a.label_smoothing;
  p.slope = a.slope;
  p.ignore_index = a.ignore_index;
  p.weight = option_data(a.weight, acc, holder.weight);
  p.dilation = option_data(a.dilation, acc, holder.dilation);
  p.relocation = option_data(a.relocation, acc, holder.relocation);
  if (p.weight && a.label_smoothing != 0) p.weight_sum = a.weight->sum(at::kDouble).item<double>();
}

at::Tensor empty_error(const at::Tensor& logits) {
  // at::empty_like's own rule, without its dispatch.
  if (!logits.is_non_overlapping_and_dense()) return at::empty_like(logits);
  return at::detail::empty_strided_cpu(logits.sizes(), logits.strides(), logits.scalar_type());
}

/** What the sum over all samples is multiplied by to give the value. */
double value_factor(const Arguments& a, const Problem& p, const Census& census,
                    double error_scale) {
  const double of_squares = 1 / (p.scale * p.scale);
  const double classes = a.report == Report::Mse ? static_cast<double>(p.classes) : 1.;
  switch (a.report) {
    case Report::None:
      return 0;
    case Report::Potential:
      // The scale already divides by the weight; without any weight there's no mean.
      return a.reduction == Reduction::Mean && census.weight == 0
                 ? std::numeric_limits<double>::quiet_NaN()
                 : 1 / error_scale;
    default:
      return a.reduction == Reduction::None
                 ? of_squares / classes
                 : of_squares / (classes * static_cast<double>(census.count));
  }
}

at::Tensor scalar(double number, at::ScalarType dtype) {
  at::Tensor t = at::detail::empty_cpu({}, dtype);
  if (dtype == at::kDouble) {
    *t.mutable_data_ptr<double>() = number;
  } else if (dtype == at::kFloat) {
    *t.mutable_data_ptr<float>() = static_cast<float>(number);
  } else {
    *t.mutable_data_ptr<int64_t>() = static_cast<int64_t>(number);
  }
  return t;
}

/** One number a sample, in the shape of the logits without their classes. */
at::Tensor empty_sample_values(const Arguments& a) {
  at::DimVector sizes(a.logits.sizes());
  sizes.erase(sizes.begin() + a.class_dim());
  return at::detail::empty_cpu(sizes, arithmetic_dtype(a.logits.scalar_type()));
}

Partial compute(const Problem& p, const Kernels& kernels, const Ranges& ranges) {
  const Kernels::RowsKernel rows = kernels.select(p);
  const int64_t bytes = kernels.scratch_bytes(p);
  std::array<Partial, Ranges::kMost> parts;
  for_each_range(ranges, p.classes, [&](int64_t i) {
    parts[i] = Partial();
    rows(p, ranges.begin(i), ranges.end(i), thread_scratch(bytes), parts[i]);
  });
  Partial total;
  for (int64_t i = 0; i < ranges.count; ++i) {
    total.value += parts[i].value;
    total.correct += parts[i].correct;
  }
  return total;
}

/** Whether the error's own strides can be written: as the logits', or any that fold. */
bool folds_like(const Holder& holder, const at::Tensor* error) {
  return !error || !holder.logits.defined() || error->is_contiguous();
}

}  // namespace

SoftError forward_on_cpu(const Arguments& a, const Wanted& wanted) {
  check_arguments(a);
  Problem p;
  Holder holder;
  at::Tensor error;
  if (wanted.out) {
    error = *wanted.out;
  } else if (wanted.error) {
    error = empty_error(a.logits);
  }
  const at::Tensor* target_of_error = error.defined() ? &error : nullptr;
  lay_out(a, target_of_error, p, holder);
  if (!folds_like(holder, target_of_error)) {
    holder.error = at::empty(a.logits.sizes(), a.logits.options());
    lay_out(a, &holder.error, p, holder);
  }
  fill_options(a, p, holder);
  p.recycled = wanted.out || c10::GetCPUAllocator() != c10::GetDefaultCPUAllocator();

  const Kernels& kernels = cpu_kernels();
  const Ranges ranges(p, kernels);
  const Census census = take_census(a, p, kernels, ranges);
  p.scale = wanted.error_scale / (a.reduction == Reduction::Mean ? census.weight : 1.);
  const at::ScalarType acc = arithmetic_dtype(a.logits.scalar_type());
  at::Tensor value;
  if (a.reduction == Reduction::None) {
    value = empty_sample_values(a);
    p.sample_values = value.mutable_data_ptr();
  }
  const Partial total = compute(p, kernels, ranges);
  if (holder.error.defined()) error.copy_(holder.error);

  const double factor = value_factor(a, p, census, wanted.error_scale);
  if (value.defined()) {
    factor == 0 ? value.zero_() : factor == 1 ? value : value.mul_(factor);
  } else {
    value = scalar(a.report == Report::None ? 0. : total.value * factor, acc);
  }
  at::Tensor correct;
  if (wanted.correct) correct = scalar(static_cast<double>(total.correct), at::kLong);
  return {std::move(error), std::move(value), std::move(correct)};
}

}  // namespace isbe::loss
