// The kernels' bodies. A call is one kernel: it computes errors row by row, and the block that is
// done last adds up what the blocks have found, in the order of the blocks. Only where a mean's
// divisor is the weight of very many targets does a second, small kernel go before it.
#pragma once
#include "elementwise.h"
#include "plain.h"

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

struct TotalsSum : Totals {
  ISBE_DEVICE void add(const TotalsSum& other) {
    value += other.value;
    correct += other.correct;
    count += other.count;
  }
};

/** A thread's part of them, in fewer registers: its rows number less than 2^31. */
struct ThreadTotals {
  double value = 0;
  int correct = 0, count = 0;
};

/** In shared memory: what one thread computes for its block. */
template <typename acc>
struct Header {
  Rule<acc> rule;
  double weight;  // of the targets that count
  double scale;   // of the errors
  bool is_last_block;
};

/** The weight of a target that counts; those out of range are left to the rows' assertion. */
template <typename acc>
ISBE_DEVICE double weight_of(const Work& w, int64_t index) {
  if (index == w.ignore_index || index < 0 || index >= w.classes) return 0;
  return w.weight ? static_cast<double>(static_cast<const acc*>(w.weight)[index]) : 1.;
}

/** Of all targets from `begin` on, `step` apart; several reads are under way at a time. */
template <typename acc>
ISBE_DEVICE double sum_weights(const Work& w, int64_t begin, int64_t step) {
  constexpr int kReads = 8;
  const bool flat = w.inner_size == w.samples;
  const int64_t stride = flat ? w.target.inner : 0;
  double sum = 0;
  for (int64_t i = begin; flat && i < w.samples; i += kReads * step) {
    int64_t indices[kReads];
    ISBE_UNROLL
    for (int j = 0; j < kReads; ++j) {
      const int64_t sample = i + j * step;
      indices[j] = sample < w.samples ? read_index(w, sample * stride) : w.ignore_index;
    }
    ISBE_UNROLL
    for (const int64_t index : indices) sum += weight_of<acc>(w, index);
  }
  for (int64_t i = begin; !flat && i < w.samples; i += step) {
    const int64_t outer = i / w.inner_size, inner = i - outer * w.inner_size;
    sum += weight_of<acc>(w, read_index(w, outer * w.target.outer + inner * w.target.inner));
  }
  return sum;
}

/** The small kernel: weights[block] is the weight of the block's share of the targets. */
template <typename acc>
ISBE_DEVICE void weights_kernel(const Work& w) {
  const BlockTeam block(1, thread::shared() + kHeaderBytes);
  const int64_t first = static_cast<int64_t>(thread::block()) * thread::count() + thread::index();
  const int64_t step = static_cast<int64_t>(thread::blocks()) * thread::count();
  const auto sum = block.reduce(Sum<double>{sum_weights<acc>(w, first, step)});
  if (thread::index() == 0) w.weights[thread::block()] = sum.value;
}

/** The weight that a mean divides by, the same in all blocks. */
template <typename acc>
ISBE_DEVICE double total_weight(const Work& w, const BlockTeam& block) {
  if (w.distributions) return static_cast<double>(w.samples);
  Sum<double> mine;
  if (w.weight_parts > 0) {
    for (int i = thread::index(); i < w.weight_parts; i += thread::count()) {
      mine.value += w.weights[i];
    }
  } else {
    mine.value = sum_weights<acc>(w, thread::index(), thread::count());
  }
  return block.reduce(mine).value;
}

template <typename acc>
ISBE_DEVICE void prepare(const Work& w, const BlockTeam& block, Header<acc>& header) {
  static_assert(sizeof(Header<acc>) <= kHeaderBytes, "fits its place");
  const double weight = w.mean ? total_weight<acc>(w, block) : 1.;
  if (thread::index() == 0) {
    header.weight = weight;
    header.scale = w.error_scale / weight;
    header.rule = make_rule<acc>(w, header.scale);
  }
  thread::sync();
}

/** What a sum over samples of the scaled squares or potentials is reported as. */
ISBE_HOST_DEVICE double reported(const Work& w, double sum, double scale, double weight,
                                 double count) {
  const double classes = w.value_of == ValueOf::SquaresPerClass ? w.classes : 1.;
  switch (w.value_of) {
    case ValueOf::Nothing:
      return 0;
    // The scale already divides by the weight; without any weight there's no mean.
    case ValueOf::Potential:
      return w.mean && weight == 0 ? 0. / weight : sum / w.error_scale;
    default:
      return sum * (1 / (scale * scale)) / (classes * count);
  }
}

template <typename acc>
ISBE_DEVICE void write_results(const Work& w, const Header<acc>& header, const Totals& totals) {
  if (w.value) {
    *static_cast<acc*>(w.value) = static_cast<acc>(
        reported(w, totals.value, header.scale, header.weight, static_cast<double>(totals.count)));
  }
  if (w.correct) *w.correct = totals.correct;
}

