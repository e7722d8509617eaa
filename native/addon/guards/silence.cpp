// Results that are wrong without a word.
#include <ATen/ATen.h>

#include "guard.h"

namespace isbe::guards {
namespace {

template <class Visit>
void for_each_tensor(const Stack& stack, Visit visit) {
  for (const c10::IValue& value : stack) {
    if (value.isTensor()) visit(value.toTensor());
    if (value.isTensorList()) {
      for (const at::Tensor& tensor : value.toTensorVector()) visit(tensor);
    }
  }
}

bool has_differentiable_out(const Operator& op, const Stack& stack) {
  for (size_t i = 0; i < op.parameters.size(); ++i) {
    if (!op.handle.schema().arguments()[i].is_out() || !stack[i].isTensor()) continue;
    const auto dtype = stack[i].toTensor().scalar_type();
    if (c10::isFloatingType(dtype) || c10::isComplexType(dtype)) return true;
  }
  return false;
}

}  // namespace

bool check_out_without_grad(const Operator& op, Stack& stack) {
  if (!at::GradMode::is_enabled()) return false;
  bool requires_grad = false;
  for_each_tensor(stack, [&](const at::Tensor& tensor) {
    requires_grad |= tensor.defined() && tensor.requires_grad();
  });
  if (!requires_grad || !has_differentiable_out(op, stack)) return false;
  const std::string& name = op.handle.schema().name();
  throw AddonError("TORCH", name.substr(name.find("::") + 2) +
                                "(): functions with out=... arguments don't support automatic "
                                "differentiation, but one of the arguments requires grad.");
}

bool check_fused_sgd_dtype(const Operator& op, Stack& stack) {
  for (const at::Tensor& tensor : argument(op, stack, "self")->toTensorVector()) {
    if (!tensor.is_cpu() || !c10::isReducedFloatingType(tensor.scalar_type())) continue;
    throw AddonError("NOT_IMPLEMENTED",
                     "libtorch's kernel steps wrongly in 16 bits: use _foreach_add_");
  }
  return false;
}

}  // namespace isbe::guards
