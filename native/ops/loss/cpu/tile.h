// Several samples at a time, one a lane: few classes, or classes that lie apart in memory. A tile
// holds the logits of W samples, classes down and samples across, so that no class count leaves a
// tail. Rows of few classes are transposed into it and back.
#pragma once
#include <algorithm>
#include <cmath>

#include "elementwise.h"
#include "target.h"

namespace isbe {
inline namespace CPU_CAPABILITY {

/** Lanes side by side in memory: logits of [N, C, d1, ...]. */
template <typename T>
ISBE_INLINE void load_across(const T* from, int64_t stride, int64_t classes, int n, Acc<T>* tile) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  for (int64_t k = 0; k < classes; ++k) {
    const T* p = from + k * stride;
    (n == W ? load(p, AllLanes<acc>{}, acc(0)) : load(p, n, acc(0))).store(tile + k * W);
  }
}

template <typename T>
ISBE_INLINE void store_across(T* to, int64_t stride, int64_t classes, int n, const Acc<T>* tile) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  for (int64_t k = 0; k < classes; ++k) {
    const Vec<acc> v = Vec<acc>::loadu(tile + k * W);
    n == W ? store(to + k * stride, v, AllLanes<acc>{}) : store(to + k * stride, v, n);
  }
}

/** One number at a time: any strides. Lanes without a sample repeat the last one. */
template <typename T>
ISBE_INLINE void load_scattered(const T* from, const Rows& rows, int64_t classes, int n,
                                Acc<T>* tile) {
  constexpr int W = kLanes<Acc<T>>;
  for (int64_t k = 0; k < classes; ++k) {
    for (int lane = 0; lane < W; ++lane) {
      const T* p = from + k * rows.classes + std::min(lane, n - 1) * rows.inner;
      tile[k * W + lane] = static_cast<Acc<T>>(*p);
    }
  }
}

template <typename T>
ISBE_INLINE void store_scattered(T* to, const Rows& rows, int64_t classes, int n,
                                 const Acc<T>* tile) {
  constexpr int W = kLanes<Acc<T>>;
  for (int64_t k = 0; k < classes; ++k) {
    for (int lane = 0; lane < n; ++lane) {
      to[k * rows.classes + lane * rows.inner] = static_cast<T>(tile[k * W + lane]);
    }
  }
}

/** Calls f(k) for k = 0, 4, ... with the last four classes overlapping those before: no tail. */
template <typename F>
ISBE_INLINE void for_each_quad(int64_t classes, F&& f) {
  for (int64_t k = 0; k + 4 <= classes; k += 4) f(k);
  if (classes % 4 != 0) f(classes - 4);
}

/** Classes side by side, at least four, and W rows `stride` apart: transposed by fours. */
template <typename T>
ISBE_INLINE void load_rows(const T* from, int64_t stride, int64_t classes, Acc<T>* tile) {
  constexpr int W = kLanes<Acc<T>>;
  for_each_quad(classes, [&](int64_t k) ISBE_INLINE_LAMBDA {
    Vec<Acc<T>> quads[4];
    for (int i = 0; i < 4; ++i) quads[i] = load_quads(from + i * stride + k, stride);
    transpose_quads(quads);
    for (int c = 0; c < 4; ++c) quads[c].store(tile + (k + c) * W);
  });
}

template <typename T>
ISBE_INLINE void store_rows(T* to, int64_t stride, int64_t classes, int n, const Acc<T>* tile) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  for_each_quad(classes, [&](int64_t k) ISBE_INLINE_LAMBDA {
    Vec<acc> quads[4];
    for (int c = 0; c < 4; ++c) quads[c] = Vec<acc>::loadu(tile + (k + c) * W);
    transpose_quads(quads);
    for (int i = 0; i < 4 && i < n; ++i) store_quads(to + i * stride + k, stride, quads[i], n - i);
  });
}

