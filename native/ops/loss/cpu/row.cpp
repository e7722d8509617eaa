// The error of a row, whatever is asked: passes over its blocks (block.h), one for each
// normalisation and the others common to all.
#include "row.h"

#include <algorithm>
#include <cmath>

#include "elementwise.h"
#include "target.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {
namespace {

template <typename acc>
ISBE_INLINE int64_t size_of_block(const Row<acc>& row, int64_t begin) {
  return std::min(kBlock, row.problem.classes - begin);
}

/** error = gain * y - offset over a block, y being what `numbers` holds; returns the squares. */
template <typename acc, typename Target>
ISBE_NOINLINE acc subtract(acc* numbers, const Target& target, int64_t begin, int64_t size,
                           acc gain) {
  const Vec<acc> common(gain);
  acc* const block = numbers + begin;
  Vec<acc> q[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
  for_each_unrolled<acc>(size, [&](int64_t k, auto n, int j) ISBE_INLINE_LAMBDA {
    const Vec<acc> y = load(block + k, n, acc(0));
    const Vec<acc> e =
        at::vec::fmsub(y, target.gain(begin + k, n, common), target.offset(begin + k, n));
    store(block + k, e, n);
    const Vec<acc> counted = keep_first(e, n);
    q[j] = at::vec::fmadd(counted, counted, q[j]);
  });
  return sum_of_chains(q);
}

/** The part of the potential that the targets have: linear in the logits. */
template <typename acc>
struct Linear {
  acc distance = 0;  // sum of offset[k] * (level - logit[k])
  acc offsets = 0;   // sum of offset[k]
};

/** Over a block z. A one-hot target leaves the other logits out, so that they may be infinite. */
template <typename acc, typename Target>
ISBE_NOINLINE Linear<acc> linear_part(const acc* z, const Target& target, int64_t begin,
                                      int64_t size, acc level) {
  Linear<acc> part;
  if (target.is_one_hot()) {
    const int64_t at = target.index - begin;
    if (at < 0 || at >= size) return part;
    return {target.hit() * (level - z[at]), target.hit()};
  }
  for_each_vector<acc>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
    const Vec<acc> offset = keep_first(target.offset(begin + k, n), n);
    const Vec<acc> below = Vec<acc>(level) - load(z + k, n, level);
    part.distance += sum_of_lanes(keep_first(offset * below, n));
    part.offsets += sum_of_lanes(offset);
  });
  return part;
}

/**
 * Softmax. A block's exponentials are taken against the greatest logit so far and corrected at the
 * end, last block first: it's the one still in the cache.
 */
template <typename acc, typename Target>
RowSums softmax_row(const Row<acc>& row, const Target& target) {
  const int64_t classes = row.problem.classes;
  Prediction<acc> prediction(target.index);
  acc max = -kInfinity<acc>, level = 0;
  double sum = 0, distance = 0, offsets = 0;
  int64_t blocks = 0;
  for (int64_t begin = 0; begin < classes; begin += kBlock, ++blocks) {
    const int64_t n = size_of_block(row, begin);
    const acc* const z = row.block(begin, n);
    const acc top = greatest(z, n);
    prediction.visit(z, begin, n, top);
    if (top > max) {
      sum *= std::exp(max - top);
      distance += offsets * static_cast<double>(top - level);
      max = level = top;
    }
    if (row.problem.potential) {
      const Linear<acc> part = linear_part(z, target, begin, n, level);
      distance += part.distance;
      offsets += part.offsets;
    }
    row.maxima[blocks] = max;
    sum += exponentials(z, n, level, row.ahead(begin + n), row.numbers + begin);
  }
  const acc gain = static_cast<acc>(target.common_gain() / sum);
  RowSums sums;
  for (int64_t block = blocks - 1; block >= 0; --block) {
    const int64_t begin = block * kBlock, n = size_of_block(row, begin);
    const acc behind = row.maxima[block] - max;  // NaN when no logit is finite
    const acc factor = blocks == 1 || behind == 0 ? gain : gain * std::exp(behind);
    sums.squares += subtract(row.numbers, target, begin, n, factor);
    row.finish(begin, n);
  }
  if (row.problem.potential) sums.potential = target.common_gain() * std::log(sum) + distance;
  sums.correct = prediction.is_hit() && sum > 0;
  return sums;
}

