// The kernels of a backend, from the one function in which they differ.
#pragma once
#include "check.h"
#include "forward.h"
#include "operators.h"

namespace isbe::loss {

template <Forward forward>
struct Backend {
  static SoftError soft_error(const at::Tensor& logits, const at::Tensor& target,
                              ISBE_OPTION_PARAMETERS) {
    return forward(Arguments(logits, target, ISBE_OPTION_ARGUMENTS), {});
  }

  static ValueAndCorrect soft_error_into(const at::Tensor& logits, const at::Tensor& target,
                                         ISBE_OPTION_PARAMETERS, at::Tensor& out) {
    const Arguments arguments(logits, target, ISBE_OPTION_ARGUMENTS);
    check_out(arguments, out);
    check_memory(arguments, out);
    Wanted wanted;
    wanted.out = &out;
    auto result = forward(arguments, wanted);
    return {std::move(std::get<1>(result)), std::move(std::get<2>(result))};
  }

  /** Without autograd above it nobody asks for the error: it is never written to memory. */
  static at::Tensor loss(const at::Tensor& logits, const at::Tensor& target,
                         ISBE_OPTION_PARAMETERS) {
    Wanted wanted;
    wanted.error = wanted.correct = false;
    return std::get<1>(forward(Arguments(logits, target, ISBE_OPTION_ARGUMENTS), wanted));
  }

  static void add_to(torch::Library& m) {
    m.impl("soft_error", soft_error);
    m.impl("_soft_error_into", soft_error_into);
    m.impl("loss", loss);
  }
};

}  // namespace isbe::loss