/** The tile of n samples that begins `offset` elements into the tensor. */
template <typename T>
ISBE_INLINE void load_tile(const Rows& rows, int64_t offset, int64_t classes, int n, Acc<T>* tile) {
  const T* from = static_cast<const T*>(rows.data) + offset;
  if constexpr (kHasQuads<T>) {
    if (rows.classes == 1 && classes >= 4 && n == kLanes<Acc<T>>) {
      return load_rows(from, rows.inner, classes, tile);
    }
  }
  if (rows.inner == 1) return load_across(from, rows.classes, classes, n, tile);
  load_scattered(from, rows, classes, n, tile);
}

template <typename T>
ISBE_INLINE void store_tile(const Rows& rows, int64_t offset, int64_t classes, int n,
                            const Acc<T>* tile) {
  if (rows.data == nullptr) return;
  T* to = static_cast<T*>(rows.data) + offset;
  if constexpr (kHasQuads<T>) {
    if (rows.classes == 1 && classes >= 4) return store_rows(to, rows.inner, classes, n, tile);
  }
  if (rows.inner == 1) return store_across(to, rows.classes, classes, n, tile);
  store_scattered(to, rows, classes, n, tile);
}

/** The coefficients of W samples, as in target.h; index is negative in lanes that don't count. */
template <typename acc>
struct TileTarget {
  Vec<acc> index, gain, offset, hit;
  const acc* distributions = nullptr;  // a tile, or null
  const acc* weights = nullptr;        // of the classes, where the offset is weighed
  acc slope = 0;

  ISBE_INLINE Vec<acc> offset_at(int64_t k) const {
    Vec<acc> o = offset;
    if (distributions) {
      o = at::vec::fmadd(Vec<acc>::loadu(distributions + k * kLanes<acc>), Vec<acc>(slope), o);
    }
    return weights ? o * Vec<acc>(weights[k]) : o;
  }
  ISBE_INLINE Vec<acc> subtracted_at(int64_t k) const {
    return offset_at(k) + (hit & (index == Vec<acc>(static_cast<acc>(k))));
  }
};

/** The class indices of n samples from `position`; -1 where ignored and in lanes not in use. */
template <typename acc>
ISBE_INLINE Vec<acc> tile_indices(const Problem& p, int64_t position, int n) {
  if (n == kLanes<acc> && p.target.inner == 1 && p.target.dtype == c10::ScalarType::Long) {
    return load_indices<acc>(static_cast<const int64_t*>(p.target.data) + position, p.ignore_index);
  }
  acc lanes[kLanes<acc>];
  for (int lane = 0; lane < kLanes<acc>; ++lane) {
    lanes[lane] = kNoClass;
    if (lane >= n) continue;
    const int64_t index = read_index(p.target, position + lane * p.target.inner);
    if (index != p.ignore_index) lanes[lane] = static_cast<acc>(index);
  }
  return Vec<acc>::loadu(lanes);
}

template <typename acc>
ISBE_INLINE TileTarget<acc> index_tile(const Problem& p, const CoefficientRule<acc>& rule,
                                       int64_t position, int n) {
  constexpr int W = kLanes<acc>;
  TileTarget<acc> target;
  target.index = tile_indices<acc>(p, position, n);
  if (rule.weights == nullptr) {
    const Coefficients<acc> c = rule.at_weight(1);
    target.gain = c.gain;
    target.offset = c.offset;
    target.hit = c.hit;
    return target;
  }
  acc index[W], gain[W], offset[W], hit[W];
  target.index.store(index);
  for (int lane = 0; lane < W; ++lane) {
    const auto c = rule.at(std::max<int64_t>(static_cast<int64_t>(index[lane]), 0));
    gain[lane] = c.gain;
    offset[lane] = c.offset;
    hit[lane] = c.hit;
  }
  target.gain = Vec<acc>::loadu(gain);
  target.offset = Vec<acc>::loadu(offset);
  target.hit = Vec<acc>::loadu(hit);
  if (p.normalization == Normalization::Softmax && p.label_smoothing != 0) {
    target.weights = rule.weights;
  }
  return target;
}

/** Calls add(sum, k) for every class and returns the sum, of parts of parts: adding up tens of
 * thousands of terms loses no more of their digits than adding a hundred does. */
