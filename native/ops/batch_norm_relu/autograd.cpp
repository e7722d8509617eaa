// The derivatives. Kept between the passes are the input and the statistics: where the output is
// positive is worked out again from them. A second derivative goes through libtorch's operators.
#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include "../common/library.h"
#include "check.h"

namespace isbe::batch_norm_relu {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::Variable;
using torch::autograd::variable_list;

struct Saved {
  at::Tensor input, weight, bias, mean, var;
  bool training;
  double eps;

  explicit Saved(AutogradContext* context) {
    const variable_list tensors = context->get_saved_variables();
    input = tensors[0];
    weight = tensors[1];
    bias = tensors[2];
    mean = tensors[3];
    var = tensors[4];
    training = context->saved_data["training"].toBool();
    eps = context->saved_data["eps"].toDouble();
  }
};

/** The same gradients, made of operators that have derivatives themselves. */
ThreeTensors differentiable_backward(const at::Tensor& gradient, const Saved& s) {
  at::Tensor is_positive;
  {
    at::AutoGradMode no_graph(false);
    is_positive =
        std::get<0>(forward_operator().call(s.input, s.weight, s.bias, s.mean, s.var, s.eps)) > 0;
  }
  const at::Tensor passed = at::where(is_positive, gradient, at::zeros({}, gradient.options()));
  return at::native_batch_norm_backward(passed, s.input, s.weight, s.mean, s.var, s.mean,
                                        (s.var + s.eps).rsqrt(), s.training, s.eps,
                                        {true, true, true});
}

struct IsbeBatchNormRelu : public Function<IsbeBatchNormRelu> {
  static variable_list forward(AutogradContext* context, const at::Tensor& input,
                               const OptionalTensor& weight, const OptionalTensor& bias,
                               const OptionalTensor& mean, const OptionalTensor& var, double eps) {
    at::AutoDispatchBelowADInplaceOrView below;
    auto [output, batch_mean, batch_var] =
        forward_operator().call(input, weight, bias, mean, var, eps);
    const bool training = !given(mean);
    const auto or_undefined = [](const OptionalTensor& t) { return t.value_or(at::Tensor()); };
    context->save_for_backward({input, or_undefined(weight), or_undefined(bias),
                                training ? batch_mean : *mean, training ? batch_var : *var});
    context->saved_data["training"] = training;
    context->saved_data["eps"] = eps;
    context->mark_non_differentiable({batch_mean, batch_var});
    context->set_materialize_grads(false);
    return {std::move(output), std::move(batch_mean), std::move(batch_var)};
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    variable_list result(6);
    if (!gradients[0].defined()) return result;
    const Saved s(context);
    auto [by_input, by_weight, by_bias] =
        at::GradMode::is_enabled()
            ? differentiable_backward(gradients[0], s)
            : backward_operator().call(gradients[0], s.input, s.weight, s.bias, s.mean, s.var,
                                       s.training, s.eps);
    result[0] = std::move(by_input);
    if (s.weight.defined()) result[1] = std::move(by_weight);
    if (s.bias.defined()) result[2] = std::move(by_bias);
    return result;
  }
};

ThreeTensors forward(const at::Tensor& input, const OptionalTensor& weight,
                     const OptionalTensor& bias, const OptionalTensor& mean,
                     const OptionalTensor& var, double eps) {
  auto results = IsbeBatchNormRelu::apply(input, weight, bias, mean, var, eps);
  return {std::move(results[0]), std::move(results[1]), std::move(results[2])};
}

/** Reached by a direct call alone, which autograd does not follow. */
ThreeTensors backward(const at::Tensor& gradient, const at::Tensor& input,
                      const OptionalTensor& weight, const OptionalTensor& bias,
                      const at::Tensor& mean, const at::Tensor& var, bool training, double eps) {
  at::AutoDispatchBelowADInplaceOrView below;
  return backward_operator().call(gradient, input, weight, bias, mean, var, training, eps);
}

}  // namespace

ISBE_LIBRARY_IMPL(Autograd, m) {
  m.impl("_batch_norm_relu", forward);
  m.impl("_batch_norm_relu_backward", backward);
}

}  // namespace isbe::batch_norm_relu
