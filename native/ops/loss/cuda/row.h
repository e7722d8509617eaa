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
  int starts = 0;  // classes from which a whole chunk may begin; 0 where chunks aren't aligned

  Strip() = default;

  /** `shift` is the logits': the chunks of all strips of a row hold the same classes. */
  ISBE_DEVICE Strip(const Plane& plane, int64_t offset, int shift, int starts)
      : data(static_cast<T*>(plane.data) + offset), stride(plane.classes) {
    const auto address = reinterpret_cast<uintptr_t>(data) - shift * sizeof(T);
    if (stride == 1 && address % 16 == 0) this->starts = starts;
  }
};

ISBE_DEVICE bool is_inside(int k, int size) {
  return static_cast<unsigned>(k) < static_cast<unsigned>(size);
}

/** Classes first .. first + W, `outside` where they aren't in the row. */
template <int W, typename T>
ISBE_DEVICE Pack<T, W> load_pack(const Strip<T>& strip, int first, int size, T outside) {
  using Result = Pack<T, W>;
  Result pack;
  if (is_inside(first, strip.starts)) {
    ISBE_UNROLL
    for (int q = 0; q < Result::kQuads; ++q) {
      pack.quads[q] = read_quad(strip.data + first + q * (W / Result::kQuads));
    }
    return pack;
  }
  ISBE_UNROLL
  for (int i = 0; i < W; ++i) pack.set(i, outside);
  if (first >= size) return pack;
  ISBE_UNROLL
  for (int i = 0; i < W; ++i) {
    const int k = first + i;
    if (is_inside(k, size)) pack.set(i, strip.data[k * strip.stride]);
  }
  return pack;
}

/** One by one. */
template <int W, typename T>
ISBE_DEVICE void store_numbers(const Strip<T>& strip, int first, int size, const Pack<T, W>& pack) {
  if (first >= size) return;
  ISBE_UNROLL
  for (int i = 0; i < W; ++i) {
    const int k = first + i;
    if (is_inside(k, size)) strip.data[k * strip.stride] = pack.get(i);
  }
}

template <bool kWhole, int W, typename T>
ISBE_DEVICE void store_pack(const Strip<T>& strip, int first, int size, const Pack<T, W>& pack) {
  if (is_inside(first, strip.starts)) {
    write_quad<kWhole>(strip.data + first, pack.quads[0]);
  } else {
    store_numbers<W>(strip, first, size, pack);
  }
}

/** Shared memory in which the first `size` chunks of a row wait to be read again. */
struct Stage {
  Quad* chunks;
  int size;
};

/** A sample: where it's read and written. An idle thread's has no chunks. */
template <typename T>
struct Row {
  using acc = Acc<T>;
  static constexpr int W = kChunk<T>;

  const Work& work;
  int size = 0, shift = 0, chunks = 0;
  int starts = 0;  // classes from which a chunk that lies inside the row may begin
  int64_t sample, target_offset = 0;
  bool counts = false;  // else its error is zero
  Strip<T> logits, error;
  Stage stage;
  acc outside;  // loaded for classes that aren't in the row

  ISBE_DEVICE Row(const Work& work, int64_t sample, const Stage& stage, acc outside)
      : work(work), sample(sample), stage(stage), outside(outside) {
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
    starts = size < W ? 0 : size - W + 1;
    logits = Strip<T>(work.logits, offset(work.logits), shift, starts);
    if (work.error.data) error = Strip<T>(work.error, offset(work.error), shift, starts);
    target_offset = offset(work.target);
  }

  ISBE_DEVICE int first_of(int chunk) const { return chunk * W - shift; }

  ISBE_DEVICE Pack<T, W> load(int chunk) const {
    return load_pack<W>(logits, first_of(chunk), size, narrow<T>(outside));
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

/** A member's chunk and those `step` apart: loads that are under way at a time. */
template <int kBatch, typename T>
struct Batch {
  Pack<T, kChunk<T>> packs[kBatch];

  ISBE_DEVICE void load(const Row<T>& row, int begin, int step) {
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) packs[j] = row.load(begin + j * step);
  }
  /** Of another strip of the row. */
  ISBE_DEVICE void load(const Row<T>& row, const Strip<T>& strip, int begin, int step) {
    constexpr int W = kChunk<T>;
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) {
      const int first = row.first_of(begin + j * step);
      packs[j] = load_pack<W>(strip, first, row.size, narrow<T>(Acc<T>(0)));
    }
  }
  /** Puts those of the stage on it. */
  ISBE_DEVICE void keep(const Row<T>& row, int begin, int step) const {
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) {
      const int chunk = begin + j * step;
      if (chunk < row.stage.size) row.stage.chunks[chunk] = packs[j].quads[0];
    }
  }
  ISBE_DEVICE void load_again(const Row<T>& row, int begin, int step) {
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) {
      const int chunk = begin + j * step;
      if (chunk < row.stage.size) {
        packs[j].quads[0] = row.stage.chunks[chunk];
      } else {
        packs[j] = row.load(chunk);
      }
    }
  }
};

/** Calls visit(first chunk, batch) for all of a member's; `again`: not for the first time. */
template <int kBatch, typename T, typename Team, typename F>
ISBE_DEVICE void each_batch(const Row<T>& row, const Team& team, bool again, F&& visit) {
  const int step = team.size;
  for (int begin = team.rank; begin < row.chunks; begin += kBatch * step) {
    Batch<kBatch, T> batch;
    if (again) {
      batch.load_again(row, begin, step);
    } else {
      batch.load(row, begin, step);
      batch.keep(row, begin, step);
    }
    visit(begin, batch);
  }
}

/** Calls visit(chunk, pack) for all of a member's. */
template <int kBatch, typename T, typename Team, typename F>
ISBE_DEVICE void each_chunk(const Row<T>& row, const Team& team, bool again, F&& visit) {
  each_batch<kBatch>(row, team, again, [&](int begin, const Batch<kBatch, T>& batch) {
    ISBE_UNROLL
    for (int j = 0; j < kBatch; ++j) {
      const int chunk = begin + j * team.size;
      if (chunk < row.chunks) visit(chunk, batch.packs[j]);
    }
  });
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
  /** Where k is greater than all before it. */
  ISBE_DEVICE void visit_next(acc v, int k) {
    if (v > value) {
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