/** Adds up the blocks' totals; who adds last writes the results. */
template <typename acc>
ISBE_DEVICE void finish(const Work& w, const BlockTeam& block, Header<acc>& header,
                        const ThreadTotals& mine) {
  if (!w.value && !w.correct) return;
  auto totals = block.reduce(TotalsSum{{mine.value, mine.correct, mine.count}});
  if (thread::blocks() == 1) {
    if (thread::index() == 0) write_results(w, header, totals);
    return;
  }
  if (thread::index() == 0) {
    w.partials[thread::block()] = totals;
    thread::fence();  // the partial before the ticket
    const auto last = static_cast<unsigned>(thread::blocks() - 1);
    header.is_last_block = thread::take_ticket(w.ticket, last) == last;
  }
  thread::sync();
  if (!header.is_last_block) return;
  thread::fence();
  totals = TotalsSum();
  for (int i = thread::index(); i < thread::blocks(); i += thread::count()) {
    totals.value += thread::read_fresh(&w.partials[i].value);
    totals.correct += thread::read_fresh(&w.partials[i].correct);
    totals.count += thread::read_fresh(&w.partials[i].count);
  }
  totals = block.reduce(totals);
  if (thread::index() == 0) write_results(w, header, totals);
}

/** Row by row: kChunks chunks a thread in registers, or streamed where that's 0. */
template <typename T, Kind kKind, bool kDense, int kChunks, typename Team>
ISBE_DEVICE RowSums<Acc<T>> compute_row(const Row<T>& row, const Target<T, kDense>& target,
                                        const Team& team) {
  if constexpr (kKind == Kind::Elementwise) {
    return elementwise_row(row, target, team);
  } else if constexpr (kKind == Kind::PlainSoftmax) {
    if constexpr (kChunks > 0) {
      return plain_held<kChunks>(row, target, team);
    } else {
      return plain_streamed(row, target, team);
    }
  } else if constexpr (kChunks > 0) {
    return softmax_held<kChunks>(row, target, team);
  } else {
    return softmax_streamed(row, target, team);
  }
}

template <typename acc>
ISBE_DEVICE void add_row(const Work& w, ThreadTotals& totals, int64_t sample, bool counts,
                         const RowSums<acc>& sums) {
  const double value = counts ? static_cast<double>(sums.value) : 0.;
  totals.value += value;
  totals.correct += sums.correct;
  totals.count += counts;
  if (!w.sample_values) return;
  const bool reports = w.value_of != ValueOf::Nothing;
  static_cast<acc*>(w.sample_values)[sample] =
      static_cast<acc>(reports ? reported(w, value, w.error_scale, 1, 1) : 0.);
}

template <typename T, Kind kKind, bool kDense, int kChunks>
ISBE_DEVICE void rows_kernel(const Work& w, const Plan& plan) {
  using acc = Acc<T>;
  using Team = std::conditional_t<(kChunks > 0), LaneTeam, BlockTeam>;
  char* const shared = thread::shared();
  char* const slots = shared + kHeaderBytes;
  auto& header = *reinterpret_cast<Header<acc>*>(shared);
  const BlockTeam block(1, slots);
  prepare(w, block, header);

  const auto team = [&] {
    if constexpr (kChunks > 0)
      return Team(plan.team);
    else
      return Team(plan.columns, slots);
  }();
  const int rows = thread::count() / team.size;  // at a time
  const int own = kChunks > 0 ? thread::index() / team.size : thread::index() % plan.columns;
  const Stage stage{reinterpret_cast<Quad*>(slots + thread::count() / kWarp * kSlotBytes),
                    plan.stage};
  const acc outside = kKind == Kind::Elementwise ? acc(0) : lowest<acc>();
  ThreadTotals totals;
  const int64_t step = static_cast<int64_t>(thread::blocks()) * rows;
  // The loop ends for all threads of a block at once.
  for (int64_t sample = static_cast<int64_t>(thread::block()) * rows + own;
       sample - own < w.samples; sample += step) {
    Row<T> row(w, sample, stage, outside);
    Target<T, kDense> target(row, header.rule, team.rank == 0);
    if constexpr (kKind == Kind::PlainSoftmax) {
      row.logits.stride = row.error.stride = target.shares.stride = 1;  // known to the compiler
      row.logits.starts = row.starts;
    }
    const auto sums = compute_row<T, kKind, kDense, kChunks>(row, target, team);
    if (sample < w.samples && team.rank == 0) add_row(w, totals, sample, row.counts, sums);
  }
  finish(w, block, header, totals);
}

/** Ends at once where there's nothing to multiply by: the usual backward pass. */
template <typename T>
ISBE_DEVICE void scale_kernel(const ScaleWork& w) {
  using acc = Acc<T>;
  constexpr int W = kChunk<T>;
  const acc factor = *static_cast<const acc*>(w.upstream) * static_cast<acc>(w.factor);
  if (factor == 1) return;
  const int64_t step = static_cast<int64_t>(thread::blocks()) * thread::count();
  int64_t chunk = static_cast<int64_t>(thread::block()) * thread::count() + thread::index();
  for (; chunk * W < w.size; chunk += step) {
    Strip<T> strip;
    strip.data = static_cast<T*>(w.error) + chunk * W;
    const int64_t left = w.size - chunk * W;
    const int size = left < W ? static_cast<int>(left) : W;
    strip.starts = size == W && reinterpret_cast<uintptr_t>(strip.data) % 16 == 0;
    auto pack = load_pack<W>(strip, 0, size, narrow<T>(acc(0)));
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) pack.set(i, narrow<T>(widen(pack.get(i)) * factor));
    store_pack<true, W>(strip, 0, size, pack);
  }
}

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
