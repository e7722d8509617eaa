// The normalisations that work on one logit at a time, and normalize, which is one once the norm
// is known. score() is F(x), potential() the A(x) whose derivative F is. NaN passes through all.
#pragma once
#include "target.h"

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

/** `parameter`: the slope of hardsigmoid, 1 / |x| of normalize. */
template <typename T>
ISBE_DEVICE Acc<T> score(Normalization kind, Acc<T> x, Acc<T> parameter) {
  using acc = Acc<T>;
  const auto clip = [](acc v, acc low, acc high) { return v < low ? low : v > high ? high : v; };
  switch (kind) {
    case Normalization::Sigmoid: {
      const acc e = exponential<T>(-std::abs(x));
      return (x < 0 ? e : acc(1)) / (1 + e);
    }
    case Normalization::Hardsigmoid:
      return clip(parameter * x + acc(0.5), 0, 1);
    case Normalization::Tanh:
      return std::tanh(x);
    case Normalization::Hardtanh:
      return clip(x, -1, 1);
    default:
      return x * parameter;
  }
}

template <typename acc>
ISBE_DEVICE acc potential(Normalization kind, acc x, acc parameter) {
  const acc size = std::abs(x);
  switch (kind) {
    case Normalization::Sigmoid:
      return (x > 0 ? x : acc(0)) + std::log1p(std::exp(-size));
    case Normalization::Hardsigmoid: {
      const acc line = parameter * x + acc(0.5);
      return line < 0 ? acc(0) : line < 1 ? line * line * (acc(0.5) / parameter) : x;
    }
    case Normalization::Tanh:
      return size + std::log1p(std::exp(-2 * size)) - acc(0.693147180559945309);
    case Normalization::Hardtanh:
      return size < 1 ? acc(0.5) * x * x : size - acc(0.5);
    default:
      return x * x * parameter;  // adds up to |x|
  }
}

/** The norm's inverse for normalize, as torch.nn.functional.normalize has it; else the slope. */
template <typename T, typename Team>
ISBE_DEVICE Acc<T> parameter_of(const Row<T>& row, const Team& team) {
  using acc = Acc<T>;
  if (row.work.normalization != Normalization::Normalize) return static_cast<acc>(row.work.slope);
  acc squares = 0;
  each_chunk<2>(row, team, false, [&](int, const Pack<T, kChunk<T>>& pack) {
    ISBE_UNROLL
    for (int i = 0; i < kChunk<T>; ++i) {
      const acc x = widen(pack.get(i));
      squares += x * x;
    }
  });
  const acc norm = std::sqrt(team.reduce(Sum<acc>{squares}).value);
  return 1 / (norm < acc(1e-12) ? acc(1e-12) : norm);
}

/** Both, since the squares also tell whether a NaN came by. */
template <typename acc>
struct ElementSums {
  acc squares = 0, potential = 0;
  ISBE_DEVICE void add(const ElementSums& other) {
    squares += other.squares;
    potential += other.potential;
  }
};

template <typename T, bool kDense, typename Team>
ISBE_DEVICE RowSums<Acc<T>> elementwise_row(const Row<T>& row, const Target<T, kDense>& target,
                                            const Team& team) {
  using acc = Acc<T>;
  constexpr int W = kChunk<T>;
  const Normalization kind = row.work.normalization;
  const bool wants_potential = row.work.value_of == ValueOf::Potential;
  const acc parameter = parameter_of(row, team);
  const bool again = kind == Normalization::Normalize;
  Findings<T, kDense> found;
  ElementSums<acc> sums;
  each_chunk<2>(row, team, again, [&](int chunk, const Pack<T, W>& pack) {
    const int first = row.first_of(chunk);
    acc e[W], shares[W];
    target.load_shares(row, first, shares);
    found.visit_target(row, target, first, shares);
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      const int k = first + i;
      const acc x = widen(pack.get(i));
      e[i] = 0;
      if (!is_inside(k, row.size)) continue;
      found.top.visit(x, k);
      const acc gain = target.gain_of(k), minus = target.subtracted(k, shares[i]);
      e[i] = gain * score<T>(kind, x, parameter) - minus;
      if (wants_potential) sums.potential += gain * potential(kind, x, parameter) - minus * x;
    }
    sums.squares += row.put(first, e);
  });
  found = team.reduce(found);
  sums = team.reduce(sums);
  RowSums<acc> result;
  result.value = wants_potential ? sums.potential : sums.squares;
  result.correct = found.is_hit(row, target) && sums.squares == sums.squares;
  return result;
}

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
