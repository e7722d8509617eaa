// A sample whose logits lie side by side: vectors run along the classes. Long rows are worked off
// in blocks that stay in the first-level cache, so that memory is read once.
#pragma once
#include <algorithm>
#include <cmath>

#include "elementwise.h"
#include "target.h"

namespace isbe {
inline namespace CPU_CAPABILITY {

/** Classes in a block: 8 KiB of float, so that logits and errors share the first-level cache. */
constexpr int64_t kBlock = 2048;

/** One sample: where to read, write and keep numbers in between. */
template <typename T>
struct Row {
  using acc = Acc<T>;
  const Problem& problem;
  const T* logits;
  T* error;
  acc* exponentials;  // [K]; the error itself when that is of the arithmetic's dtype
  acc* maxima;        // [blocks]
  const T* next;      // where the logits of the sample after this one would be
  bool has_next;      // whether that sample is there, and this thread's
  bool streams;       // the error goes past the caches

  /** The logits, dilated and relocated where the problem asks for it. */
  template <bool kDilated, typename N>
  ISBE_INLINE Vec<acc> logits_at(int64_t k, N n, acc fill) const {
    if constexpr (!kDilated) return load(logits + k, n, fill);
    const auto* dilation = static_cast<const acc*>(problem.dilation);
    const auto* relocation = static_cast<const acc*>(problem.relocation);
    Vec<acc> z = load(logits + k, n, acc(0));
    if (dilation) z = z * load(dilation + k, n, acc(0));
    if (relocation) z = z - load(relocation + k, n, acc(0));
    if constexpr (kIsAll<acc, N>) return z;
    return select(first_lanes<acc>(n), z, Vec<acc>(fill));
  }

  /** Writes the error and returns it as it counts for the squares: without the dilation. */
  template <bool kDilated, typename N>
  ISBE_INLINE Vec<acc> put(int64_t k, N n, const Vec<acc>& e) const {
    Vec<acc> sent = e;
    if constexpr (kDilated) {
      if (problem.dilated_gradient) {
        sent = e * load(static_cast<const acc*>(problem.dilation) + k, n, acc(0));
      }
    }
    store(error + k, sent, n);
    return keep_first(e, n);
  }
};

struct RowSums {
  double squares = 0;    // of the error
  double potential = 0;  // times the scale, as the error
  bool correct = false;
};

/** NaN left out; minus infinity when there's nothing else. */
template <typename T>
ISBE_INLINE Acc<T> greatest(const T* logits, int64_t size) {
  using acc = Acc<T>;
  const Vec<acc> lowest(-kInfinity<acc>);
  Vec<acc> m[4] = {lowest, lowest, lowest, lowest};
  for_each_pair<acc>(
      size,
      [&](int64_t k, int j) ISBE_INLINE_LAMBDA {
        const Pair<acc> x = load_pair(logits + k);
        m[j] = max_or_second(x.a, m[j]);
        m[j + 2] = max_or_second(x.b, m[j + 2]);
      },
      [&](int64_t k, auto n)
          ISBE_INLINE_LAMBDA { m[0] = max_or_second(load(logits + k, n, -kInfinity<acc>), m[0]); });
  return max_of_lanes(max_or_second(max_or_second(m[0], m[1]), max_or_second(m[2], m[3])));
}

/** Follows the greatest logit from block to block, and whether the target's is it, and first. */
template <bool kDilated, typename T>
class Prediction {
  using acc = Acc<T>;

 public:
  /** Among logits that are all minus infinity the first is the greatest. */
  ISBE_INLINE Prediction(const Row<T>& row, int64_t target)
      : row_(row), target_(target), hit_(target == 0) {}

  /** Returns the greatest logit of the block, NaN left out; to be called before an overwrite. */
  ISBE_INLINE acc visit(int64_t begin, int64_t size) {
    const acc top = kDilated ? greatest_dilated(begin, size) : greatest(row_.logits + begin, size);
    visit(begin, size, top);
    return top;
  }

  /** The same when the greatest logit is known. */
  ISBE_INLINE void visit(int64_t begin, int64_t size, acc top) {
    if (!(top > max_)) return;
    max_ = top;
    hit_ = is_first_in_block(begin, size, top);
  }

  ISBE_INLINE bool is_hit() const { return hit_; }

 private:
  template <typename N>
  ISBE_INLINE Vec<acc> at(int64_t k, N n) const {
    return row_.template logits_at<kDilated>(k, n, -kInfinity<acc>);
  }

  ISBE_INLINE acc greatest_dilated(int64_t begin, int64_t size) const {
    Vec<acc> m(-kInfinity<acc>);
    for_each_vector<acc>(size, [&](int64_t k, auto n)
                                   ISBE_INLINE_LAMBDA { m = max_or_second(at(begin + k, n), m); });
    return max_of_lanes(m);
  }

  ISBE_INLINE bool is_first_in_block(int64_t begin, int64_t size, acc top) const {
    if (target_ < begin || target_ >= begin + size) return false;
    if (at_target() != top) return false;
    return first_equal<acc>(target_ - begin, top, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
             return at(begin + k, n);
           }) == kNoClass;
  }

  ISBE_INLINE acc at_target() const {
    if constexpr (!kDilated) return static_cast<acc>(row_.logits[target_]);
    acc lanes[kLanes<acc>];  // by the instructions that found the greatest: compared bit by bit
    at(target_, 1).store(lanes);
    return lanes[0];
  }

  const Row<T>& row_;
  int64_t target_;
  acc max_ = -kInfinity<acc>;
  bool hit_;
};

/** The part of the potential that the targets have: linear in the logits. */
template <typename acc>
struct Linear {
  acc distance = 0;  // sum of offset[k] * (level - logit[k])
  acc offsets = 0;   // sum of offset[k]
};

/** Over a block. A one-hot target leaves the other logits out, so that they may be infinite. */
template <bool kDilated, typename T, typename Target>
ISBE_INLINE Linear<Acc<T>> linear_part(const Row<T>& row, const Target& target, int64_t begin,
                                       int64_t size, Acc<T> level) {
  using acc = Acc<T>;
  Linear<acc> part;
  const auto add = [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
    const Vec<acc> below = Vec<acc>(level) - row.template logits_at<kDilated>(k, n, level);
    Vec<acc> offset = keep_first(target.offset(k, n), n);
    part.distance += sum_of_lanes(keep_first(offset * below, n));
    part.offsets += sum_of_lanes(offset);
  };
  if (!target.is_one_hot()) {
    for_each_vector<acc>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA { add(begin + k, n); });
  } else if (target.index >= begin && target.index < begin + size) {
    acc logit[kLanes<acc>];
    row.template logits_at<kDilated>(target.index, 1, level).store(logit);
    part.offsets = target.hit();
    part.distance = part.offsets * (level - logit[0]);
  }
  return part;
}

