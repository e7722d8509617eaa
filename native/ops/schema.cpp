// Every schema of the operator library on one page. The kernels register themselves elsewhere, one
// file a dispatch key. What the words mean: docs of soft_error below; they hold for all operators.
#include "common/library.h"

namespace {

// logits: [C], [N, C] or [N, C, d1, ...]; float64, float32, bfloat16 or float16; K = C classes.
// target: class indices (int64, int32, uint8) of the logits' shape without C, or distributions
//   (floating point) of the logits' shape.
// normalization: softmax | sigmoid | hardsigmoid | tanh | hardtanh | normalize, the F of the soft
//   scores Y = F(X). tanh and hardtanh map the targets to [-1, 1].
// reduction: mean | sum | none, as CrossEntropyLoss: mean divides the error by the weight of the
//   targets that count (index targets) or by their number (distributions).
// label_smoothing: in [0, 1]; blends the target with 1 / K.
// weight: [K]. Softmax weighs as CrossEntropyLoss does. The other normalisations weigh a sample by
//   the weight of its class (index targets) or the error of each class by its own (distributions).
// ignore_index: an index target of this value counts for nothing and gets an error of zero.
// slope: of hardsigmoid, clip(slope * x + 1/2, 0, 1); 0.25 in the paper, 1/6 in torch.hardsigmoid.
// dilation, relocation: [K], of softmax(d * x - c); the error sent stays Y - target unless
//   dilated_gradient, which sends d * (Y - target), the true gradient (Theorem A1).
// report: mse (mean square of the unreduced error over the samples that count and K)
//   | mse_per_sample (the same without dividing by K) | potential (the loss whose gradient the
//   error is, reduced as asked) | none (zero).
#define ISBE_OPTIONS                                                                      \
  "*, str normalization=\"softmax\", str reduction=\"mean\", float label_smoothing=0., "  \
  "Tensor? weight=None, int ignore_index=-100, float slope=0.25, Tensor? dilation=None, " \
  "Tensor? relocation=None, bool dilated_gradient=False, str report=\"mse\""

}  // namespace

