#include "jacobian.h"

#include <ATen/ATen.h>

#include "layout.h"

namespace isbe::loss {
namespace {

at::Tensor owned(const OptionalTensor& t) { return t && t->defined() ? *t : at::Tensor(); }

int64_t class_dim(const at::Tensor& t) { return t.dim() == 1 ? 0 : 1; }

/** [K] in the shape that broadcasts along the classes of `like`. */
at::Tensor along_classes(const at::Tensor& per_class, const at::Tensor& like) {
  c10::SmallVector<int64_t, 5> shape(like.dim(), 1);
  shape[class_dim(like)] = -1;
  return per_class.to(like.scalar_type()).view(shape);
}

/** error = gain * scores - offset, both with the reduction's scale in them. */
struct Affine {
  at::Tensor gain, offset;
};

/** The same for distributions and class indices: targets, and samples that count. */
struct Targets {
  at::Tensor shares;   // shape of the error
  at::Tensor counts;   // 1 or 0, broadcasts against it; undefined when all count
  at::Tensor classes;  // indices without the ignored, with a class dimension; or undefined
};

Targets expand_targets(const ErrorContext& c, const at::Tensor& like) {
  const int64_t dim = class_dim(like);
  Targets t;
  if (c.target.is_floating_point()) {
    t.shares = c.target.to(like.scalar_type());
  } else {
    const at::Tensor index = c.target.to(at::kLong).unsqueeze(dim);
    const at::Tensor kept = index.ne(c.ignore_index);
    t.counts = kept.to(like.scalar_type());
    t.classes = index.masked_fill(kept.logical_not(), 0);
    t.shares = at::zeros_like(like).scatter(dim, t.classes, 1);
  }
  t.shares =
      t.shares * (1 - c.label_smoothing) + c.label_smoothing / static_cast<double>(like.size(dim));
  if (is_bipolar(c.normalization)) t.shares = t.shares * 2 - 1;
  return t;
}

at::Tensor inverse_of_weight(const Targets& t, const at::Tensor& sample) {
  if (!t.classes.defined()) {
    return at::full({},
                    static_cast<double>(t.shares.size(class_dim(t.shares))) /
                        static_cast<double>(t.shares.numel()),
                    t.shares.options());
  }
  return at::reciprocal((sample * t.counts).sum());
}

/** The weight of each sample's class, with a class dimension; ones without weights. */
at::Tensor sample_weights(const ErrorContext& c, const Targets& t) {
  if (!t.classes.defined() || !c.weight.defined()) return at::ones({}, t.shares.options());
  return c.weight.to(t.shares.scalar_type())
      .index_select(0, t.classes.flatten())
      .view(t.classes.sizes());
}

Affine affine_of(const ErrorContext& c, const at::Tensor& like) {
  const Targets t = expand_targets(c, like);
  const at::Tensor sample = sample_weights(c, t);
  Affine a;
  if (c.normalization == Normalization::Softmax) {
    a.offset = c.weight.defined() ? t.shares * along_classes(c.weight, like) : t.shares;
    a.gain = a.offset.sum(class_dim(like), /*keepdim=*/true);
  } else {
    const bool by_class = c.weight.defined() && !t.classes.defined();
    a.gain = by_class ? along_classes(c.weight, like) : sample;
    a.offset = a.gain * t.shares;
  }
  if (t.counts.defined()) {
    a.gain = a.gain * t.counts;
    a.offset = a.offset * t.counts;
  }
  if (c.reduction == Reduction::Mean) {
    const at::Tensor scale = inverse_of_weight(t, sample);
    a.gain = a.gain * scale;
    a.offset = a.offset * scale;
  }
  return a;
}

/** Where scores lie strictly between the bounds; rounding may have moved those that don't. */
at::Tensor is_between(const at::Tensor& scores, double low, double high) {
  const double margin = 64 * (scores.scalar_type() == at::kDouble ? 1.1e-16 : 6e-8);
  return scores.gt(low + margin).logical_and(scores.lt(high - margin)).to(scores.scalar_type());
}

/** gain * (derivative of the scores by the logits)^T v. */
at::Tensor scores_jacobian_product(const ErrorContext& c, const at::Tensor& y,
                                   const at::Tensor& gain, const at::Tensor& v) {
  const int64_t dim = class_dim(y);
  switch (c.normalization) {
    case Normalization::Softmax: {
      const at::Tensor p = gain * y * (v - (y * v).sum(dim, /*keepdim=*/true));
      return c.dilation.defined() ? p * along_classes(c.dilation, y) : p;
    }
    case Normalization::Sigmoid:
      return gain * y * (1 - y) * v;
    case Normalization::Hardsigmoid:
      return gain * is_between(y, 0, 1) * v * c.slope;
    case Normalization::Tanh:
      return gain * (1 - y * y) * v;
    case Normalization::Hardtanh:
      return gain * is_between(y, -1, 1) * v;
    default:
      return gain * (v - y * (y * v).sum(dim, /*keepdim=*/true)) / c.norms;
  }
}

}  // namespace

ErrorContext::ErrorContext(const Arguments& a)
    : normalization(a.normalization),
      reduction(a.reduction),
      dilated_gradient(a.dilated_gradient),
      label_smoothing(a.label_smoothing),
      slope(a.slope),
      ignore_index(a.ignore_index),
      target(a.target),
      weight(owned(a.weight)),
      dilation(owned(a.dilation)) {
  if (normalization == Normalization::Normalize) {
    const at::Tensor logits = a.logits.detach().to(arithmetic_dtype(a.logits.scalar_type()));
    norms = at::linalg_vector_norm(logits, 2, a.class_dim(), /*keepdim=*/true).clamp_min(1e-12);
  }
}

at::Tensor error_jacobian_product(const ErrorContext& c, const at::Tensor& error,
                                  const at::Tensor& v) {
  const at::ScalarType acc = arithmetic_dtype(error.scalar_type());
  at::Tensor e = error.to(acc), u = v.to(acc);
  if (c.dilated_gradient) {
    // A class with dilation 0 sends nothing, either way, whatever its score.
    const at::Tensor d = along_classes(c.dilation, e);
    e = at::where(d.eq(0), 0., e / d);
    u = u * d;
  }
  const Affine affine = affine_of(c, e);
  const at::Tensor divisor = affine.gain.masked_fill(affine.gain.eq(0), 1);
  const at::Tensor y = (e + affine.offset) / divisor;
  return scores_jacobian_product(c, y, affine.gain, u).to(error.scalar_type());
}

}  // namespace isbe::loss
