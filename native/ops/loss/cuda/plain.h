// Softmax of a row of plain work (see is_plain): no class has coefficients of its own, so that a
// logit costs a maximum, a power, a sum and two fused multiplications. Bounds, the place of the
// greatest logit and the target's class are looked at once a chunk.
#pragma once
#include "softmax.h"

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

template <typename acc, int W>
ISBE_DEVICE acc greatest_of(const acc (&v)[W]) {
  acc result = v[0];
  ISBE_UNROLL
  for (int i = 1; i < W; ++i) result = std::fmax(result, v[i]);
  return result;
}

/** The place of the first of the greatest. */
template <typename acc, int W>
ISBE_DEVICE int top_place_of(const acc (&v)[W]) {
  const acc value = greatest_of(v);
  int place = W;
  ISBE_UNROLL
  for (int i = W - 1; i >= 0; --i) {
    if (v[i] == value) place = i;
  }
  return place;
}

/** What the first look at a row finds; the index of a Best is the first class of its chunk. */
template <typename acc, bool kDense>
struct PlainFindings {
  Best<acc> top;  // of the logits
  ISBE_DEVICE void add(const PlainFindings& other) { top.add(other.top); }
};

template <typename acc>
struct PlainFindings<acc, true> {
  Best<acc> top;
  Best<acc> label;  // of the distribution
  acc shares = 0;   // its sum
  ISBE_DEVICE void add(const PlainFindings& other) {
    top.add(other.top);
    label.add(other.label);
    shares += other.shares;
  }
};

/** What the last look adds up. */
template <typename acc>
struct PlainSums {
  acc squares = 0;
  int correct = 0;
  ISBE_DEVICE void add(const PlainSums& other) {
    squares += other.squares;
    correct += other.correct;
  }
};

/** A row of which a member looks at chunks: find() at each, then place_top(), then put(). */
template <typename T, bool kDense>
struct PlainRow {
  using acc = Acc<T>;
  static constexpr int W = kChunk<T>;
  using Findings = PlainFindings<acc, kDense>;

  const Row<T>& row;
  const Target<T, kDense>& target;
  // Chunks are named by their first class.
  int label;  // the one that holds the target's class
  int exact;  // classes from which one may begin whose errors all count and are written at once
  int hit = Best<acc>::kNone;  // where the greatest logit may be the target's
  acc shares = 0, level = 0, factor = 0;
  PlainSums<acc> sums;

  ISBE_DEVICE PlainRow(const Row<T>& row, const Target<T, kDense>& target)
      : row(row),
        target(target),
        label((target.index + row.shift) / W * W - row.shift),
        exact(row.counts ? row.error.starts : 0) {}

  /** The distribution's numbers; class indices have none. */
  template <int kBatch>
  ISBE_DEVICE Batch<kBatch, T> load_shares(int begin, int step) const {
    Batch<kBatch, T> batch{};
    if constexpr (kDense) batch.load(row, target.shares, begin, step);
    return batch;
  }

  /** Chunks of a member come in ascending order. */
  ISBE_DEVICE void find(int first, const acc (&z)[W], const Pack<T, W>& pack,
                        Findings& found) const {
    found.top.visit_next(greatest_of(z), first);
    if constexpr (kDense) {
      acc numbers[W];
      unpack(pack, numbers);
      ISBE_UNROLL
      for (int i = 0; i < W; ++i) found.shares += numbers[i];
      hide_outside(first, numbers);
      found.label.visit_next(greatest_of(numbers), first);
    }
  }

  ISBE_DEVICE void set_found(const Findings& found) {
    level = level_of(found.top.value);
    if constexpr (kDense) {
      label = found.label.index;
      shares = found.shares;
    }
    if (row.counts && found.top.index == label) hit = label;
  }

  /** Whether the greatest logit is the target's, once that's known up to a chunk. */
  ISBE_DEVICE void place_top(int first, const acc (&z)[W]) {
    if (first != hit) return;
    int place = target.index - first;
    if constexpr (kDense) {
      acc numbers[W];
      target.load_shares(row, first, numbers);
      hide_outside(first, numbers);
      place = top_place_of(numbers);
    }
    sums.correct = top_place_of(z) == place;
  }

  ISBE_DEVICE void set_sum(acc sum) {
    if (!(sum > 0)) {  // NaN came by, or no finite logit
      hit = Best<acc>::kNone;
      sums.correct = 0;
    }
    acc gain = target.gain;
    if constexpr (kDense) gain = row.size * target.offset + shares * target.share;
    factor = gain / sum;
  }

  /** Writes the errors of a chunk; z holds the powers. */
  ISBE_DEVICE void put(int first, const acc (&z)[W], const Pack<T, W>& pack) {
    acc e[W], numbers[W];
    if constexpr (kDense) unpack(pack, numbers);
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      e[i] = z[i] * factor - (kDense ? numbers[i] * target.share + target.offset : target.offset);
    }
    if (!kDense && first == label) {
      ISBE_UNROLL
      for (int i = 0; i < W; ++i) e[i] -= first + i == target.index ? target.hit : 0;
    }
    const bool whole = is_inside(first, exact);
    if (!whole) {
      ISBE_UNROLL
      for (int i = 0; i < W; ++i) {
        if (!row.counts || !is_inside(first + i, row.size)) e[i] = 0;
      }
    }
    Pack<T, W> sent;
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      sums.squares += e[i] * e[i];
      sent.set(i, narrow<T>(e[i]));
    }
    if (!row.error.data) return;
    if (whole) {
      write_quad<true>(row.error.data + first, sent.quads[0]);
    } else {
      store_numbers<W>(row.error, first, row.size, sent);
    }
  }

  template <typename Team>
  ISBE_DEVICE RowSums<acc> conclude(const Team& team) const {
    const auto all = team.reduce(sums);
    return {all.squares, all.correct > 0};
  }

  ISBE_DEVICE static void unpack(const Pack<T, W>& pack, acc (&to)[W]) {
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) to[i] = widen(pack.get(i));
  }

 private:
  /** Shares are zero outside of the row, where none is the greatest. */
  ISBE_DEVICE void hide_outside(int first, acc (&numbers)[W]) const {
    if (is_inside(first, row.starts)) return;
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      if (!is_inside(first + i, row.size)) numbers[i] = lowest<acc>();
    }
  }
};

/** z becomes exp(z - level); returns their sum. */
template <typename T>
ISBE_DEVICE Acc<T> raise_chunk(Acc<T> level, Acc<T> (&z)[kChunk<T>]) {
  Acc<T> sum = 0;
  ISBE_UNROLL
  for (int i = 0; i < kChunk<T>; ++i) {
    z[i] = softmax_power<T>(z[i] - level);
    sum += z[i];
  }
  return sum;
}

/** The logits stay in registers. */
template <int kChunks, typename T, bool kDense, typename Team>
ISBE_DEVICE RowSums<Acc<T>> plain_held(const Row<T>& row, const Target<T, kDense>& target,
                                       const Team& team) {
  using acc = Acc<T>;
  constexpr int W = kChunk<T>;
  // Distributions are read twice rather than held too; the first time, that many loads at once.
  constexpr int kGroup = kChunks < 4 ? kChunks : 4;
  const int begin = row.first_of(team.rank), step = team.size * W;
  const auto first_of = [&](int c) { return begin + c * step; };
  Batch<kChunks, T> batch;
  batch.load(row, team.rank, team.size);
  PlainRow<T, kDense> plain(row, target);
  PlainFindings<acc, kDense> found;
  acc z[kChunks][W], sum = 0;
  ISBE_UNROLL
  for (int g = 0; g < kChunks; g += kGroup) {
    const auto shares = plain.template load_shares<kGroup>(g * team.size + team.rank, team.size);
    ISBE_UNROLL
    for (int c = g; c < g + kGroup; ++c) {
      plain.unpack(batch.packs[c], z[c]);
      plain.find(first_of(c), z[c], shares.packs[c - g], found);
    }
  }
  plain.set_found(team.reduce(found));
  ISBE_UNROLL
  for (int c = 0; c < kChunks; ++c) {
    plain.place_top(first_of(c), z[c]);
    sum += raise_chunk<T>(plain.level, z[c]);
  }
  plain.set_sum(team.reduce(Sum<acc>{sum}).value);
  ISBE_UNROLL
  for (int g = 0; g < kChunks; g += kGroup) {
    const auto shares = plain.template load_shares<kGroup>(g * team.size + team.rank, team.size);
    ISBE_UNROLL
    for (int c = g; c < g + kGroup; ++c) plain.put(first_of(c), z[c], shares.packs[c - g]);
  }
  return plain.conclude(team);
}

/** The logits are read twice. */
template <typename T, bool kDense, typename Team>
ISBE_DEVICE RowSums<Acc<T>> plain_streamed(const Row<T>& row, const Target<T, kDense>& target,
                                           const Team& team) {
  using acc = Acc<T>;
  constexpr int W = kChunk<T>, kBatch = kDense ? 2 : 4;
  PlainRow<T, kDense> plain(row, target);
  Stream<PlainFindings<acc, kDense>, acc> stream;
  each_batch<kBatch>(row, team, false, [&](int begin, const Batch<kBatch, T>& batch) {
    const auto shares = plain.template load_shares<kBatch>(begin, team.size);
    const acc before = stream.found.top.value;
    acc z[kBatch][W];
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) {
      plain.unpack(batch.packs[j], z[j]);
      plain.find(row.first_of(begin + j * team.size), z[j], shares.packs[j], stream.found);
    }
    stream.follow(before);
    const acc level = level_of(stream.found.top.value);
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) stream.sum += raise_chunk<T>(level, z[j]);
  });
  stream = team.reduce(stream);
  plain.set_found(stream.found);
  plain.set_sum(stream.sum);
  each_batch<kBatch>(row, team, true, [&](int begin, const Batch<kBatch, T>& batch) {
    const auto shares = plain.template load_shares<kBatch>(begin, team.size);
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) {
      const int first = row.first_of(begin + j * team.size);
      acc z[W];
      plain.unpack(batch.packs[j], z);
      plain.place_top(first, z);
      raise_chunk<T>(plain.level, z);
      plain.put(first, z, shares.packs[j]);
    }
  });
  return plain.conclude(team);
}

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
