// The targets of one sample, as the kernels over rows ask for them: vectors along the classes.
#pragma once
#include "block.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

/** Class indices; not for softmax with both weights and smoothing, where every class differs. */
template <typename acc>
class IndexTarget {
 public:
  const int64_t index;

  ISBE_INLINE IndexTarget(const CoefficientRule<acc>& rule, int64_t index)
      : index(index), c_(rule.at(index)), hit_at_(index - index % kLanes<acc>) {
    const Vec<acc> lane(static_cast<acc>(index % kLanes<acc>));
    hit_offset_ =
        select(lane_numbers<acc>() == lane, Vec<acc>(c_.offset + c_.hit), Vec<acc>(c_.offset));
  }

  /** Whether only the sample's class has something subtracted. */
  ISBE_INLINE bool is_one_hot() const { return c_.offset == 0; }
  ISBE_INLINE acc hit() const { return c_.hit; }
  ISBE_INLINE acc common_gain() const { return c_.gain; }
  /** `common`, times the weight of the class where each has its own. */
  template <typename N>
  ISBE_INLINE Vec<acc> gain(int64_t, N, const Vec<acc>& common) const {
    return common;
  }
  template <typename N>
  ISBE_INLINE Vec<acc> offset(int64_t k, N) const {
    return k == hit_at_ ? hit_offset_ : Vec<acc>(c_.offset);
  }

 private:
  Coefficients<acc> c_;
  int64_t hit_at_;
  Vec<acc> hit_offset_;
};

/** Distributions, and softmax on class indices with weights and smoothing. */
template <typename acc>
class DenseTarget {
 public:
  int64_t index = kNoClass;  // of the class, or of the greatest share

  ISBE_INLINE DenseTarget(const CoefficientRule<acc>& rule, int64_t index)
      : index(index), weights_(rule.weights), hit_at_(index - index % kLanes<acc>) {
    const Coefficients<acc> c = rule.at(index);
    gain_ = c.gain;
    offset_ = c.offset;
    hit_ = c.hit;
  }

  /** `shares` is the sample's distribution. */
  ISBE_INLINE DenseTarget(const Problem& p, const DenseRule<acc>& rule, const acc* shares)
      : shares_(shares),
        weights_(static_cast<const acc*>(p.weight)),
        gain_(rule.gain),
        slope_(rule.slope),
        offset_(rule.offset),
        weighs_gain_(weights_ && p.normalization != Normalization::Softmax) {
    survey(p);
  }

  ISBE_INLINE bool is_one_hot() const { return false; }
  ISBE_INLINE acc hit() const { return hit_; }
  ISBE_INLINE acc common_gain() const { return gain_; }

  template <typename N>
  ISBE_INLINE Vec<acc> gain(int64_t k, N n, const Vec<acc>& common) const {
    return weighs_gain_ ? common * load(weights_ + k, n, acc(0)) : common;
  }

  template <typename N>
  ISBE_INLINE Vec<acc> offset(int64_t k, N n) const {
    Vec<acc> offset(offset_);
    if (shares_) offset = at::vec::fmadd(load(shares_ + k, n, acc(0)), Vec<acc>(slope_), offset);
    if (weights_) offset = offset * load(weights_ + k, n, acc(0));
    if (k == hit_at_) {
      const Vec<acc> lane(static_cast<acc>(index % kLanes<acc>));
      offset = offset + (Vec<acc>(hit_) & (lane_numbers<acc>() == lane));
    }
    return offset;
  }

 private:
  /** Reads the distribution once: its greatest class, and for softmax its weight S. */
  ISBE_INLINE void survey(const Problem& p) {
    const Vec<acc> lowest(-kInfinity<acc>), zero(0);
    Vec<acc> top[4] = {lowest, lowest, lowest, lowest}, sum[4] = {zero, zero, zero, zero};
    for_each_unrolled<acc>(p.classes, [&](int64_t k, auto n, int j) ISBE_INLINE_LAMBDA {
      top[j] = max_or_second(load(shares_ + k, n, -kInfinity<acc>), top[j]);
      sum[j] = sum[j] + keep_first(offset(k, n), n);
    });
    if (p.normalization == Normalization::Softmax) gain_ = sum_of_chains(sum);
    index = first_equal(
        shares_, p.classes,
        max_of_lanes(max_or_second(max_or_second(top[0], top[1]), max_or_second(top[2], top[3]))));
  }

  const acc* shares_ = nullptr;
  const acc* weights_;
  acc gain_, slope_ = 0, offset_, hit_ = 0;
  int64_t hit_at_ = kNoClass;
  bool weighs_gain_ = false;
};

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
