// Softmax on class indices without smoothing, the main job: every error is a multiple of its
// exponential, but for the target's. So vectors go in pairs, which cost less to convert, and the
// target's exponential is taken out of the row and its error computed apart.
#pragma once
#include <algorithm>
#include <cmath>

#include "block.h"
#include "row.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

/** One sample: where to read, write and keep numbers in between. */
template <typename T>
struct OneHotRow {
  using acc = Acc<T>;
  const Problem& problem;
  const T* logits;
  T* error;
  acc* numbers;   // [K]: exponentials; the error itself when that is of the arithmetic's dtype
  acc* maxima;    // [blocks]
  const T* next;  // where the logits of the sample after this one would be
  bool has_next;  // whether that sample is there, and this thread's
  int64_t index;
  acc gain, hit;
};

/** Writes exp(logit - level) over a block, in pairs, and returns the sum; asks for the next block
 * as `exponentials` in block.h does. */
template <typename T>
ISBE_INLINE Acc<T> paired_exponentials(const OneHotRow<T>& row, int64_t begin, int64_t size,
                                       Acc<T> level) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  const Vec<acc> shift(level);
  const T* logits = row.logits + begin;
  acc* to = row.numbers + begin;
  const T* ahead = begin + size < row.problem.classes ? logits + size : row.next;
  Vec<acc> s[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
  for_each_pair<acc>(
      size,
      [&](int64_t k, int j) ISBE_INLINE_LAMBDA {
        for (size_t line = 0; line < 2 * W * sizeof(T); line += 64) {
          prefetch(reinterpret_cast<const char*>(ahead + k) + line);
        }
        const Pair<acc> x = load_pair(logits + k);
        const Vec<acc> a = exponential(x.a - shift), b = exponential(x.b - shift);
        a.store(to + k);
        b.store(to + k + W);
        s[j] = s[j] + a;
        s[j + 2] = s[j + 2] + b;
      },
      [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
        const Vec<acc> e = exponential(load(logits + k, n, -kInfinity<acc>) - shift);
        store(to + k, e, n);
        s[0] = s[0] + e;
      });
  return sum_of_chains(s);
}

/** error = factor * exponential over a block; returns the sum of the squares. */
template <bool kStream, typename T>
ISBE_NOINLINE Acc<T> scale_pairs(const Acc<T>* from, int64_t size, Acc<T> factor, T* error) {
  using acc = Acc<T>;
  const Vec<acc> f(factor);
  Vec<acc> q[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
  for_each_pair<acc>(
      size,
      [&](int64_t k, int j) ISBE_INLINE_LAMBDA {
        const Pair<acc> e{Vec<acc>::loadu(from + k) * f,
                          Vec<acc>::loadu(from + k + kLanes<acc>) * f};
        if constexpr (kStream) {
          stream_pair(error + k, e);
        } else {
          store_pair(error + k, e);
        }
        q[j] = at::vec::fmadd(e.a, e.a, q[j]);
        q[j + 2] = at::vec::fmadd(e.b, e.b, q[j + 2]);
      },
      [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
        const Vec<acc> e = load(from + k, n, acc(0)) * f;
        store(error + k, e, n);
        q[0] = at::vec::fmadd(e, e, q[0]);
      });
  return sum_of_chains(q);
}

/** As scale_pairs, for a block that may hold the target. */
template <typename T>
ISBE_INLINE double finish_block(const OneHotRow<T>& row, bool streams, int64_t begin, int64_t size,
                                Acc<T> factor) {
  using acc = Acc<T>;
  acc* const numbers = row.numbers + begin;
  const auto scale = streams ? scale_pairs<true, T> : scale_pairs<false, T>;
  const int64_t at = row.index - begin;
  if (at < 0 || at >= size) return scale(numbers, size, factor, row.error + begin);
  acc& slot = numbers[pair_slot<T>(at, size)];
  const Vec<acc> y(slot);
  slot = 0;
  const acc others = scale(numbers, size, factor, row.error + begin);
  const Vec<acc> e = at::vec::fmsub(y, Vec<acc>(factor), Vec<acc>(row.hit));
  store(row.error + row.index, e, 1);
  acc lanes[kLanes<acc>];
  e.store(lanes);
  return others + static_cast<double>(lanes[0]) * lanes[0];
}

/** The greatest logit of a row's first block, found while the row before it waited for its sum. */
template <typename T>
struct Ahead {
  const T* logits = nullptr;
  Acc<T> top = 0;

  ISBE_INLINE Acc<T> top_of(const T* first, int64_t size) const {
    return first == logits ? top : greatest(first, size);
  }
};

template <typename T>
ISBE_INLINE RowSums one_hot_softmax_row(const OneHotRow<T>& row, bool streams, Ahead<T>& ahead) {
  using acc = Acc<T>;
  constexpr acc nan = std::numeric_limits<acc>::quiet_NaN();
  const int64_t classes = row.problem.classes;
  const acc at_target = static_cast<acc>(row.logits[row.index]);
  Prediction<T> prediction(row.index);
  acc max = -kInfinity<acc>, level = 0;
  double sum = 0;
  int64_t blocks = 0;
  for (int64_t begin = 0; begin < classes; begin += kBlock, ++blocks) {
    const int64_t n = std::min(kBlock, classes - begin);
    const T* const block = row.logits + begin;
    const acc top = ahead.top_of(block, n);
    prediction.visit(block, begin, n, top);
    if (top > max) {
      if (blocks > 0) sum *= std::exp(max - top);
      max = level = top;
    }
    row.maxima[blocks] = max;
    sum += paired_exponentials(row, begin, n, level);
  }
  if (row.has_next) ahead = {row.next, greatest(row.next, std::min(kBlock, classes))};
  const acc gain = static_cast<acc>(row.gain / sum);
  if (std::isnan(gain)) {
    fill(row.error, classes, nan);
    return {nan, nan, false};
  }
  RowSums sums;
  // The last block first: it's the one still in the cache.
  for (int64_t block = blocks - 1; block >= 0; --block) {
    const int64_t begin = block * kBlock, n = std::min(kBlock, classes - begin);
    const acc behind = row.maxima[block] - max;  // NaN when no logit is finite
    const acc factor = blocks == 1 || behind == 0 ? gain : gain * std::exp(behind);
    sums.squares += finish_block(row, streams, begin, n, factor);
  }
  if (row.problem.potential) {
    sums.potential = row.gain * std::log(sum) +
                     static_cast<double>(row.hit) * (static_cast<double>(level) - at_target);
  }
  sums.correct = prediction.is_hit() && sum > 0;
  if (streams) finish_streams();
  return sums;
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
