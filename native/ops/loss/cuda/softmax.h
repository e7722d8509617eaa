// Softmax of a row, in registers or streamed twice.
#pragma once
#include "target.h"

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

/** What exponents are taken against: the greatest logit, or 0 where there's no finite one. */
template <typename acc>
ISBE_DEVICE acc level_of(acc top) {
  return top == lowest<acc>() ? acc(0) : top;
}

/**
 * The potential's part that's linear in the logits: subtracted[k] * (top - z[k]). A one-hot target
 * leaves the other logits out, so that they may be infinite.
 */
template <typename T, bool kDense>
ISBE_DEVICE Acc<T> linear_part(const Row<T>& row, const Target<T, kDense>& target, int first,
                               Acc<T> top, const Acc<T> (&z)[kChunk<T>],
                               const Acc<T> (&shares)[kChunk<T>]) {
  Acc<T> sum = 0;
  ISBE_UNROLL
  for (int i = 0; i < kChunk<T>; ++i) {
    const int k = first + i;
    if (!is_inside(k, row.size) || (target.one_hot && k != target.index)) continue;
    sum += target.subtracted(k, shares[i]) * (top - z[i]);
  }
  return sum;
}

/** Value and hit of a row once its sums are known; `distance` is the sum of the linear parts. */
template <typename T, bool kDense, typename Team>
ISBE_DEVICE RowSums<Acc<T>> softmax_sums(const Row<T>& row, const Target<T, kDense>& target,
                                         const Team& team, const Findings<T, kDense>& found,
                                         Acc<T> gain, Acc<T> sum, Acc<T> squares, Acc<T> distance) {
  using acc = Acc<T>;
  const bool potential = row.work.value_of == ValueOf::Potential;
  const acc part = team.reduce(Sum<acc>{potential ? distance : squares}).value;
  RowSums<acc> sums;
  sums.value = potential ? gain * std::log(sum) + part : part;
  sums.correct = found.is_hit(row, target) && sum > 0;  // neither NaN nor without finite logits
  return sums;
}

/** The logits stay in registers: kChunks chunks a thread. Memory is read once. */
template <int kChunks, typename T, bool kDense, typename Team>
ISBE_DEVICE RowSums<Acc<T>> softmax_held(const Row<T>& row, const Target<T, kDense>& target,
                                         const Team& team) {
  using acc = Acc<T>;
  constexpr int W = kChunk<T>;
  // What more a thread holds leaves no register free.
  constexpr bool kWhole = sizeof(T) == 2 || kChunks * sizeof(T) < 32;
  acc z[kChunks][W];
  acc shares[kDense ? kChunks : 1][W];
  Findings<T, kDense> found;
  const auto first_of = [&](int c) { return row.first_of(c * team.size + team.rank); };
  const auto shares_of = [&](int c) -> acc(&)[W] { return shares[kDense ? c : 0]; };
  ISBE_UNROLL
  for (int c = 0; c < kChunks; ++c) {
    const auto pack = row.load(c * team.size + team.rank);
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) z[c][i] = widen(pack.get(i));
    target.load_shares(row, first_of(c), shares_of(c));
  }
  ISBE_UNROLL
  for (int c = 0; c < kChunks; ++c) {
    found.visit_target(row, target, first_of(c), shares_of(c));
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      const int k = first_of(c) + i;
      z[c][i] = row.logit(k, z[c][i]);
      if (is_inside(k, row.size)) found.top.visit(z[c][i], k);
    }
  }
  found = team.reduce(found);
  const acc top = found.top.value, level = level_of(top);

  acc sum = 0, distance = 0, squares = 0;
  if (row.work.value_of == ValueOf::Potential) {
    ISBE_UNROLL
    for (int c = 0; c < kChunks; ++c) {
      distance += linear_part(row, target, first_of(c), top, z[c], shares_of(c));
    }
  }
  ISBE_UNROLL
  for (int c = 0; c < kChunks; ++c) {
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      z[c][i] = exponential<T>(z[c][i] - level);
      sum += z[c][i];
    }
  }
  sum = team.reduce(Sum<acc>{sum}).value;
  const acc gain = target.sums_gain ? found.weight : target.gain;
  const acc factor = gain / sum;
  ISBE_UNROLL
  for (int c = 0; c < kChunks; ++c) {
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) z[c][i] *= factor;
    target.subtract_from(z[c], row, first_of(c), shares_of(c));
    squares += row.template put<kWhole>(first_of(c), z[c]);
  }
  return softmax_sums(row, target, team, found, gain, sum, squares, distance);
}

/** Findings with the sum of exp(z - top) besides, which follows the greatest logit so far. */
template <typename Found, typename acc>
struct Stream {
  Found found;
  acc sum = 0;

  /** The greatest logit was `before`. */
  ISBE_DEVICE void follow(acc before) {
    if (found.top.value > before) sum *= std::exp(before - found.top.value);
  }

  ISBE_DEVICE void add(const Stream& other) {
    // The same for both orders of the two, so that all members of a team agree.
    const acc mine = found.top.value, theirs = other.found.top.value;
    if (mine == theirs) {
      sum += other.sum;
    } else if (mine > theirs) {
      sum += other.sum * std::exp(theirs - mine);
    } else {
      sum = other.sum + sum * std::exp(mine - theirs);
    }
    found.add(other.found);
  }
};

/** The logits are read twice, the second time from shared memory where the row fits it. */
template <typename T, bool kDense, typename Team>
ISBE_DEVICE RowSums<Acc<T>> softmax_streamed(const Row<T>& row, const Target<T, kDense>& target,
                                             const Team& team) {
  using acc = Acc<T>;
  constexpr int W = kChunk<T>, kBatch = kDense || sizeof(T) == 8 ? 2 : 4;
  const auto logits_of = [&](int first, const Pack<T, W>& pack, acc(&z)[W]) {
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) z[i] = row.logit(first + i, widen(pack.get(i)));
  };
  Stream<Findings<T, kDense>, acc> stream;
  each_chunk<kBatch>(row, team, false, [&](int chunk, const Pack<T, W>& pack) {
    const int first = row.first_of(chunk);
    acc z[W];
    logits_of(first, pack, z);
    const acc before = stream.found.top.value;
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      if (is_inside(first + i, row.size)) stream.found.top.visit(z[i], first + i);
    }
    stream.follow(before);
    const acc so_far = level_of(stream.found.top.value);
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) stream.sum += exponential<T>(z[i] - so_far);
    if (!kDense && !target.sums_gain) return;
    acc shares[W];
    target.load_shares(row, first, shares);
    stream.found.visit_target(row, target, first, shares);
  });
  stream = team.reduce(stream);

  const acc top = stream.found.top.value, level = level_of(top);
  const acc gain = target.sums_gain ? stream.found.weight : target.gain;
  const acc factor = gain / stream.sum;
  acc squares = 0, distance = 0;
  each_chunk<kBatch>(row, team, true, [&](int chunk, const Pack<T, W>& pack) {
    const int first = row.first_of(chunk);
    acc z[W], shares[W];
    logits_of(first, pack, z);
    target.load_shares(row, first, shares);
    if (row.work.value_of == ValueOf::Potential) {
      distance += linear_part(row, target, first, top, z, shares);
    }
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) z[i] = exponential<T>(z[i] - level) * factor;
    target.subtract_from(z, row, first, shares);
    squares += row.put(first, z);
  });
  return softmax_sums(row, target, team, stream.found, gain, stream.sum, squares, distance);
}

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
