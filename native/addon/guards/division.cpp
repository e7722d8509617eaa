// Integer division that the processor refuses.
#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "guard.h"

namespace isbe::guards {
namespace {

bool is_plain(const c10::IValue& value) {
  if (!value.isTensor()) return true;
  const at::Tensor& tensor = value.toTensor();
  return tensor.defined() && tensor.is_cpu() && tensor.layout() == c10::kStrided &&
         !tensor.is_nested() && !tensor.is_quantized();
}

c10::ScalarType common_dtype(const c10::IValue& a, const c10::IValue& b) {
  if (a.isTensor() && b.isTensor()) return at::result_type(a.toTensor(), b.toTensor());
  if (a.isTensor()) return at::result_type(a.toTensor(), b.toScalar());
  return b.isTensor() ? at::result_type(a.toScalar(), b.toTensor())
                      : at::result_type(a.toScalar(), b.toScalar());
}

/// Where the value is this integer, as a bool tensor.
at::Tensor is_integer(const c10::IValue& value, int64_t integer) {
  if (value.isTensor()) return value.toTensor().eq(integer);
  const c10::Scalar scalar = value.toScalar();
  return at::scalar_tensor(scalar.isIntegral(false) && scalar.toLong() == integer, at::kBool);
}

/// Whether the smallest integer meets -1.
bool overflows(const c10::IValue& dividend, const c10::IValue& divisor) {
  if (!is_plain(dividend) || !is_plain(divisor)) return false;
  const auto dtype = common_dtype(dividend, divisor);
  if (dtype != at::kInt && dtype != at::kLong) return false;
  if (dividend.isTensor() && dividend.toTensor().scalar_type() != dtype) return false;
  if (divisor.isTensor() && !c10::isSignedType(divisor.toTensor().scalar_type())) return false;
  const at::NoGradGuard no_grad;
  const at::Tensor minus_one = is_integer(divisor, -1);
  if (!minus_one.any().item<bool>()) return false;
  const at::Tensor smallest =
      is_integer(dividend, dtype == at::kInt ? std::numeric_limits<int32_t>::min()
                                             : std::numeric_limits<int64_t>::min());
  return smallest.logical_and(minus_one).any().item<bool>();
}

bool is_integral(const c10::IValue* dtype_or_out) {
  if (dtype_or_out == nullptr || dtype_or_out->isNone()) return false;
  const auto dtype = dtype_or_out->isTensor() ? dtype_or_out->toTensor().scalar_type()
                                              : dtype_or_out->toScalarType();
  return c10::isIntegralType(dtype, /*includeBool=*/true);
}

/// Whether integers are asked for, in which a step of less than 1 is one of 0.
bool step_vanishes(const Operator& op, Stack& stack, const c10::IValue& step) {
  if (!step.isDouble() || std::abs(step.toDouble()) >= 1) return false;
  return is_integral(argument(op, stack, "dtype")) || is_integral(argument(op, stack, "out"));
}

}  // namespace

bool check_quotient(const Operator& op, Stack& stack) {
  const c10::IValue* rounding = argument(op, stack, "rounding_mode");
  if (rounding != nullptr && rounding->isNone()) return false;
  if (overflows(*argument(op, stack, "self"), *argument(op, stack, "other"))) {
    refuse("the smallest integer divided by -1 is larger than its dtype holds");
  }
  return false;
}

/// The remainder of a division by -1 is that of a division by 1.
bool avoid_minus_one(const Operator& op, Stack& stack) {
  c10::IValue& divisor = *argument(op, stack, "other");
  if (!overflows(*argument(op, stack, "self"), divisor)) return false;
  if (divisor.isTensor()) {
    const at::Tensor& tensor = divisor.toTensor();
    divisor = tensor.masked_fill(tensor.eq(-1), 1);
  } else {
    divisor = 1;
  }
  return false;
}

bool check_range(const Operator& op, Stack& stack) {
  const c10::IValue* step = argument(op, stack, "step");
  const c10::IValue* start = argument(op, stack, "start");
  const c10::IValue* end = argument(op, stack, "end");
  if (step != nullptr && step_vanishes(op, stack, *step)) {
    refuse("step: expected at least 1 for integers, found " + std::to_string(step->toDouble()));
  }
  if (step == nullptr || !start->isInt() || !end->isInt() || !step->isInt()) return false;
  int64_t length = 0;
  if (__builtin_sub_overflow(end->toInt(), start->toInt(), &length) ||
      length == std::numeric_limits<int64_t>::min()) {
    refuse("the difference of end and start is larger than 64 bits hold");
  }
  return false;
}

}  // namespace isbe::guards