/** Writes exp(logit - level) over a block and returns the sum. Meanwhile memory is asked for the
 * block that comes next: computing and waiting would take turns otherwise. */
template <bool kDilated, typename T>
ISBE_INLINE Acc<T> exponentials(const Row<T>& row, int64_t begin, int64_t size, Acc<T> level) {
  using acc = Acc<T>;
  const Vec<acc> shift(level);
  const T* ahead = begin + size < row.problem.classes ? row.logits + begin + size : row.next;
  Vec<acc> s[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
  for_each_unrolled<acc>(size, [&](int64_t k, auto n, int j) ISBE_INLINE_LAMBDA {
    if (j * kLanes<acc> * sizeof(T) % 64 == 0) prefetch(ahead + k);
    const Vec<acc> logit = row.template logits_at<kDilated>(begin + k, n, -kInfinity<acc>);
    const Vec<acc> e = exponential(logit - shift);
    store(row.exponentials + begin + k, e, n);
    s[j] = s[j] + e;
  });
  return sum_of_lanes((s[0] + s[1]) + (s[2] + s[3]));
}

/** error = factor * exponential - offset over a block; returns the sum of the squares. */
template <bool kDilated, typename T, typename Target>
ISBE_INLINE Acc<T> subtract(const Row<T>& row, const Target& target, int64_t begin, int64_t size,
                            Acc<T> factor) {
  using acc = Acc<T>;
  const Vec<acc> f(factor);
  Vec<acc> q[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
  for_each_unrolled<acc>(size, [&](int64_t k, auto n, int j) ISBE_INLINE_LAMBDA {
    const Vec<acc> y = load(row.exponentials + begin + k, n, acc(0));
    const Vec<acc> e = at::vec::fmsub(y, f, target.offset(begin + k, n));
    const Vec<acc> counted = row.template put<kDilated>(begin + k, n, e);
    q[j] = at::vec::fmadd(counted, counted, q[j]);
  });
  return sum_of_lanes((q[0] + q[1]) + (q[2] + q[3]));
}

/**
 * Softmax. A block's exponentials are taken against the greatest logit so far and corrected at the
 * end, last block first: it's the one still in the cache.
 */
template <bool kDilated, typename T, typename Target>
ISBE_INLINE RowSums softmax_row(const Row<T>& row, const Target& target) {
  using acc = Acc<T>;
  const int64_t size = row.problem.classes;
  Prediction<kDilated, T> prediction(row, target.index);
  acc max = -kInfinity<acc>, level = 0;
  double sum = 0, distance = 0, offsets = 0;
  int64_t blocks = 0;
  for (int64_t begin = 0; begin < size; begin += kBlock, ++blocks) {
    const int64_t n = std::min(kBlock, size - begin);
    const acc top = prediction.visit(begin, n);
    if (top > max) {
      sum *= std::exp(max - top);
      distance += offsets * static_cast<double>(top - level);
      max = level = top;
    }
    if (row.problem.potential) {
      const Linear<acc> part = linear_part<kDilated>(row, target, begin, n, level);
      distance += part.distance;
      offsets += part.offsets;
    }
    row.maxima[blocks] = max;
    sum += exponentials<kDilated>(row, begin, n, level);
  }
  const acc gain = static_cast<acc>(target.common_gain() / sum);
  RowSums sums;
  for (int64_t block = blocks - 1; block >= 0; --block) {
    const int64_t begin = block * kBlock, n = std::min(kBlock, size - begin);
    const acc behind = row.maxima[block] - max;  // NaN when no logit is finite
    const acc factor = blocks == 1 || behind == 0 ? gain : gain * std::exp(behind);
    sums.squares += subtract<kDilated>(row, target, begin, n, factor);
  }
  if (row.problem.potential) sums.potential = target.common_gain() * std::log(sum) + distance;
  sums.correct = prediction.is_hit() && sum > 0;
  return sums;
}

/** A normalisation of one logit at a time: one pass after the search for the greatest logit. */
template <typename F, typename T, typename Target>
ISBE_INLINE RowSums elementwise_row(const Row<T>& row, const Target& target, const F& f) {
  using acc = Acc<T>;
  const int64_t size = row.problem.classes;
  Prediction<false, T> prediction(row, target.index);
  RowSums sums;
  for (int64_t begin = 0; begin < size; begin += kBlock) {
    const int64_t block = std::min(kBlock, size - begin);
    prediction.visit(begin, block);
    if (row.problem.potential) {
      for_each_vector<acc>(block, [&](int64_t i, auto n) ISBE_INLINE_LAMBDA {
        const int64_t k = begin + i;
        const Vec<acc> x = load(row.logits + k, n, acc(0));
        const Vec<acc> part = target.gain(k, n) * f.potential(x) - target.offset(k, n) * x;
        sums.potential += sum_of_lanes(keep_first(part, n));
      });
    }
    Vec<acc> q[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
    for_each_unrolled<acc>(block, [&](int64_t i, auto n, int j) ISBE_INLINE_LAMBDA {
      const int64_t k = begin + i;
      const Vec<acc> y = f.score(load(row.logits + k, n, acc(0)));
      const Vec<acc> e = at::vec::fmsub(y, target.gain(k, n), target.offset(k, n));
      const Vec<acc> counted = row.template put<false>(k, n, e);
      q[j] = at::vec::fmadd(counted, counted, q[j]);
    });
    sums.squares += sum_of_lanes((q[0] + q[1]) + (q[2] + q[3]));
  }
  sums.correct = prediction.is_hit() && sums.squares == sums.squares;
  return sums;
}

/** x / max(|x|, 1e-12) with the Euclidean norm, as torch.nn.functional.normalize has it. */
template <typename acc>
struct Normalized {
  Vec<acc> inverse;
  ISBE_INLINE explicit Normalized(double squares)
      : inverse(static_cast<acc>(1 / std::max(std::sqrt(squares), 1e-12))) {}
  ISBE_INLINE Vec<acc> score(const Vec<acc>& x) const { return x * inverse; }
  /** Per logit x^2 / |x|, which adds up to |x|. */
  ISBE_INLINE Vec<acc> potential(const Vec<acc>& x) const { return x * x * inverse; }
};

template <typename T, typename Target>
ISBE_INLINE RowSums normalize_row(const Row<T>& row, const Target& target) {
  using acc = Acc<T>;
  Vec<acc> q[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
  for_each_unrolled<acc>(row.problem.classes, [&](int64_t k, auto n, int j) ISBE_INLINE_LAMBDA {
    const Vec<acc> x = load(row.logits + k, n, acc(0));
    q[j] = at::vec::fmadd(x, x, q[j]);
  });
  const acc squares = sum_of_lanes((q[0] + q[1]) + (q[2] + q[3]));
  return elementwise_row(row, target, Normalized<acc>(squares));
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe
