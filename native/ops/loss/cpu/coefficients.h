// What is subtracted from the soft scores of one sample. Every error is
//   E[k] = gain * F[k] - offset[k] - (k == index ? hit : 0)
// with class weights, label smoothing, the range of the targets and the reduction's scale folded
// into the coefficients. With S the weight of the smoothed target, softmax has
//   gain = S, offset[k] + hit = weight[k] * target[k],
// which is the gradient of cross_entropy; the others have gain = the sample's weight (indices) or
// the class's (distributions) and offset[k] + hit = gain * target[k].
#pragma once
#include "../../common/arithmetic.h"
#include "../problem.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

constexpr int64_t kNoClass = -1;

/** The class index of a sample as stored. */
ISBE_INLINE int64_t read_index(const Rows& target, int64_t position) {
  switch (target.dtype) {
    case c10::ScalarType::Long:
      return static_cast<const int64_t*>(target.data)[position];
    case c10::ScalarType::Int:
      return static_cast<const int32_t*>(target.data)[position];
    default:
      return static_cast<const uint8_t*>(target.data)[position];
  }
}

/** Target range [lowest, lowest + span]: [-1, 1] for tanh and hardtanh, else [0, 1]. */
template <typename acc>
struct Range {
  acc span, lowest;
  ISBE_INLINE explicit Range(const Problem& p)
      : span(is_bipolar(p.normalization) ? acc(2) : acc(1)),
        lowest(is_bipolar(p.normalization) ? acc(-1) : acc(0)) {}
};

/** The offset leaves out the weight of class k, which only dense targets have. */
template <typename acc>
struct Coefficients {
  acc gain, offset, hit;
};

/** What the coefficients of a sample depend on besides the weight of its class. */
template <typename acc>
struct CoefficientRule {
  const acc* weights;
  acc gain_slope, gain_base, offset_slope, offset_base, hit_slope;

  explicit CoefficientRule(const Problem& p) : weights(static_cast<const acc*>(p.weight)) {
    const double smooth = p.label_smoothing / static_cast<double>(p.classes);
    const double sharp = 1 - p.label_smoothing;
    const Range<double> range(p);
    if (p.normalization == Normalization::Softmax) {
      gain_slope = static_cast<acc>(p.scale * (weights ? sharp : 1.));
      gain_base = static_cast<acc>(weights ? p.scale * smooth * p.weight_sum : 0.);
      offset_slope = 0;
      offset_base = static_cast<acc>(p.scale * smooth);
      hit_slope = static_cast<acc>(p.scale * sharp);
    } else {
      gain_slope = static_cast<acc>(p.scale);
      gain_base = offset_base = 0;
      offset_slope = static_cast<acc>(p.scale * (range.span * smooth + range.lowest));
      hit_slope = static_cast<acc>(p.scale * range.span * sharp);
    }
  }

  ISBE_INLINE Coefficients<acc> at_weight(acc weight) const {
    return {gain_slope * weight + gain_base, offset_slope * weight + offset_base,
            hit_slope * weight};
  }
  ISBE_INLINE Coefficients<acc> at(int64_t index) const {
    return at_weight(weights ? weights[index] : acc(1));
  }
};

/** The coefficients of a distribution: offset[k] = weight[k] * (slope * target[k] + offset). */
template <typename acc>
struct DenseRule {
  acc gain, slope, offset;
  explicit DenseRule(const Problem& p) : gain(static_cast<acc>(p.scale)) {
    const double smooth = p.label_smoothing / static_cast<double>(p.classes);
    const Range<double> range(p);
    slope = static_cast<acc>(p.scale * range.span * (1 - p.label_smoothing));
    offset = static_cast<acc>(p.scale * (range.span * smooth + range.lowest));
  }
};

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
