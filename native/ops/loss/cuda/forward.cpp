#include "forward.h"

#include <ATen/Functions.h>

#include <limits>

#include "../check.h"
#include "../layout.h"

namespace isbe::loss::cuda {
namespace {

Dtype dtype_of(at::ScalarType dtype) {
  switch (dtype) {
    case at::kDouble:
      return Dtype::Float64;
    case at::kFloat:
      return Dtype::Float32;
    case at::kBFloat16:
      return Dtype::BFloat16;
    case at::kHalf:
      return Dtype::Float16;
    case at::kLong:
      return Dtype::Int64;
    case at::kInt:
      return Dtype::Int32;
    default:
      return Dtype::UInt8;
  }
}

ValueOf value_of(Report report) {
  switch (report) {
    case Report::None:
      return ValueOf::Nothing;
    case Report::Mse:
      return ValueOf::SquaresPerClass;
    case Report::MsePerSample:
      return ValueOf::Squares;
    default:
      return ValueOf::Potential;
  }
}

Plane plane_of(const Rows& rows) { return {rows.data, rows.outer, rows.inner, rows.classes}; }

/** A tensor of options in the dtype of the arithmetic, side by side; null when there's none. */
const void* option_data(const OptionalTensor& option, at::ScalarType dtype, at::Tensor& kept) {
  if (!option || !option->defined()) return nullptr;
  kept = option->to(dtype).contiguous();
  return kept.const_data_ptr();
}

void fill_options(const Arguments& a, double error_scale, Work& w, Holder& holder) {
  const at::ScalarType acc = arithmetic_dtype(a.logits.scalar_type());
  w.dtype = dtype_of(a.logits.scalar_type());
  w.normalization = a.normalization;
  w.bipolar = is_bipolar(a.normalization);
  w.value_of = value_of(a.report);
  w.mean = a.reduction == Reduction::Mean;
  w.dilated_gradient = a.dilated_gradient;
  w.label_smoothing = a.label_smoothing;
  w.slope = a.slope;
  w.ignore_index = a.ignore_index;
  w.error_scale = error_scale;
  w.weight = option_data(a.weight, acc, holder.weight);
  w.dilation = option_data(a.dilation, acc, holder.dilation);
  w.relocation = option_data(a.relocation, acc, holder.relocation);
}

/** Strides of logits, error and target, and copies where they don't fold (layout.h). */
void fill_planes(const Arguments& a, const at::Tensor* error, Work& w, Holder& holder) {
  Problem p;
  lay_out(a, error, p, holder);
  if (error && holder.logits.defined() && !error->is_contiguous()) {
    holder.error = at::empty(a.logits.sizes(), a.logits.options());
    lay_out(a, &holder.error, p, holder);
  }
  w.samples = p.samples();
  w.inner_size = p.inner_size;
  w.classes = static_cast<int>(p.classes);
  w.logits = plane_of(p.logits);
  w.error = plane_of(p.error);
  w.target = plane_of(p.target);
  w.target_dtype = dtype_of(p.target.dtype);
  w.distributions = p.distributions;
}

at::Tensor empty_value(const Arguments& a, Work& w) {
  const auto options = a.logits.options().dtype(arithmetic_dtype(a.logits.scalar_type()));
  at::DimVector sizes;
  if (a.reduction == Reduction::None) {
    sizes.assign(a.logits.sizes().begin(), a.logits.sizes().end());
    sizes.erase(sizes.begin() + a.class_dim());
  }
  at::Tensor value = at::empty(sizes, options);
  (a.reduction == Reduction::None ? w.sample_values : w.value) = value.mutable_data_ptr();
  return value;
}

/** Memory between the kernels of a work and between the blocks of one. */
struct Scratch {
  at::Tensor memory, ticket;

  Scratch(const at::TensorOptions& device, const Runner& runner, const Plan& plan, Work& w) {
    const bool adds_up = plan.blocks > 1 && (w.value || w.correct);
    const int64_t partials = adds_up ? plan.blocks * static_cast<int64_t>(sizeof(Totals)) : 0;
    const int64_t weights = plan.weight_blocks * static_cast<int64_t>(sizeof(double));
    if (partials + weights == 0) return;
    memory = at::empty({partials + weights}, device.dtype(at::kByte));
    char* const data = static_cast<char*>(memory.mutable_data_ptr());
    w.weights = reinterpret_cast<double*>(data + partials);
    w.weight_parts = plan.weight_blocks;
    if (!adds_up) return;
    w.partials = reinterpret_cast<Totals*>(data);
    ticket = runner.ticket(device.dtype(at::kInt));
    w.ticket = static_cast<unsigned*>(ticket.mutable_data_ptr());
  }
};

}  // namespace

SoftError forward(const Arguments& a, const Wanted& wanted, const Runner& runner) {
  // Chunks are counted in ints, up to one beyond the row.
  TORCH_CHECK_VALUE(a.logits.size(a.class_dim()) <= std::numeric_limits<int>::max() - 15,
                    "isbe: logits are ", a.logits.sizes(), ": expected at most 2^31 - 16 classes");
  Work w;
  Holder holder;
  at::Tensor error;
  if (wanted.out) {
    error = *wanted.out;
  } else if (wanted.error) {
    error = at::empty_like(a.logits);
  }
  fill_planes(a, error.defined() ? &error : nullptr, w, holder);
  fill_options(a, wanted.error_scale, w, holder);
  at::Tensor value = empty_value(a, w), correct;
  if (wanted.correct) {
    correct = at::empty({}, a.logits.options().dtype(at::kLong));
    w.correct = correct.mutable_data_ptr<int64_t>();
  }
  const Plan plan = make_plan(w, runner.machine());
  const Scratch scratch(a.logits.options(), runner, plan, w);
  runner.run(w, plan);
  if (holder.error.defined()) error.copy_(holder.error);
  return {std::move(error), std::move(value), std::move(correct)};
}

void scale(const at::Tensor& error, const at::Tensor& upstream, double factor,
           const Runner& runner) {
  check_scale(error, upstream);
  if (error.numel() == 0) return;
  ScaleWork work;
  work.error = error.mutable_data_ptr();
  work.size = error.numel();
  work.dtype = dtype_of(error.scalar_type());
  work.upstream = upstream.const_data_ptr();
  work.factor = factor;
  work.blocks = scale_blocks(work, runner.machine());
  runner.run(work);
}

}  // namespace isbe::loss::cuda