/** Sum of gain * A(x) - offset * x over a block x, whose A(x) are `integrals`. */
template <typename acc, typename Target>
ISBE_NOINLINE acc potential_of(const acc* x, const acc* integrals, const Target& target,
                               int64_t begin, int64_t size) {
  const Vec<acc> common(target.common_gain());
  Vec<acc> sum(0);
  for_each_vector<acc>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
    const Vec<acc> part = target.gain(begin + k, n, common) * load(integrals + k, n, acc(0)) -
                          target.offset(begin + k, n) * load(x + k, n, acc(0));
    sum = sum + keep_first(part, n);
  });
  return sum_of_lanes(sum);
}

/** f(vector) over numbers. */
template <typename acc, typename F>
ISBE_INLINE void transform(const acc* from, int64_t size, acc* to, F&& f) {
  for_each_vector<acc>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
    store(to + k, f(load(from + k, n, acc(0))), n);
  });
}

template <typename acc>
ISBE_NOINLINE void scores(Normalization f, acc parameter, const acc* x, int64_t size, acc* to) {
  with_normalization(f, Vec<acc>(parameter), [&](const auto& of) ISBE_INLINE_LAMBDA {
    transform(x, size, to, [&](const Vec<acc>& v) ISBE_INLINE_LAMBDA { return of.score(v); });
  });
}

template <typename acc>
ISBE_NOINLINE void integrals(Normalization f, acc parameter, const acc* x, int64_t size, acc* to) {
  with_normalization(f, Vec<acc>(parameter), [&](const auto& of) ISBE_INLINE_LAMBDA {
    transform(x, size, to, [&](const Vec<acc>& v) ISBE_INLINE_LAMBDA { return of.potential(v); });
  });
}

/** Of hardsigmoid the slope; of normalize 1 / |x|, as torch.nn.functional.normalize has it. */
template <typename acc>
acc parameter_of(const Row<acc>& row) {
  if (row.problem.normalization != Normalization::Normalize) {
    return static_cast<acc>(row.problem.slope);
  }
  double squares = 0;
  for (int64_t begin = 0; begin < row.problem.classes; begin += kBlock) {
    const int64_t n = size_of_block(row, begin);
    squares += sum_of_squares(row.block(begin, n), n);
  }
  return static_cast<acc>(1 / std::max(std::sqrt(squares), 1e-12));
}

/** A normalisation of one logit at a time: each block is read once. */
template <typename acc, typename Target>
RowSums elementwise_row(const Row<acc>& row, const Target& target) {
  const Problem& p = row.problem;
  const acc parameter = parameter_of(row);
  Prediction<acc> prediction(target.index);
  RowSums sums;
  for (int64_t begin = 0; begin < p.classes; begin += kBlock) {
    const int64_t n = size_of_block(row, begin);
    const acc* const x = row.block(begin, n);
    prediction.visit(x, begin, n, greatest(x, n));
    if (p.potential) {
      acc values[kBlock];
      integrals(p.normalization, parameter, x, n, values);
      sums.potential += potential_of(x, values, target, begin, n);
    }
    scores(p.normalization, parameter, x, n, row.numbers + begin);
    sums.squares += subtract(row.numbers, target, begin, n, target.common_gain());
    row.finish(begin, n);
  }
  sums.correct = prediction.is_hit() && sums.squares == sums.squares;
  return sums;
}

template <typename acc, typename Target>
RowSums compute(const Row<acc>& row, const Target& target) {
  return row.problem.normalization == Normalization::Softmax ? softmax_row(row, target)
                                                             : elementwise_row(row, target);
}

template <typename acc>
RowSums compute_index(const Row<acc>& row, const CoefficientRule<acc>& rule, int64_t index) {
  return is_dense(row.problem) ? compute(row, DenseTarget<acc>(rule, index))
                               : compute(row, IndexTarget<acc>(rule, index));
}

}  // namespace

RowSums compute_row(const Row<float>& row, const CoefficientRule<float>& rule, int64_t index) {
  return compute_index(row, rule, index);
}
RowSums compute_row(const Row<double>& row, const CoefficientRule<double>& rule, int64_t index) {
  return compute_index(row, rule, index);
}
RowSums compute_row(const Row<float>& row, const DenseRule<float>& rule, const float* shares) {
  return compute(row, DenseTarget<float>(row.problem, rule, shares));
}
RowSums compute_row(const Row<double>& row, const DenseRule<double>& rule, const double* shares) {
  return compute(row, DenseTarget<double>(row.problem, rule, shares));
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
