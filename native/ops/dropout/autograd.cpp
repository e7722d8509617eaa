// The derivatives: of the forward pass the backward operator, which is linear, and its own is
// itself again. One byte a value is kept between them, the flags.
#include <torch/csrc/autograd/custom_function.h>

#include "../common/library.h"
#include "operators.h"

namespace isbe::dropout {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::Variable;
using torch::autograd::variable_list;

at::Tensor multiply_kept(AutogradContext* context, const at::Tensor& gradient) {
  return backward_operator().call(gradient, context->get_saved_variables()[0],
                                  context->saved_data["scale"].toDouble());
}

void save(AutogradContext* context, const at::Tensor& kept, double scale) {
  context->save_for_backward({kept});
  context->saved_data["scale"] = scale;
  context->set_materialize_grads(false);
}

struct IsbeDropout : public Function<IsbeDropout> {
  static variable_list forward(AutogradContext* context, const at::Tensor& input, double p,
                               const std::optional<at::Generator>& generator) {
    at::AutoDispatchBelowADInplaceOrView below;
    auto [output, kept] = forward_operator().call(input, p, generator);
    save(context, kept, scale_for(p));
    context->mark_non_differentiable({kept});
    return {std::move(output), std::move(kept)};
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    if (!gradients[0].defined()) return variable_list(3);
    return {multiply_kept(context, gradients[0]), Variable(), Variable()};
  }
};

struct IsbeDropoutBackward : public Function<IsbeDropoutBackward> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& gradient,
                            const at::Tensor& kept, double scale) {
    at::AutoDispatchBelowADInplaceOrView below;
    save(context, kept, scale);
    return backward_operator().call(gradient, kept, scale);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    if (!gradients[0].defined()) return variable_list(3);
    return {multiply_kept(context, gradients[0]), Variable(), Variable()};
  }
};

OutputAndKept forward(const at::Tensor& input, double p,
                      const std::optional<at::Generator>& generator) {
  auto results = IsbeDropout::apply(input, p, generator);
  return {std::move(results[0]), std::move(results[1])};
}

at::Tensor backward(const at::Tensor& gradient, const at::Tensor& kept, double scale) {
  return IsbeDropoutBackward::apply(gradient, kept, scale);
}

}  // namespace

ISBE_LIBRARY_IMPL(Autograd, m) {
  m.impl("_dropout", forward);
  m.impl("_dropout_backward", backward);
}

}  // namespace isbe::dropout
