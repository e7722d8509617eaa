#include "check.h"

#include "../common/tensors.h"

namespace isbe::optim {
namespace {

void check_parameter(const at::Tensor& parameter, at::ScalarType dtype) {
  const auto found = parameter.scalar_type();
  TORCH_CHECK_TYPE(found == dtype && (dtype == at::kFloat || dtype == at::kDouble),
                   "isbe::optim: a parameter is ", found,
                   ": expected all of them to be float32, or all float64");
  TORCH_CHECK_VALUE(is_dense(parameter) && parameter.is_non_overlapping_and_dense(),
                    "isbe::optim: a parameter has gaps in memory or shares it: expected a copy "
                    "without");
}

void check_alike(const at::Tensor& parameter, const at::Tensor& other) {
  TORCH_CHECK_VALUE(other.sizes() == parameter.sizes(), "isbe::optim: a tensor of shape ",
                    other.sizes(), " belongs to a parameter of shape ", parameter.sizes(),
                    ": expected its shape");
  TORCH_CHECK_TYPE(other.scalar_type() == parameter.scalar_type(), "isbe::optim: a tensor of ",
                   other.scalar_type(), " belongs to a parameter of ", parameter.scalar_type(),
                   ": expected its dtype");
  TORCH_CHECK_VALUE(other.device() == parameter.device() && is_dense(other),
                    "isbe::optim: a tensor on ", other.device(), " of layout ", other.layout(),
                    " belongs to a dense parameter on ", parameter.device(), ": expected the same");
}

void check_variance(const at::Tensor& parameter, const at::Tensor& variance, int64_t size) {
  TORCH_CHECK_VALUE(variance.numel() == size && variance.is_contiguous() &&
                        variance.scalar_type() == parameter.scalar_type() &&
                        variance.device() == parameter.device(),
                    "isbe::optim: a variance of shape ", variance.sizes(), " and dtype ",
                    variance.scalar_type(), " belongs to a parameter of shape ", parameter.sizes(),
                    ": expected ", size, " contiguous numbers of its dtype");
}

}  // namespace

bool lies_as(const at::Tensor& parameter, const at::Tensor& other) {
  if (parameter.numel() == 0) return true;
  for (int64_t dim = 0; dim < parameter.dim(); ++dim)
    if (parameter.size(dim) > 1 && parameter.stride(dim) != other.stride(dim)) return false;
  return true;
}

void check_lists(at::TensorList params, at::TensorList grads,
                 std::initializer_list<at::TensorList> states) {
  const auto check_length = [&](const at::TensorList& list) {
    TORCH_CHECK_VALUE(list.size() == params.size(), "isbe::optim: a list has ", list.size(),
                      " tensors: expected one for each of ", params.size(), " parameters");
  };
  check_length(grads);
  for (const at::TensorList& state : states) check_length(state);
  for (size_t i = 0; i < params.size(); ++i) {
    check_parameter(params[i], params[0].scalar_type());
    check_alike(params[i], grads[i]);
    for (const at::TensorList& state : states) {
      check_alike(params[i], state[i]);
      TORCH_CHECK_VALUE(lies_as(params[i], state[i]),
                        "isbe::optim: states must lie in memory as their parameter does");
    }
  }
}

void check_factored(at::TensorList params, at::TensorList grads, at::TensorList row_vars,
                    at::TensorList col_vars) {
  check_lists(params, grads, {});
  const bool has_rows = !row_vars.empty();
  TORCH_CHECK_VALUE(
      col_vars.size() == params.size() && (!has_rows || row_vars.size() == params.size()),
      "isbe::optim: expected variances of each of ", params.size(), " parameters");
  for (size_t i = 0; i < params.size(); ++i) {
    const at::Tensor& parameter = params[i];
    TORCH_CHECK_VALUE(parameter.numel() > 0 && parameter.is_contiguous() &&
                          grads[i].is_contiguous() && (parameter.dim() > 1) == has_rows,
                      "isbe::optim: a parameter of shape ", parameter.sizes(),
                      ": expected contiguous ones with elements, all matrices or none");
    if (has_rows) check_variance(parameter, row_vars[i], parameter.numel() / parameter.size(-1));
    const int64_t rows = has_rows ? parameter.size(-2) : 1;
    check_variance(parameter, col_vars[i], parameter.numel() / rows);
  }
}

}  // namespace isbe::optim
