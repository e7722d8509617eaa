// What is subtracted from the soft scores of a row. Every error is
//   E[k] = gain * F[k] - offset[k] - (k == index ? hit : 0)
// with class weights, label smoothing, the range of the targets and the reduction's scale folded
// into the coefficients, as on the CPU (target.h).
#pragma once
#include "row.h"

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

/** The coefficients' part that all rows share. `acc` numbers, from double arithmetic. */
template <typename acc>
struct Rule {
  acc gain, offset_slope, offset, share, hit;
};

template <typename acc>
ISBE_HOST_DEVICE Rule<acc> make_rule(const Work& w, double scale) {
  const double span = w.bipolar ? 2 : 1, low = w.bipolar ? -1 : 0;
  const double smooth = w.label_smoothing / w.classes, sharp = 1 - w.label_smoothing;
  const double offset = scale * (span * smooth + low), hit = scale * span * sharp;
  // Softmax leaves the weight out of the offset of other classes: each has its own.
  const bool weighs_all = w.normalization != Normalization::Softmax && !w.distributions;
  Rule<acc> rule;
  rule.gain = static_cast<acc>(scale);
  rule.offset_slope = static_cast<acc>(weighs_all ? offset : 0.);
  rule.offset = static_cast<acc>(weighs_all ? 0. : offset);
  rule.share = rule.hit = static_cast<acc>(hit);
  return rule;
}

/** A class index as stored. */
ISBE_DEVICE int64_t read_index(const Work& w, int64_t offset) {
  switch (w.target_dtype) {
    case Dtype::Int64:
      return static_cast<const int64_t*>(w.target.data)[offset];
    case Dtype::Int32:
      return static_cast<const int32_t*>(w.target.data)[offset];
    default:
      return static_cast<const uint8_t*>(w.target.data)[offset];
  }
}

template <typename T, bool kDense>
struct Target {
  using acc = Acc<T>;
  static constexpr int W = kChunk<T>;

  acc gain, offset, hit = 0;
  acc share;                     // of a distribution's number
  const acc* weights = nullptr;  // where each class's offset has its own; with kDense its gain too
  int index = -1;                // the class that has `hit` subtracted
  bool sums_gain = false;        // softmax: the gain is the sum of all that's subtracted
  bool one_hot = false;          // nothing is subtracted from the other classes
  Strip<T> shares;
  Strip<acc> wide_shares;  // a distribution in the dtype of the arithmetic

  /** Sets row.counts too. Ends the program when the index is no class. */
  ISBE_DEVICE Target(Row<T>& row, const Rule<acc>& rule, bool is_leader)
      : gain(rule.gain), offset(rule.offset), share(rule.share) {
    if (row.chunks == 0) return;
    const Work& w = row.work;
    const acc* const all = static_cast<const acc*>(w.weight);
    if constexpr (kDense) {
      row.counts = true;
      weights = all;
      sums_gain = w.normalization == Normalization::Softmax;
      if (w.target_dtype == w.dtype) {
        shares = Strip<T>(w.target, row.target_offset, row.shift, row.starts);
      } else {
        wide_shares = Strip<acc>(w.target, row.target_offset, row.shift, row.starts);
      }
    } else {
      set_index(row, rule, all, is_leader);
    }
  }

  /** The row's distribution, zero outside of it and for class indices. */
  ISBE_DEVICE void load_shares(const Row<T>& row, int first, acc (&to)[W]) const {
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) to[i] = 0;
    if constexpr (kDense) {
      shares.data ? unpack(load_pack<W>(shares, first, row.size, narrow<T>(acc(0))), to)
                  : unpack(load_pack<W>(wide_shares, first, row.size, acc(0)), to);
    }
  }

  /** All that's subtracted from class k, which is in the row. */
  ISBE_DEVICE acc subtracted(int k, acc number) const {
    acc result = offset;
    if constexpr (kDense) result += number * share;
    if (weights) result *= weights[k];
    if (!kDense && k == index) result += hit;
    return result;
  }

  ISBE_DEVICE void subtract_from(acc (&y)[W], const Row<T>& row, int first,
                                 const acc (&numbers)[W]) const {
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      if (is_inside(first + i, row.size)) y[i] -= subtracted(first + i, numbers[i]);
    }
  }

  /** The gain of class k for normalisations other than softmax. */
  ISBE_DEVICE acc gain_of(int k) const { return kDense && weights ? gain * weights[k] : gain; }

 private:
  template <typename U>
  ISBE_DEVICE static void unpack(const Pack<U, W>& pack, acc (&to)[W]) {
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) to[i] = widen(pack.get(i));
  }

  ISBE_DEVICE void set_index(Row<T>& row, const Rule<acc>& rule, const acc* all, bool is_leader) {
    const Work& w = row.work;
    const int64_t found = read_index(w, row.target_offset);
    row.counts = found != w.ignore_index;
    if (!row.counts) return;
    if (found < 0 || found >= w.classes) {
      if (is_leader) thread::fail_out_of_range(found, row.sample, w.classes);
      row.counts = false;
      return;
    }
    index = static_cast<int>(found);
    const acc weight = all ? all[index] : acc(1);
    gain = rule.gain * weight;
    offset = rule.offset + rule.offset_slope * weight;
    hit = rule.hit * weight;
    one_hot = w.label_smoothing == 0 && offset == 0;
    if (all && w.normalization == Normalization::Softmax && w.label_smoothing != 0) {
      weights = all;
      sums_gain = true;
    }
  }
};

/** What the first look at a row finds. */
template <typename T, bool kDense>
struct Findings {
  using acc = Acc<T>;
  Best<acc> top;    // of the logits
  acc weight = 0;   // sum of all that's subtracted, where the target asks for it
  Best<acc> label;  // of the distribution

  ISBE_DEVICE void add(const Findings& other) {
    top.add(other.top);
    weight += other.weight;
    if constexpr (kDense) label.add(other.label);
  }

  /** Looks at what the targets say of a chunk. */
  ISBE_DEVICE void visit_target(const Row<T>& row, const Target<T, kDense>& target, int first,
                                const acc (&shares)[kChunk<T>]) {
    ISBE_UNROLL
    for (int i = 0; i < kChunk<T>; ++i) {
      const int k = first + i;
      if (!is_inside(k, row.size)) continue;
      if (target.sums_gain) weight += target.subtracted(k, shares[i]);
      if constexpr (kDense) label.visit(shares[i], k);
    }
  }

  ISBE_DEVICE bool is_hit(const Row<T>& row, const Target<T, kDense>& target) const {
    return row.counts && top.index == (kDense ? label.index : target.index);
  }
};

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
