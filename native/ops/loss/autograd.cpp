// The autograd functions. loss: the forward pass computes the error and keeps it; the backward
// pass hands it on, times the upstream gradient. The other operators are constants to autograd.
#include <ATen/ATen.h>
#include <ATen/TensorSubclassLikeUtils.h>
#include <torch/csrc/autograd/VariableTypeUtils.h>
#include <torch/csrc/autograd/engine.h>
#include <torch/csrc/autograd/functions/basic_ops.h>
#include <torch/csrc/autograd/functions/utils.h>

#include "../common/library.h"
#include "check.h"
#include "cuda/device.h"
#include "forward.h"
#include "jacobian.h"
#include "operators.h"

namespace isbe::loss {
namespace {

using torch::autograd::Node;
using torch::autograd::Variable;
using torch::autograd::variable_list;

/** Nodes are shared by one kind of pointer up to libtorch 2.12 and by another since. */
template <typename T, typename... Args>
auto make_node(Args&&... args) {
  using Pointer = decltype(torch::autograd::Edge::function);
  if constexpr (std::is_same_v<Pointer, std::shared_ptr<Node>>) {
    return std::make_shared<T>(std::forward<Args>(args)...);
  } else {
    return c10::make_intrusive<T>(std::forward<Args>(args)...);
  }
}

/** A number a sample, or a scalar, in the shape that broadcasts against the error. */
at::Tensor spread(const at::Tensor& upstream) {
  return upstream.dim() == 0 ? upstream : upstream.unsqueeze(1);
}

/** The gradient of upstream * error: reached by create_graph alone. */
struct IsbeLossBackwardBackward : public Node {
  at::Tensor error;
  torch::autograd::SavedVariable upstream;
  ErrorContext context;

  IsbeLossBackwardBackward(at::Tensor error, const at::Tensor& upstream, ErrorContext context)
      : error(std::move(error)), upstream(upstream, false), context(std::move(context)) {}

  std::string name() const override { return "IsbeLossBackwardBackward"; }

  void release_variables() override {
    error.reset();
    upstream.reset_data();
  }

  /** Gradients of (upstream, logits) for the gradient `inputs[0]` of upstream * error. */
  variable_list apply(variable_list&& inputs) override {
    std::lock_guard<std::mutex> lock(mutex_);
    const at::Tensor& v = inputs[0];
    if (!v.defined()) return {Variable(), Variable()};
    TORCH_CHECK(error.defined(), torch::autograd::ERR_BACKWARD_TWICE);
    const at::Tensor g = upstream.unpack();
    variable_list grads(2);
    {
      at::AutoGradMode no_graph(false);
      if (task_should_compute_output(0)) grads[0] = by_upstream(v, g);
      if (task_should_compute_output(1)) {
        grads[1] = error_jacobian_product(context, error, v * spread(g));
      }
    }
    if (!at::GradMode::is_enabled()) return grads;
    for (const at::Tensor& grad : grads) {
      auto node = make_node<torch::autograd::Error>(
          "isbe::loss: the third derivative is asked for, but only two are there");
      // Without edges to them the engine would take the inputs for unused.
      for (const auto& edge : next_edges()) node->add_next_edge(edge);
      torch::autograd::set_history(grad, node);
    }
    return grads;
  }

 private:
  at::Tensor by_upstream(const at::Tensor& v, const at::Tensor& g) const {
    const at::Tensor product = v * error;
    const at::Tensor sum = g.dim() == 0 ? product.sum() : product.sum(1);
    return sum.to(g.scalar_type());
  }
};

/** Keeps one buffer, the error: neither logits nor its own output, so there's no cycle. */
struct IsbeLossBackward : public Node {
  at::Tensor error;
  uint32_t version;
  double unscale;  // the error is kept divided by it
  ErrorContext context;

  IsbeLossBackward(at::Tensor kept, double unscale, const Arguments& arguments)
      : error(std::move(kept)), version(error._version()), unscale(unscale), context(arguments) {}

  std::string name() const override { return "IsbeLossBackward"; }

  void release_variables() override { error.reset(); }

  variable_list apply(variable_list&& inputs) override {
    std::lock_guard<std::mutex> lock(mutex_);
    const at::Tensor& upstream = inputs[0];
    if (!upstream.defined()) return {Variable()};
    TORCH_CHECK(error.defined(), torch::autograd::ERR_BACKWARD_TWICE);
    TORCH_CHECK(error._version() == version,
                "isbe::loss: the gradient it handed out in an earlier backward pass was modified "
                "in place, and is what this one would hand out: clone() it before the change");
    return {at::GradMode::is_enabled() ? differentiable(upstream) : scaled(upstream)};
  }

 private:
  /** Whether its number can be read without a wait and without misleading a tracer. */
  static bool is_readable(const at::Tensor& t) {
    return t.dim() == 0 && t.device().is_cpu() && !at::isTensorSubclassLike(t);
  }

  /** Memory that nobody else has seen is as good as new memory. */
  bool is_ours() const { return error.use_count() == 1 && error.storage().use_count() == 1; }

  /** Whether the device can multiply the error itself, by a number that nobody waits for. */
  bool scales_on_device(const at::Tensor& upstream) const {
    return error.is_cuda() && upstream.is_cuda() && upstream.dim() == 0 &&
           error.is_non_overlapping_and_dense() && !at::isTensorSubclassLike(error) &&
           !at::isTensorSubclassLike(upstream);
  }

  at::Tensor scaled(const at::Tensor& upstream) {
    const bool last_use = !torch::autograd::get_current_graph_task_keep_graph();
    if (scales_on_device(upstream)) {
      at::Tensor result = last_use && is_ours() ? std::move(error) : error.clone();
      cuda::scale_on_device(result, upstream, unscale);
      return result;
    }
    if (!is_readable(upstream)) {
      const at::Tensor factor = unscale == 1 ? upstream : upstream * unscale;
      return (error * spread(factor)).to(error.scalar_type());
    }
    const double factor = upstream.item<double>() * unscale;
    if (factor == 1) return last_use ? std::move(error) : error;
    if (last_use && is_ours()) return std::move(error.mul_(factor));
    return error * factor;
  }

  /** upstream * error as a function of upstream and of the logits, for create_graph. */
  at::Tensor differentiable(const at::Tensor& upstream) {
    at::Tensor result, exact;
    {
      at::AutoGradMode no_graph(false);
      exact = unscale == 1 ? error : error * unscale;
      result = (exact * spread(upstream)).to(error.scalar_type());
    }
    auto node = make_node<IsbeLossBackwardBackward>(exact, upstream, context);
    node->add_next_edge(torch::autograd::impl::gradient_edge(upstream));
    node->add_next_edge(next_edge(0));
    torch::autograd::set_history(result, node);
    return result;
  }
};

/**
 * Errors divided by the number of samples may be too small for float16, and a loss scale that comes
 * with the upstream gradient comes too late. So float16 errors of a mean are kept times this power
 * of two, which no rounding notices.
 */
double error_scale(const Arguments& a) {
  if (a.logits.scalar_type() != at::kHalf || a.reduction != Reduction::Mean) return 1;
  const int64_t classes = a.logits.size(a.class_dim());
  const double samples = static_cast<double>(a.logits.numel()) / static_cast<double>(classes);
  return samples < 2 ? 1 : std::exp2(std::floor(std::log2(samples)));
}

/** What the call would end in; null where a tracing mode or a wrapper is in between. */
Forward forward_below(c10::DispatchKeySet keys) {
  const auto below = keys & c10::after_ADInplaceOrView_keyset;
  switch (below.highestPriorityTypeId()) {
    case c10::DispatchKey::CPU:
      return forward_on_cpu;
    case c10::DispatchKey::CUDA:
      return cuda::forward_on_device;
    default:
      return nullptr;
  }
}

/** A direction would end here in silence, as if the error did not depend on the logits. */
void refuse_forward_mode(const at::Tensor& logits) {
  TORCH_CHECK_NOT_IMPLEMENTED(
      !logits._fw_grad(0).defined(),
      "logits: expected none with a direction (jvp, jacfwd, hessian), for "
      "the soft error has no forward derivative; grad, vjp and jacrev work");
}

at::Tensor loss(c10::DispatchKeySet keys, const at::Tensor& logits, const at::Tensor& target,
                ISBE_OPTION_PARAMETERS) {
  refuse_forward_mode(logits);
  at::AutoDispatchBelowADInplaceOrView below;
  const bool has_gradient = at::GradMode::is_enabled() && logits.requires_grad();
  const Arguments arguments(logits, target, ISBE_OPTION_ARGUMENTS);
  if (at::GradMode::is_enabled()) check_no_gradient_asked(arguments);
  if (!has_gradient) {
    return operators::loss().redispatch(keys & c10::after_ADInplaceOrView_keyset, logits, target,
                                        ISBE_OPTION_ARGUMENTS);
  }
  SoftError result;
  double scale = 1;
  if (const auto forward = forward_below(keys)) {
    Wanted wanted;
    wanted.correct = false;
    wanted.error_scale = scale = error_scale(arguments);
    result = forward(arguments, wanted);
  } else {
    result = operators::soft_error().call(logits, target, ISBE_OPTION_ARGUMENTS);
  }
  at::Tensor value = std::move(std::get<1>(result));
  auto node = make_node<IsbeLossBackward>(std::move(std::get<0>(result)), 1 / scale, arguments);
  node->add_next_edge(torch::autograd::impl::gradient_edge(logits));
  torch::autograd::set_history(value, node);
  return value;
}

SoftError soft_error(c10::DispatchKeySet keys, const at::Tensor& logits, const at::Tensor& target,
                     ISBE_OPTION_PARAMETERS) {
  refuse_forward_mode(logits);
  at::AutoDispatchBelowADInplaceOrView below;
  return operators::soft_error().redispatch(keys & c10::after_ADInplaceOrView_keyset, logits,
                                            target, ISBE_OPTION_ARGUMENTS);
}

ValueAndCorrect soft_error_into(c10::DispatchKeySet keys, const at::Tensor& logits,
                                const at::Tensor& target, ISBE_OPTION_PARAMETERS, at::Tensor& out) {
  refuse_forward_mode(logits);
  check_overwritable(out, name_of_writing(logits, out));
  at::AutoDispatchBelowADInplaceOrView below;
  auto result = operators::soft_error_into().redispatch(keys & c10::after_ADInplaceOrView_keyset,
                                                        logits, target, ISBE_OPTION_ARGUMENTS, out);
  torch::autograd::increment_version(out);
  return result;
}

}  // namespace

ISBE_LIBRARY_IMPL(Autograd, m) {
  m.impl("loss", loss);
  m.impl("soft_error", soft_error);
  m.impl("_soft_error_into", soft_error_into);
}

}  // namespace isbe::loss