ISBE_LIBRARY(m) {
  // error: as the logits. value: a scalar, or one number a sample when reduction is none; float64
  // for float64 logits, else float32. correct: int64 scalar, the predictions that hit the target.
  m.def("soft_error(Tensor logits, Tensor target, " ISBE_OPTIONS
        ") -> (Tensor error, Tensor value, Tensor correct)",
        {at::Tag::pt2_compliant_tag});

  // The same, with the error written over the logits.
  m.def("soft_error_(Tensor(a!) logits, Tensor target, " ISBE_OPTIONS
        ") -> (Tensor(a!) error, Tensor value, Tensor correct)",
        {at::Tag::pt2_compliant_tag});

  // The same, with the error written into `out`, which has the logits' shape and dtype.
  m.def("soft_error.out(Tensor logits, Tensor target, " ISBE_OPTIONS
        ", Tensor(a!) out) -> (Tensor(a!) error, Tensor value, Tensor correct)",
        {at::Tag::pt2_compliant_tag});

  // What the two above are made of: torch.compile has no place for an operator that returns the
  // tensor it writes to beside others. It writes the error into `out`, which may be the logits.
  m.def("_soft_error_into(Tensor logits, Tensor target, " ISBE_OPTIONS
        ", Tensor(a!) out) -> (Tensor value, Tensor correct)",
        {at::Tag::pt2_compliant_tag});

  // value alone; its backward sends the error, times the upstream gradient, to the logits.
  m.def("loss(Tensor logits, Tensor target, " ISBE_OPTIONS ") -> Tensor",
        {at::Tag::pt2_compliant_tag});

  // error *= upstream * factor on a CUDA device, which finds out itself where that is 1. For tests:
  // the backward pass of loss calls the function.
  m.def("_cuda_scale(Tensor(a!) error, Tensor upstream, float factor) -> ()");

  // Y = F(X), differentiable through F: for inference and metrics.
  m.def(
      "soft_scores(Tensor logits, *, str normalization=\"softmax\", float slope=0.25, "
      "Tensor? dilation=None, Tensor? relocation=None) -> Tensor",
      {at::Tag::pt2_compliant_tag});

  // Zeroes each value with probability p and multiplies the others by 1 / (1 - p). Which ones
  // depends on one number drawn from the generator, on p and on the place in memory. input:
  // float64, float32, bfloat16 or float16. generator: of the CPU; the default one when there is
  // none.
  m.def("dropout(Tensor input, float p=0.5, *, Generator? generator=None) -> Tensor",
        {at::Tag::pt2_compliant_tag, at::Tag::nondeterministic_seeded});

  // kept: bool, of the input's shape and layout.
  m.def(
      "_dropout(Tensor input, float p, *, Generator? generator=None) -> (Tensor output, Tensor "
      "kept)",
      {at::Tag::pt2_compliant_tag, at::Tag::nondeterministic_seeded});
  m.def("_dropout_backward(Tensor gradient, Tensor kept, float scale) -> Tensor",
        {at::Tag::pt2_compliant_tag});

  // relu(batch_norm(input, ...)), with the arguments of aten::batch_norm. input: [N, C, ...].
  // weight, bias, running_mean, running_var: [C]. training: normalise by the statistics of the
  // batch and update the running ones by them. momentum: the weight of the batch in that.
  m.def(
      "batch_norm_relu(Tensor input, Tensor? weight, Tensor? bias, Tensor(a!)? running_mean, "
      "Tensor(b!)? running_var, bool training, float momentum, float eps) -> Tensor",
      {at::Tag::pt2_compliant_tag});

  // The same without the update. weight, bias, mean and var are of the arithmetic's dtype: float64
  // for a float64 input, else float32. mean, var: None for those of the batch, which are then
  // returned (var divided by the number of values); given ones are used, and none are returned.
  m.def(
      "_batch_norm_relu(Tensor input, Tensor? weight, Tensor? bias, Tensor? mean, Tensor? var, "
      "float eps) -> (Tensor output, Tensor batch_mean, Tensor batch_var)",
      {at::Tag::pt2_compliant_tag});
  m.def(
      "_batch_norm_relu_backward(Tensor gradient, Tensor input, Tensor? weight, Tensor? bias, "
      "Tensor mean, Tensor var, bool training, float eps) -> (Tensor by_input, Tensor by_weight, "
      "Tensor by_bias)",
      {at::Tag::pt2_compliant_tag});

  // A step of an optimizer on the CPU, over all its parameters at once: float32 or float64, without
  // gaps in memory. States lie as their parameters do. Equations and names are those
  // of torch.optim; count: how many steps this one makes.
  m.def(
      "_sgd_(Tensor(a!)[] params, Tensor[] grads, Tensor(b!)[] momentum_buffers, *, float lr, "
      "float "
      "momentum, float dampening, float weight_decay, bool nesterov, bool maximize, bool "
      "is_first_step) -> ()");
  m.def(
      "_adam_(Tensor(a!)[] params, Tensor[] grads, Tensor(b!)[] exp_avgs, Tensor(c!)[] "
      "exp_avg_sqs, "
      "Tensor(d!)[] max_exp_avg_sqs, *, float count, float lr, float beta1, float beta2, float "
      "eps, "
      "float weight_decay, bool decoupled_weight_decay, bool amsgrad, bool maximize) -> ()");
  m.def(
      "_nadam_(Tensor(a!)[] params, Tensor[] grads, Tensor(b!)[] exp_avgs, Tensor(c!)[] "
      "exp_avg_sqs, *, float count, float of_gradient, float of_momentum, float beta1, float "
      "beta2, "
      "float eps, float shrink, float weight_decay, bool maximize) -> ()");
  m.def(
      "_adamax_(Tensor(a!)[] params, Tensor[] grads, Tensor(b!)[] exp_avgs, Tensor(c!)[] exp_infs, "
      "*, float count, float lr, float beta1, float beta2, float eps, float weight_decay, bool "
      "maximize) -> ()");
  m.def(
      "_adagrad_(Tensor(a!)[] params, Tensor[] grads, Tensor(b!)[] sums, *, float count, float lr, "
      "float lr_decay, float weight_decay, float eps, bool maximize) -> ()");
  m.def(
      "_adadelta_(Tensor(a!)[] params, Tensor[] grads, Tensor(b!)[] square_avgs, Tensor(c!)[] "
      "acc_deltas, *, float lr, float rho, float eps, float weight_decay, bool maximize) -> ()");
  m.def(
      "_rprop_(Tensor(a!)[] params, Tensor[] grads, Tensor(b!)[] prevs, Tensor(c!)[] step_sizes, "
      "*, "
      "float etaminus, float etaplus, float least, float most, bool maximize) -> ()");
  m.def(
      "_adafactor_(Tensor(a!)[] params, Tensor[] grads, Tensor(b!)[] row_vars, Tensor(c!)[] "
      "col_vars, *, float weight, float least, float clip, float smallest, float rate, float "
      "shrink, bool maximize) -> ()");

  // Muon's matrices: steps of a x + b x³ + c x⁵ in bfloat16, or in float32 rounded to it.
  m.def(
      "_orthogonalize(Tensor[] matrices, *, float a, float b, float c, int steps, float eps, bool "
      "is_emulated) -> Tensor[]");

  // From one to the other, operators of this thread that are given no generator draw from one of
  // this seed; within each other. On the CPU: other devices go on with their default generators.
  m.def("_push_seed(int seed) -> ()");
  m.def("_pop_seed() -> ()");
  m.def("_reseed(int seed) -> bool");

  // images: float32 [N, C, H, W]. maps: [N, 6], 2×3 each, from a pixel of the result about the
  // centre to its place in the image in units of half the width and height. As grid_sampler with
  // zeros outside and align_corners=False.
  m.def("_warp(Tensor images, Tensor maps, bool is_nearest) -> Tensor");

  // argmax(scores, 1) of [N, K], fast where rows are short.
  m.def("_top_class(Tensor scores) -> Tensor", {at::Tag::pt2_compliant_tag});
}
