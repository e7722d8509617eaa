// One row of K numbers in chunks of 16 bytes. A row may begin anywhere: `shift` numbers of its
// first chunk belong to what lies before it, so that all chunks but the first and the last are
// aligned and moved by one instruction. Rows whose classes lie apart are moved one by one; then
// neighbouring threads have neighbouring rows.
#pragma once
#include "number.h"
#include "team.h"

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

/** A row in memory. */
template <typename T>
struct Strip {
  T* data = nullptr;
  int64_t stride = 1;
  bool wide = false;  // chunks are aligned

  ISBE_DEVICE Strip() {}

  /** `shift` is the logits': the chunks of all strips of a row hold the same classes. */
  ISBE_DEVICE Strip(const Plane& plane, int64_t offset, int shift)
      : data(static_cast<T*>(plane.data) + offset), stride(plane.classes) {
    const auto address = reinterpret_cast<uintptr_t>(data) - shift * sizeof(T);
    wide = stride == 1 && address % 16 == 0;
  }
};

ISBE_DEVICE bool is_inside(int k, int size) {
  return static_cast<unsigned>(k) < static_cast<unsigned>(size);
}

/** Classes first .. first + W, zero outside of the row. */
template <int W, typename T>
ISBE_DEVICE Pack<T, W> load_pack(const Strip<T>& strip, int first, int size) {
  using Result = Pack<T, W>;
  Result pack;
  if (strip.wide && first >= 0 && first + W <= size) {
    ISBE_UNROLL
    for (int q = 0; q < Result::kQuads; ++q) {
      pack.quads[q] = read_quad(strip.data + first + q * (W / Result::kQuads));
    }
    return pack;
  }
  ISBE_UNROLL
  for (int i = 0; i < W; ++i) {
    const int k = first + i;
    pack.set(i, is_inside(k, size) ? strip.data[k * strip.stride] : narrow<T>(Acc<T>(0)));
  }
  return pack;
}

template <bool kWhole, int W, typename T>
ISBE_DEVICE void store_pack(const Strip<T>& strip, int first, int size, const Pack<T, W>& pack) {
  if (strip.wide && first >= 0 && first + W <= size) {
    write_quad<kWhole>(strip.data + first, pack.quads[0]);
    return;
  }
  ISBE_UNROLL
  for (int i = 0; i < W; ++i) {
    const int k = first + i;
    if (is_inside(k, size)) strip.data[k * strip.stride] = pack.get(i);
  }
}

/** A sample: where it's read and written. An idle thread's has no chunks. */
template <typename T>
struct Row {
  using acc = Acc<T>;
  static constexpr int W = kChunk<T>;

  const Work& work;
  int size = 0, shift = 0, chunks = 0;
  int64_t sample, target_offset = 0;
  bool counts = false;  // else its error is zero
  Strip<T> logits, error;
  Quad* stage;  // a chunk each, in shared memory; or null

  ISBE_DEVICE Row(const Work& work, int64_t sample, void* stage)
      : work(work), sample(sample), stage(static_cast<Quad*>(stage)) {
    if (sample >= work.samples) return;
    const bool flat = work.inner_size == work.samples;
    const int64_t outer = flat ? 0 : sample / work.inner_size;
    const int64_t inner = sample - outer * work.inner_size;
    const auto offset = [&](const Plane& p) { return outer * p.outer + inner * p.inner; };
    const T* begin = static_cast<T*>(work.logits.data) + offset(work.logits);
    size = work.classes;
    if (work.logits.classes == 1) {
      shift = static_cast<int>(reinterpret_cast<uintptr_t>(begin) % 16 / sizeof(T));
    }
    chunks = (size + shift + W - 1) / W;
    logits = Strip<T>(work.logits, offset(work.logits), shift);
    if (work.error.data) error = Strip<T>(work.error, offset(work.error), shift);
    target_offset = offset(work.target);
  }

  ISBE_DEVICE int first_of(int chunk) const { return chunk * W - shift; }

  ISBE_DEVICE Pack<T, W> load(int chunk) const {
    return load_pack<W>(logits, first_of(chunk), size);
  }

  /** The logit z = dilation * x - relocation of softmax; -infinity outside of the row. */
  ISBE_DEVICE acc logit(int k, acc x) const {
    if (!is_inside(k, size)) return lowest<acc>();
    if (work.dilation) x *= static_cast<const acc*>(work.dilation)[k];
    if (work.relocation) x -= static_cast<const acc*>(work.relocation)[k];
    return x;
  }

  /** Writes e, rounded once; returns the sum of its squares, which leave out the dilation. */
  template <bool kWhole = true>
  ISBE_DEVICE acc put(int first, const acc (&e)[W]) const {
    Pack<T, W> pack;
    acc squares = 0;
    ISBE_UNROLL
    for (int i = 0; i < W; ++i) {
      acc sent = 0;
      if (counts && is_inside(first + i, size)) {
        squares += e[i] * e[i];
        sent = e[i];
        if (work.dilated_gradient) sent *= static_cast<const acc*>(work.dilation)[first + i];
      }
      pack.set(i, narrow<T>(sent));
    }
    if (error.data) store_pack<kWhole, W>(error, first, size, pack);
    return squares;
  }
};

/**
 * Calls visit(first class, pack) for a member's chunks, several loads under way at a time.
 * `again`: they were visited before and may wait in shared memory.
 */
template <int kBatch, typename T, typename Team, typename F>
ISBE_DEVICE void each_chunk(const Row<T>& row, const Team& team, bool again, F&& visit) {
  constexpr int W = kChunk<T>;
  const int step = team.size;
  for (int begin = team.rank; begin < row.chunks; begin += kBatch * step) {
    Pack<T, W> packs[kBatch];
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) {
      const int chunk = begin + j * step;
      if (chunk >= row.chunks) continue;
      if (again && row.stage) {
        packs[j].quads[0] = row.stage[chunk];
      } else {
        packs[j] = row.load(chunk);
      }
    }
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) {
      const int chunk = begin + j * step;
      if (chunk >= row.chunks) continue;
      if (!again && row.stage) row.stage[chunk] = packs[j].quads[0];
      visit(row.first_of(chunk), packs[j]);
    }
  }
}

/** The first of the greatest numbers, NaN left out. */
template <typename acc>
struct Best {
  static constexpr int kNone = 0x7fffffff;
  acc value = lowest<acc>();
  int index = kNone;

  ISBE_DEVICE void visit(acc v, int k) {
    if (v > value || (v == value && k < index)) {
      value = v;
      index = k;
    }
  }
  ISBE_DEVICE void add(const Best& other) { visit(other.value, other.index); }
};

/** What a row adds to the value, and whether its greatest logit is the target's. */
template <typename acc>
struct RowSums {
  acc value;
  bool correct;
};

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