template <typename acc, typename F>
ISBE_INLINE Vec<acc> sum_over_classes(int64_t classes, F&& add) {
  constexpr int64_t kPart = 64, kGroup = 32 * kPart;
  Vec<acc> total(0);
  for (int64_t group = 0; group < classes; group += kGroup) {
    const int64_t group_end = std::min(classes, group + kGroup);
    Vec<acc> group_sum(0);
    for (int64_t part = group; part < group_end; part += kPart) {
      const int64_t end = std::min(group_end, part + kPart);
      Vec<acc> part_sum(0);
      for (int64_t k = part; k < end; ++k) add(part_sum, k);
      group_sum = group_sum + part_sum;
    }
    total = total + group_sum;
  }
  return total;
}

/** First class of the greatest number in each lane of a tile, and that number; NaN left out. */
template <typename acc>
struct Greatest {
  Vec<acc> value{-kInfinity<acc>}, index{0};
  ISBE_INLINE void visit(const Vec<acc>& v, int64_t k) {
    index = select(v > value, Vec<acc>(static_cast<acc>(k)), index);
    value = max_or_second(v, value);
  }
};

template <typename T>
ISBE_INLINE TileTarget<Acc<T>> dense_tile(const Problem& p, const DenseRule<Acc<T>>& rule,
                                          int64_t offset, int n, Acc<T>* tile) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  if (p.target.dtype == c10::CppTypeToScalarType<acc>::value) {
    load_tile<acc>(p.target, offset, p.classes, n, tile);
  } else {
    load_tile<T>(p.target, offset, p.classes, n, tile);
  }
  TileTarget<acc> target;
  target.distributions = tile;
  target.weights = static_cast<const acc*>(p.weight);
  target.slope = rule.slope;
  target.offset = rule.offset;
  target.gain = rule.gain;
  target.hit = Vec<acc>(0);
  Greatest<acc> greatest;
  const Vec<acc> sum =
      sum_over_classes<acc>(p.classes, [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA {
        greatest.visit(Vec<acc>::loadu(tile + k * W), k);
        part = part + target.offset_at(k);
      });
  if (p.normalization == Normalization::Softmax) target.gain = sum;
  target.index = select(first_lanes<acc>(n), greatest.index, Vec<acc>(kNoClass));
  return target;
}

/** Sums of a tile, one a lane. */
template <typename acc>
struct TileSums {
  Vec<acc> squares{0}, potential{0}, correct{0};
};

/** z = dilation * x - relocation, in place. */
template <typename acc>
ISBE_INLINE void dilate(const Problem& p, acc* tile) {
  constexpr int W = kLanes<acc>;
  const auto* dilation = static_cast<const acc*>(p.dilation);
  const auto* relocation = static_cast<const acc*>(p.relocation);
  for (int64_t k = 0; k < p.classes; ++k) {
    Vec<acc> z = Vec<acc>::loadu(tile + k * W);
    if (dilation) z = z * Vec<acc>(dilation[k]);
    if (relocation) z = z - Vec<acc>(relocation[k]);
    z.store(tile + k * W);
  }
}

template <typename acc>
ISBE_INLINE void multiply_by_dilation(const Problem& p, acc* tile) {
  constexpr int W = kLanes<acc>;
  const auto* dilation = static_cast<const acc*>(p.dilation);
  for (int64_t k = 0; k < p.classes; ++k) {
    (Vec<acc>::loadu(tile + k * W) * Vec<acc>(dilation[k])).store(tile + k * W);
  }
}

/** The potential of softmax, S log(sum) + sum over k of subtracted[k] * (max - logit[k]), where
 * `sum` is of exp(logit - max). */
