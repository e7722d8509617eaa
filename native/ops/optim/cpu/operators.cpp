// Steps of optimizers on the CPU: one walk over the memory of all parameters.
#include <ATen/Functions.h>
#include <ATen/Parallel.h>

#include <cmath>
#include <initializer_list>
#include <vector>

#include "../../common/library.h"
#include "../check.h"
#include "problem.h"

namespace isbe::optim {
namespace {

Direction direction(bool maximize, double weight_decay) {
  return {maximize ? -1. : 1., weight_decay};
}

/** The gradients in the order of their parameters; a zero that libtorch expanded, say, is not. */
std::vector<at::Tensor> laid_out_as(at::TensorList params, at::TensorList grads) {
  std::vector<at::Tensor> result = grads.vec();
  for (size_t i = 0; i < params.size(); ++i)
    if (!lies_as(params[i], grads[i])) result[i] = at::empty_like(params[i]).copy_(grads[i]);
  return result;
}

/** As VariableType does for operators of libtorch; it knows nothing of ours. */
void bump(at::TensorList written) {
  for (const at::Tensor& tensor : written) tensor.unsafeGetTensorImpl()->bump_version();
}

Work work_of(at::TensorList params, const std::vector<at::Tensor>& grads,
             std::initializer_list<at::TensorList> states) {
  Work work{{}, !params.empty() && params[0].scalar_type() == at::kDouble};
  work.pieces.reserve(params.size());
  for (size_t i = 0; i < params.size(); ++i) {
    const int64_t begin = work.size();
    Piece piece{params[i].mutable_data_ptr(),
                grads[i].const_data_ptr(),
                {},
                begin,
                begin + params[i].numel()};
    size_t index = 0;
    for (const at::TensorList& state : states) piece.state[index++] = state[i].mutable_data_ptr();
    work.pieces.push_back(piece);
  }
  return work;
}

template <typename Rule>
void step(Kernels::Kernel<Rule> kernel, const Rule& rule, at::TensorList params,
          at::TensorList grads, std::initializer_list<at::TensorList> states) {
  check_lists(params, grads, states);
  const std::vector<at::Tensor> gradients = laid_out_as(params, grads);
  const Work work = work_of(params, gradients, states);
  at::parallel_for(0, work.size(), at::internal::GRAIN_SIZE,
                   [&](int64_t begin, int64_t end) { kernel(work, begin, end, rule); });
  bump(params);
  for (const at::TensorList& state : states) bump(state);
}

void sgd(at::TensorList params, at::TensorList grads, at::TensorList momentum_buffers, double lr,
         double momentum, double dampening, double weight_decay, bool nesterov, bool maximize,
         bool is_first_step) {
  const Sgd rule{
      direction(maximize, weight_decay), lr, momentum, dampening, nesterov, is_first_step};
  if (momentum == 0) return step(cpu_kernels().sgd, rule, params, grads, {});
  step(cpu_kernels().sgd, rule, params, grads, {momentum_buffers});
}

void adam(at::TensorList params, at::TensorList grads, at::TensorList exp_avgs,
          at::TensorList exp_avg_sqs, at::TensorList max_exp_avg_sqs, double count, double lr,
          double beta1, double beta2, double eps, double weight_decay, bool decoupled_weight_decay,
          bool amsgrad, bool maximize) {
  const double correction = std::sqrt(1 - std::pow(beta2, count));
  const Adam rule{direction(maximize, decoupled_weight_decay ? 0 : weight_decay),
                  decoupled_weight_decay ? 1 - lr * weight_decay : 1,
                  lr / (1 - std::pow(beta1, count)),
                  beta1,
                  beta2,
                  correction,
                  eps,
                  amsgrad};
  if (!amsgrad) return step(cpu_kernels().adam, rule, params, grads, {exp_avgs, exp_avg_sqs});
  step(cpu_kernels().adam, rule, params, grads, {exp_avgs, exp_avg_sqs, max_exp_avg_sqs});
}

void nadam(at::TensorList params, at::TensorList grads, at::TensorList exp_avgs,
           at::TensorList exp_avg_sqs, double count, double of_gradient, double of_momentum,
           double beta1, double beta2, double eps, double shrink, double weight_decay,
           bool maximize) {
  const double correction = std::sqrt(1 - std::pow(beta2, count));
  const NAdam rule{direction(maximize, weight_decay),
                   shrink,
                   of_gradient,
                   of_momentum,
                   beta1,
                   beta2,
                   correction,
                   eps};
  step(cpu_kernels().nadam, rule, params, grads, {exp_avgs, exp_avg_sqs});
}

void adamax(at::TensorList params, at::TensorList grads, at::TensorList exp_avgs,
            at::TensorList exp_infs, double count, double lr, double beta1, double beta2,
            double eps, double weight_decay, bool maximize) {
  const Adamax rule{direction(maximize, weight_decay), lr / (1 - std::pow(beta1, count)), beta1,
                    beta2, eps};
  step(cpu_kernels().adamax, rule, params, grads, {exp_avgs, exp_infs});
}

void adagrad(at::TensorList params, at::TensorList grads, at::TensorList sums, double count,
             double lr, double lr_decay, double weight_decay, double eps, bool maximize) {
  const Adagrad rule{direction(maximize, weight_decay), lr / (1 + (count - 1) * lr_decay), eps};
  step(cpu_kernels().adagrad, rule, params, grads, {sums});
}

void adadelta(at::TensorList params, at::TensorList grads, at::TensorList square_avgs,
              at::TensorList acc_deltas, double lr, double rho, double eps, double weight_decay,
              bool maximize) {
  const Adadelta rule{direction(maximize, weight_decay), lr, rho, eps};
  step(cpu_kernels().adadelta, rule, params, grads, {square_avgs, acc_deltas});
}

void rprop(at::TensorList params, at::TensorList grads, at::TensorList prevs,
           at::TensorList step_sizes, double etaminus, double etaplus, double least, double most,
           bool maximize) {
  const Rprop rule{maximize ? -1. : 1., etaminus, etaplus, least, most};
  step(cpu_kernels().rprop, rule, params, grads, {prevs, step_sizes});
}

/** Kernels allocate nothing: what they called for it could be another capability's code. */
Matrices matrices_of(const at::Tensor& parameter, const at::Tensor& gradient,
                     const at::Tensor* row_variance, const at::Tensor& column_variance,
                     std::vector<double>& scratch) {
  const bool is_matrix = row_variance != nullptr;
  const int64_t rows = is_matrix ? parameter.size(-2) : 1;
  const int64_t columns = is_matrix ? parameter.size(-1) : parameter.numel();
  const int64_t all_rows = parameter.numel() / columns;
  scratch.resize(all_rows + columns);
  return {parameter.mutable_data_ptr(),
          gradient.const_data_ptr(),
          is_matrix ? row_variance->mutable_data_ptr() : nullptr,
          column_variance.mutable_data_ptr(),
          scratch.data(),
          scratch.data() + all_rows,
          all_rows / rows,
          rows,
          columns};
}

/** `row_vars` is empty for vectors. */
void adafactor(at::TensorList params, at::TensorList grads, at::TensorList row_vars,
               at::TensorList col_vars, double weight, double least, double clip, double smallest,
               double rate, double shrink, bool maximize) {
  check_factored(params, grads, row_vars, col_vars);
  const Adafactor rule{weight, least, clip, smallest, rate, shrink, maximize};
  at::parallel_for(0, static_cast<int64_t>(params.size()), 1, [&](int64_t begin, int64_t end) {
    std::vector<double> scratch;
    for (int64_t i = begin; i < end; ++i) {
      const at::Tensor* rows = row_vars.empty() ? nullptr : &row_vars[i];
      cpu_kernels().adafactor(matrices_of(params[i], grads[i], rows, col_vars[i], scratch),
                              params[i].scalar_type() == at::kDouble, rule);
    }
  });
  for (const at::TensorList& written : {params, row_vars, col_vars}) bump(written);
}

}  // namespace

ISBE_LIBRARY_IMPL(CPU, m) {
  m.impl("_sgd_", sgd);
  m.impl("_adam_", adam);
  m.impl("_nadam_", nadam);
  m.impl("_adamax_", adamax);
  m.impl("_adagrad_", adagrad);
  m.impl("_adadelta_", adadelta);
  m.impl("_rprop_", rprop);
  m.impl("_adafactor_", adafactor);
}

}  // namespace isbe::optim
