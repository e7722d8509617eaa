// A tile of logits turned into one of errors.
#pragma once
#include <cmath>

#include "elementwise.h"
#include "tile_target.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

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

/** Turns a tile of logits into one of errors; `subtracted_at(k)` is what the target takes away. */
template <typename acc, typename F>
ISBE_INLINE TileSums<acc> softmax_tile(const Problem& p, const TileTarget<acc>& target, acc* tile,
                                       const F& subtracted_at) {
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
        const Vec<acc> e = at::vec::fmsub(y, factor, subtracted_at(k)) & counts;
        e.store(tile + k * W);
        part = at::vec::fmadd(e, e, part);
      });
  const Vec<acc> is_number = sum == sum;  // NOLINT(misc-redundant-expression)
  sums.correct = counts & (greatest.index == target.index) & is_number;
  if (p.dilated_gradient) multiply_by_dilation(p, tile);
  return sums;
}

/** The same for a normalisation of one logit at a time. */
template <typename acc, typename F>
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

/** Of hardsigmoid the slope; of normalize 1 / |x|, each lane's own. */
template <typename acc>
ISBE_NOINLINE Vec<acc> tile_parameter(const Problem& p, const acc* tile) {
  if (p.normalization != Normalization::Normalize) return Vec<acc>(static_cast<acc>(p.slope));
  const Vec<acc> squares =
      sum_over_classes<acc>(p.classes, [&](Vec<acc>& part, int64_t k) ISBE_INLINE_LAMBDA {
        const Vec<acc> x = Vec<acc>::loadu(tile + k * kLanes<acc>);
        part = at::vec::fmadd(x, x, part);
      });
  return Vec<acc>(1) / max_or_second(Vec<acc>(acc(1e-12)), squares.sqrt());
}

template <typename acc>
ISBE_NOINLINE TileSums<acc> compute_tile(const Problem& p, const TileTarget<acc>& target,
                                         acc* tile) {
  if (p.normalization == Normalization::Softmax) {
    // The usual target apart: nothing is asked in the loop over the classes.
    if (target.is_even()) {
      return softmax_tile(p, target, tile, [&](int64_t k) ISBE_INLINE_LAMBDA {
        return target.offset + target.hit_at(k);
      });
    }
    return softmax_tile(p, target, tile,
                        [&](int64_t k) ISBE_INLINE_LAMBDA { return target.subtracted_at(k); });
  }
  return with_normalization(
      p.normalization, tile_parameter(p, tile),
      [&](const auto& f) ISBE_INLINE_LAMBDA { return elementwise_tile(p, target, tile, f); });
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