template <typename acc>
ISBE_INLINE Vec<acc> softmax_potential(const Problem& p, const TileTarget<acc>& target,
                                       const acc* tile, const Vec<acc>& max, const Vec<acc>& sum) {
  constexpr int W = kLanes<acc>;
  const bool one_hot = !target.distributions && p.label_smoothing == 0;
  const Vec<acc> linear =
      sum_over_classes<acc>(p.classes, [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA {
        const Vec<acc> below = max - Vec<acc>::loadu(tile + k * W);
        const Vec<acc> term = target.subtracted_at(k) * below;
        part = part + (one_hot ? term & (target.index == Vec<acc>(static_cast<acc>(k))) : term);
      });
  return target.gain * sum.log() + linear;
}

/** Turns a tile of logits into one of errors. */
template <typename acc>
ISBE_INLINE TileSums<acc> softmax_tile(const Problem& p, const TileTarget<acc>& target, acc* tile) {
  constexpr int W = kLanes<acc>;
  const Vec<acc> counts = target.index >= Vec<acc>(0);
  if (p.dilation || p.relocation) dilate(p, tile);
  Greatest<acc> greatest;
  for (int64_t k = 0; k < p.classes; ++k) greatest.visit(Vec<acc>::loadu(tile + k * W), k);
  TileSums<acc> sums;
  const auto exponential_at = [&](int64_t k) ISBE_INLINE_LAMBDA {
    return exponential(Vec<acc>::loadu(tile + k * W) - greatest.value);
  };
  if (p.potential) {  // before the logits are overwritten
    const Vec<acc> sum = sum_over_classes<acc>(
        p.classes,
        [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA { part = part + exponential_at(k); });
    sums.potential = softmax_potential(p, target, tile, greatest.value, sum) & counts;
  }
  const Vec<acc> sum =
      sum_over_classes<acc>(p.classes, [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA {
        const Vec<acc> e = exponential_at(k);
        e.store(tile + k * W);
        part = part + e;
      });
  const Vec<acc> factor = target.gain / sum;
  sums.squares =
      sum_over_classes<acc>(p.classes, [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA {
        const Vec<acc> y = Vec<acc>::loadu(tile + k * W);
        const Vec<acc> e = at::vec::fmsub(y, factor, target.subtracted_at(k)) & counts;
        e.store(tile + k * W);
        part = at::vec::fmadd(e, e, part);
      });
  sums.correct = counts & (greatest.index == target.index) & (sum == sum);
  if (p.dilated_gradient) multiply_by_dilation(p, tile);
  return sums;
}

/** The same for a normalisation of one logit at a time. */
template <typename F, typename acc>
ISBE_INLINE TileSums<acc> elementwise_tile(const Problem& p, const TileTarget<acc>& target,
                                           acc* tile, const F& f) {
  constexpr int W = kLanes<acc>;
  const Vec<acc> counts = target.index >= Vec<acc>(0);
  Greatest<acc> greatest;
  TileSums<acc> sums;
  const auto gain_at = [&](int64_t k) ISBE_INLINE_LAMBDA {
    return target.weights ? target.gain * Vec<acc>(target.weights[k]) : target.gain;
  };
  if (p.potential) {
    sums.potential =
        sum_over_classes<acc>(p.classes, [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA {
          const Vec<acc> x = Vec<acc>::loadu(tile + k * W);
          part = part + ((gain_at(k) * f.potential(x) - target.subtracted_at(k) * x) & counts);
        });
  }
  sums.squares =
      sum_over_classes<acc>(p.classes, [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA {
        const Vec<acc> x = Vec<acc>::loadu(tile + k * W);
        greatest.visit(x, k);
        const Vec<acc> e = at::vec::fmsub(gain_at(k), f.score(x), target.subtracted_at(k)) & counts;
        e.store(tile + k * W);
        part = at::vec::fmadd(e, e, part);
      });
  sums.correct = counts & (greatest.index == target.index) & (sums.squares == sums.squares);
  return sums;
}

/** x / max(|x|, 1e-12), the norm of each lane's own. */
template <typename acc>
struct NormalizedTile {
  Vec<acc> inverse;
  ISBE_INLINE NormalizedTile(const acc* tile, int64_t classes) {
    const Vec<acc> squares =
        sum_over_classes<acc>(classes, [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA {
          const Vec<acc> x = Vec<acc>::loadu(tile + k * kLanes<acc>);
          part = at::vec::fmadd(x, x, part);
        });
    inverse = Vec<acc>(1) / max_or_second(Vec<acc>(acc(1e-12)), squares.sqrt());
  }
  ISBE_INLINE Vec<acc> score(const Vec<acc>& x) const { return x * inverse; }
  ISBE_INLINE Vec<acc> potential(const Vec<acc>& x) const { return x * x * inverse; }
};

}  // namespace CPU_CAPABILITY
}  // namespace isbe
