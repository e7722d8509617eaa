#include "check.h"

#include <ATen/MemoryOverlap.h>
#include <torch/csrc/autograd/VariableTypeUtils.h>

namespace isbe::loss {
namespace {

bool is_index(at::ScalarType dtype) {
  return dtype == at::kLong || dtype == at::kInt || dtype == at::kByte;
}

void check_logits(const at::Tensor& logits) {
  TORCH_CHECK_TYPE(is_supported(logits.scalar_type()), "isbe: logits are ", logits.scalar_type(),
                   ": expected float32, float64, bfloat16 or float16");
  TORCH_CHECK_TYPE(is_dense(logits), "isbe: logits have layout ", logits.layout(),
                   ": expected a dense (strided) tensor");
  TORCH_CHECK_VALUE(logits.dim() >= 1,
                    "isbe: logits have no dimension: expected [C], [N, C] or [N, C, d1, ...]");
  TORCH_CHECK_VALUE(logits.sym_sizes()[logits.dim() == 1 ? 0 : 1] >= 1, "isbe: logits are ",
                    logits.sym_sizes(), ": expected at least one class");
}

void check_distributions(const Arguments& a) {
  TORCH_CHECK_TYPE(is_supported(a.target.scalar_type()), "isbe: target is ", a.target.scalar_type(),
                   ": expected float32, float64, bfloat16 or float16");
  TORCH_CHECK_VALUE(a.target.sym_sizes() == a.logits.sym_sizes(), "isbe: target is ",
                    a.target.sym_sizes(), ": expected the shape of the logits, ",
                    a.logits.sym_sizes(), ", for a target of distributions");
  TORCH_CHECK_VALUE(a.ignore_index < 0, "isbe: ignore_index is ", a.ignore_index,
                    ": a target of distributions has no index to ignore");
}

void check_indices(const Arguments& a) {
  TORCH_CHECK_TYPE(is_index(a.target.scalar_type()), "isbe: target is ", a.target.scalar_type(),
                   ": expected class indices (int64, int32 or uint8) or floating distributions");
  const auto logits = a.logits.sym_sizes();
  const auto target = a.target.sym_sizes();
  bool fits = target.size() + 1 == logits.size();
  for (size_t i = 0; fits && i < target.size(); ++i) {
    fits = target[i] == logits[i == 0 ? 0 : i + 1];
  }
  TORCH_CHECK_VALUE(fits, "isbe: target of class indices is ", target, " and logits are ", logits,
                    ": expected the shape of the logits without their class dimension");
}

void check_per_class(const at::Tensor& logits, const OptionalTensor& tensor, const char* name) {
  if (!given(tensor)) return;
  const auto& classes = logits.sym_sizes()[logits.dim() == 1 ? 0 : 1];
  TORCH_CHECK_TYPE(is_supported(tensor->scalar_type()), "isbe: ", name, " is ",
                   tensor->scalar_type(), ": expected float32, float64, bfloat16 or float16");
  TORCH_CHECK_TYPE(is_dense(*tensor), "isbe: ", name, " has layout ", tensor->layout(),
                   ": expected a dense (strided) tensor");
  TORCH_CHECK_VALUE(tensor->dim() == 1 && tensor->sym_sizes()[0] == classes, "isbe: ", name, " is ",
                    tensor->sym_sizes(), ": expected [", classes, "], one number a class");
  TORCH_CHECK_VALUE(tensor->device() == logits.device(), "isbe: ", name, " is on ",
                    tensor->device(), " and logits on ", logits.device(), ": move one of them");
}

/** What soft_scores has too. */
void check_normalization(Normalization normalization, double slope, const OptionalTensor& dilation,
                         const OptionalTensor& relocation) {
  TORCH_CHECK_VALUE(normalization != Normalization::Hardsigmoid || slope > 0, "isbe: slope is ",
                    slope, ": expected a positive number");
  TORCH_CHECK_VALUE(
      normalization == Normalization::Softmax || (!given(dilation) && !given(relocation)),
      "isbe: dilation and relocation belong to softmax: leave them out or use it");
}

void check_options(const Arguments& a) {
  TORCH_CHECK_VALUE(a.label_smoothing >= 0 && a.label_smoothing <= 1, "isbe: label_smoothing is ",
                    a.label_smoothing, ": expected a number from 0 to 1");
  check_normalization(a.normalization, a.slope, a.dilation, a.relocation);
  TORCH_CHECK_VALUE(!a.dilated_gradient || given(a.dilation),
                    "isbe: dilated_gradient needs a dilation: give one, [C]");
  TORCH_CHECK_VALUE(a.normalization != Normalization::Normalize || a.report != Report::Potential ||
                        !a.has_distributions() || !given(a.weight),
                    "isbe: normalize with weighted distributions is no gradient and has no "
                    "potential: report mse instead");
}

}  // namespace

void check_arguments(const Arguments& a) {
  check_logits(a.logits);
  TORCH_CHECK_VALUE(a.target.device() == a.logits.device(), "isbe: target is on ",
                    a.target.device(), " and logits on ", a.logits.device(), ": move one of them");
  TORCH_CHECK_TYPE(is_dense(a.target), "isbe: target has layout ", a.target.layout(),
                   ": expected a dense (strided) tensor");
  a.has_distributions() ? check_distributions(a) : check_indices(a);
  check_per_class(a.logits, a.weight, "weight");
  check_per_class(a.logits, a.dilation, "dilation");
  check_per_class(a.logits, a.relocation, "relocation");
  check_options(a);
}

void check_score_arguments(const at::Tensor& logits, Normalization normalization, double slope,
                           const OptionalTensor& dilation, const OptionalTensor& relocation) {
  check_logits(logits);
  check_normalization(normalization, slope, dilation, relocation);
  check_per_class(logits, dilation, "dilation");
  check_per_class(logits, relocation, "relocation");
}

const char* name_of_writing(const at::Tensor& logits, const at::Tensor& out) {
  return out.is_same(logits) ? "isbe::soft_error_" : "isbe::soft_error.out";
}

void check_out(const Arguments& a, const at::Tensor& out) {
  if (out.is_same(a.logits)) return;
  const char* name = name_of_writing(a.logits, out);
  TORCH_CHECK_TYPE(out.scalar_type() == a.logits.scalar_type(), name, ": out is ",
                   out.scalar_type(), ": expected the dtype of the logits, ",
                   a.logits.scalar_type());
  TORCH_CHECK_TYPE(is_dense(out), name, ": out has layout ", out.layout(),
                   ": expected a dense (strided) tensor");
  TORCH_CHECK_VALUE(out.sym_sizes() == a.logits.sym_sizes(), name, ": out is ", out.sym_sizes(),
                    ": expected the shape of the logits, ", a.logits.sym_sizes());
  TORCH_CHECK_VALUE(out.device() == a.logits.device(), name, ": out is on ", out.device(),
                    ": expected the device of the logits, ", a.logits.device());
}

void check_memory(const Arguments& a, const at::Tensor& out) {
  const char* name = name_of_writing(a.logits, out);
  TORCH_CHECK_VALUE(at::has_internal_overlap(out) != at::MemOverlap::Yes, name,
                    " would write several errors to one place: elements of the tensor written to "
                    "share memory (an expanded tensor?): clone() it first");
  TORCH_CHECK_VALUE(out.is_same(a.logits) ||
                        at::get_overlap_status(out, a.logits) != at::MemOverlapStatus::Partial,
                    name, ": out overlaps a part of the logits: use other memory or all of it");
  const auto overlap = at::get_overlap_status(out, a.target);
  TORCH_CHECK_VALUE(
      overlap != at::MemOverlapStatus::Partial && overlap != at::MemOverlapStatus::Full, name,
      ": the tensor written to overlaps the target: use other memory");
}

void check_scale(const at::Tensor& error, const at::Tensor& upstream) {
  const auto dtype = error.scalar_type();
  TORCH_CHECK_TYPE(is_supported(dtype), "isbe::_cuda_scale: error is ", dtype,
                   ": expected float32, float64, bfloat16 or float16");
  TORCH_CHECK_VALUE(is_dense(error) && error.is_non_overlapping_and_dense(),
                    "isbe::_cuda_scale: error has gaps, shared memory or another layout: expected "
                    "a dense (strided) tensor");
  TORCH_CHECK_TYPE(upstream.scalar_type() == arithmetic_dtype(dtype),
                   "isbe::_cuda_scale: upstream is ", upstream.scalar_type(), ": expected ",
                   arithmetic_dtype(dtype), " for an error of ", dtype);
  TORCH_CHECK_VALUE(is_dense(upstream) && upstream.dim() == 0, "isbe::_cuda_scale: upstream is ",
                    upstream.sym_sizes(), ": expected a scalar");
  TORCH_CHECK_VALUE(upstream.device() == error.device(), "isbe::_cuda_scale: upstream is on ",
                    upstream.device(), " and error on ", error.device(), ": move one of them");
}

void check_overwritable(const at::Tensor& tensor, const char* operation) {
  using torch::autograd::can_mutate_inplace;
  using torch::autograd::can_mutate_inplace_result;
  const auto answer = can_mutate_inplace(tensor, tensor.requires_grad());
  TORCH_CHECK(answer != can_mutate_inplace_result::is_leaf, operation,
              " would overwrite a leaf that requires grad: use soft_error, or no_grad()");
  TORCH_CHECK(answer == can_mutate_inplace_result::success, operation,
              " would overwrite a view that autograd protects: use soft_error, or no_grad()");
}

void check_no_gradient_asked(const Arguments& a) {
  const auto refuse = [](const at::Tensor& tensor, const char* name) {
    TORCH_CHECK(!tensor.requires_grad(), "isbe::loss: ", name,
                " requires grad, but ISBE sends its error to the logits alone: detach it");
  };
  refuse(a.target, "target");
  if (given(a.weight)) refuse(*a.weight, "weight");
  if (given(a.dilation)) refuse(*a.dilation, "dilation");
  if (given(a.relocation)) refuse(*a.relocation, "relocation");
}

}  // namespace isbe::loss
