// What is subtracted from the soft scores of one sample. Every error is
//   E[k] = gain * F[k] - offset[k] - (k == index ? hit : 0)
// with class weights, label smoothing, the range of the targets and the reduction's scale folded
// into the coefficients. With S the weight of the smoothed target, softmax has
//   gain = S, offset[k] + hit = weight[k] * target[k],
// which is the gradient of cross_entropy; the others have gain = the sample's weight (indices) or
// the class's (distributions) and offset[k] + hit = gain * target[k].
#pragma once
#include "../problem.h"
#include "../../common/simd.h"

namespace isbe {
inline namespace CPU_CAPABILITY {

constexpr int64_t kNoClass = -1;

/** The first k whose number equals `value`, or kNoClass; at(k, n) loads the numbers. */
template <typename acc, typename At>
ISBE_INLINE int64_t first_equal(int64_t size, acc value, At&& at) {
  constexpr int W = kLanes<acc>;
  acc lanes[W];
  for (int64_t k = 0; k < size; k += W) {
    const int n = static_cast<int>(size - k < W ? size - k : W);
    const Vec<acc> v = n == W ? at(k, AllLanes<acc>{}) : at(k, n);
    if (!any_lane(v == Vec<acc>(value))) continue;
    v.store(lanes);
    for (int i = 0; i < n; ++i) {
      if (lanes[i] == value) return k + i;
    }
  }
  return kNoClass;
}

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

/** Class indices; not for softmax with both weights and smoothing, where every class differs. */
template <typename T>
struct IndexTarget {
  using acc = Acc<T>;
  static constexpr bool kIsDense = false;
  acc gain_, offset_, hit_;
  int64_t index, hit_at_;
  Vec<acc> hit_offset_;

  ISBE_INLINE IndexTarget(const Problem&, const CoefficientRule<acc>& rule, int64_t index)
      : index(index) {
    const Coefficients<acc> c = rule.at(index);
    gain_ = c.gain;
    offset_ = c.offset;
    hit_ = c.hit;
    hit_at_ = index - index % kLanes<acc>;
    const Vec<acc> lane(static_cast<acc>(index % kLanes<acc>));
    hit_offset_ = select(lane_numbers<acc>() == lane, Vec<acc>(offset_ + c.hit), Vec<acc>(offset_));
  }

  /** Whether only the sample's class has something subtracted. */
  ISBE_INLINE bool is_one_hot() const { return offset_ == 0; }
  ISBE_INLINE acc hit() const { return hit_; }
  ISBE_INLINE acc common_gain() const { return gain_; }
  template <typename N>
  ISBE_INLINE Vec<acc> gain(int64_t, N) const {
    return Vec<acc>(gain_);
  }
  template <typename N>
  ISBE_INLINE Vec<acc> offset(int64_t k, N) const {
    return k == hit_at_ ? hit_offset_ : Vec<acc>(offset_);
  }
};

/** Distributions, and softmax on class indices with weights and smoothing. */
template <typename T>
struct DenseTarget {
  using acc = Acc<T>;
  static constexpr bool kIsDense = true;
  const void* row_ = nullptr;  // the distribution
  bool is_wide_ = false;       // of the arithmetic's dtype, else of the logits'
  const acc* weight_;
  acc gain_, slope_ = 0, offset_, hit_ = 0;
  int64_t index = kNoClass, hit_at_ = -1;

  ISBE_INLINE DenseTarget(const Problem& p, const CoefficientRule<acc>& rule, int64_t index)
      : weight_(rule.weights), index(index) {
    const Coefficients<acc> c = rule.at(index);
    gain_ = c.gain;
    offset_ = c.offset;
    hit_ = c.hit;
    hit_at_ = index - index % kLanes<acc>;
  }

  /** `row` is the sample's distribution. */
  ISBE_INLINE DenseTarget(const Problem& p, const DenseRule<acc>& rule, const void* row)
      : row_(row),
        is_wide_(p.target.dtype == c10::CppTypeToScalarType<acc>::value),
        weight_(static_cast<const acc*>(p.weight)),
        gain_(rule.gain),
        slope_(rule.slope),
        offset_(rule.offset) {
    survey(p);
  }

  ISBE_INLINE bool is_one_hot() const { return false; }
  ISBE_INLINE acc hit() const { return hit_; }
  ISBE_INLINE acc common_gain() const { return gain_; }

  template <typename N>
  ISBE_INLINE Vec<acc> gain(int64_t k, N n) const {
    return weight_ ? Vec<acc>(gain_) * load(weight_ + k, n, acc(0)) : Vec<acc>(gain_);
  }

  template <typename N>
  ISBE_INLINE Vec<acc> offset(int64_t k, N n) const {
    Vec<acc> offset(offset_);
    if (row_) offset = at::vec::fmadd(share(k, n, acc(0)), Vec<acc>(slope_), offset);
    if (weight_) offset = offset * load(weight_ + k, n, acc(0));
    if (k == hit_at_) {
      const Vec<acc> lane(static_cast<acc>(index % kLanes<acc>));
      offset = offset + (Vec<acc>(hit_) & (lane_numbers<acc>() == lane));
    }
    return offset;
  }

 private:
  /** The target's own numbers, before smoothing and weights. */
  template <typename N>
  ISBE_INLINE Vec<acc> share(int64_t k, N n, acc fill) const {
    if constexpr (!std::is_same_v<T, acc>) {
      if (!is_wide_) return load(static_cast<const T*>(row_) + k, n, fill);
    }
    return load(static_cast<const acc*>(row_) + k, n, fill);
  }

  /** Reads the distribution once: its greatest class, and for softmax its weight S. */
  ISBE_INLINE void survey(const Problem& p) {
    const Vec<acc> lowest(-kInfinity<acc>), zero(0);
    Vec<acc> greatest[4] = {lowest, lowest, lowest, lowest}, sum[4] = {zero, zero, zero, zero};
    for_each_unrolled<acc>(p.classes, [&](int64_t k, auto n, int j) ISBE_INLINE_LAMBDA {
      greatest[j] = max_or_second(share(k, n, -kInfinity<acc>), greatest[j]);
      sum[j] = sum[j] + keep_first(offset(k, n), n);
    });
    if (p.normalization == Normalization::Softmax) {
      gain_ = sum_of_lanes((sum[0] + sum[1]) + (sum[2] + sum[3]));
    }
    const acc top = max_of_lanes(max_or_second(max_or_second(greatest[0], greatest[1]),
                                               max_or_second(greatest[2], greatest[3])));
    index = first_equal<acc>(p.classes, top, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
      return share(k, n, -kInfinity<acc>);
    });
  }
};

}  // namespace CPU_CAPABILITY
}  // namespace isbe
