// The targets of the samples of a tile, one a lane.
#pragma once
#include <algorithm>

#include "tile_memory.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

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
  ISBE_INLINE Vec<acc> hit_at(int64_t k) const {
    return hit & (index == Vec<acc>(static_cast<acc>(k)));
  }
  ISBE_INLINE Vec<acc> subtracted_at(int64_t k) const { return offset_at(k) + hit_at(k); }
  /** Whether the offset is the same for all classes. */
  ISBE_INLINE bool is_even() const { return distributions == nullptr && weights == nullptr; }
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
TileTarget<acc> index_tile(const Problem& p, const CoefficientRule<acc>& rule, int64_t position,
                           int n) {
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

/** `tile` holds the distributions of n samples. */
template <typename acc>
TileTarget<acc> dense_tile(const Problem& p, const DenseRule<acc>& rule, int n, const acc* tile) {
  constexpr int W = kLanes<acc>;
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

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
