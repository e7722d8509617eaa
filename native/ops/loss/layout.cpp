#include "layout.h"

#include <ATen/Functions.h>

#include <optional>

namespace isbe::loss {
namespace {

/** How the dimensions besides the class fold: all into one stride, or the first apart. */
struct Folding {
  bool at_all = false;
  Rows rows;
};

/** The one stride of dimensions [first, end) without `skip`; 1 for a single element. */
std::optional<int64_t> fold(const at::Tensor& t, int64_t first, int64_t skip) {
  std::optional<int64_t> stride;
  int64_t next = 0;
  for (int64_t d = t.dim() - 1; d >= first; --d) {
    if (d == skip || t.size(d) == 1) continue;
    if (stride && t.stride(d) != next) return std::nullopt;
    if (!stride) stride = t.stride(d);
    next = t.stride(d) * t.size(d);
  }
  return stride.value_or(1);
}

/** `class_dim` is -1 for class indices. */
Folding fold_rows(const at::Tensor& t, int64_t class_dim, bool apart) {
  Folding folding;
  const auto inner = fold(t, apart ? 1 : 0, class_dim);
  if (!inner) return folding;
  folding.at_all = true;
  folding.rows.data = t.data_ptr();
  folding.rows.dtype = t.scalar_type();
  folding.rows.inner = *inner;
  folding.rows.outer = apart ? t.stride(0) : 0;
  if (class_dim >= 0) folding.rows.classes = t.size(class_dim) == 1 ? 1 : t.stride(class_dim);
  return folding;
}

struct Folded {
  Folding logits, error, target;
  bool all(bool has_error) const {
    return logits.at_all && target.at_all && (!has_error || error.at_all);
  }
};

Folded fold_all(const Arguments& a, const at::Tensor& logits, const at::Tensor* error,
                const at::Tensor& target, bool apart) {
  Folded folded;
  folded.logits = fold_rows(logits, a.class_dim(), apart);
  if (error) folded.error = fold_rows(*error, a.class_dim(), apart);
  folded.target = fold_rows(target, a.has_distributions() ? a.class_dim() : -1, apart);
  return folded;
}

void fill(Problem& p, const Folded& folded) {
  p.logits = folded.logits.rows;
  p.error = folded.error.rows;
  p.target = folded.target.rows;
}

/** [N, C]: no folding to look for. */
void lay_out_matrix(const Arguments& a, const at::Tensor* error, const at::Tensor& target,
                    Problem& p) {
  const auto rows = [](const at::Tensor& t) {
    return Rows{t.data_ptr(), t.scalar_type(), 0, t.stride(0), t.size(1) == 1 ? 1 : t.stride(1)};
  };
  p.inner_size = a.logits.size(0);
  p.logits = rows(a.logits);
  if (error) p.error = rows(*error);
  p.target = a.has_distributions()
                 ? rows(target)
                 : Rows{target.data_ptr(), target.scalar_type(), 0, target.stride(0), 1};
}

/** The target as the kernels read it: indices, or distributions of the logits' or the
 * arithmetic's dtype. */
const at::Tensor& readable_target(const Arguments& a, Holder& holder) {
  const at::ScalarType logits = a.logits.scalar_type(), acc = arithmetic_dtype(logits);
  const at::ScalarType own = a.target.scalar_type();
  if (!a.has_distributions() || own == logits || own == acc) return a.target;
  holder.target = a.target.to(acc);
  return holder.target;
}

}  // namespace

void lay_out(const Arguments& a, const at::Tensor* error, Problem& p, Holder& holder) {
  p.distributions = a.has_distributions();
  p.classes = a.logits.size(a.class_dim());
  p.outer_size = 1;
  const at::Tensor& target = readable_target(a, holder);
  if (a.logits.dim() == 2) return lay_out_matrix(a, error, target, p);
  const int64_t samples = p.classes == 0 ? 0 : a.logits.numel() / p.classes;
  const int64_t batch = a.logits.dim() == 1 ? 1 : a.logits.size(0);
  p.inner_size = samples;
  const Folded flat = fold_all(a, a.logits, error, target, false);
  if (flat.all(error)) return fill(p, flat);
  if (a.logits.dim() > 2 && batch > 0) {
    p.outer_size = batch;
    p.inner_size = samples / batch;
    const Folded apart = fold_all(a, a.logits, error, target, true);
    if (apart.all(error)) return fill(p, apart);
  }
  // The error of logits that are copied is contiguous too: see empty_error in cpu/forward.cpp.
  holder.logits = a.logits.contiguous();
  holder.target = target.contiguous();
  fill(p, fold_all(a, holder.logits, error, holder.target, true));
}

}  // namespace isbe::loss
