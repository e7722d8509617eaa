// The threads that share a row, and reductions among them. Every member gets the same result, in
// an order that depends on nothing but the size of the team.
#pragma once
#include "thread.h"
#include "work.h"

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

/** Values reduced have `add(other)`, which commutes, and are neutral when made by V(). */
template <typename V>
ISBE_DEVICE V reduce_lanes(V value, int lanes) {
  for (int mask = lanes / 2; mask > 0; mask /= 2) {
    value.add(thread::shuffle_xor(value, mask));
  }
  return value;
}

/** A sum as such a value. */
template <typename number>
struct Sum {
  number value = 0;
  ISBE_DEVICE void add(const Sum& other) { value += other.value; }
};

/** 1 to 32 neighbouring lanes of a warp, a power of two. */
struct LaneTeam {
  int rank, size;

  ISBE_DEVICE explicit LaneTeam(int size) : rank(thread::index() % size), size(size) {}

  template <typename V>
  ISBE_DEVICE V reduce(const V& value) const {
    return reduce_lanes(value, size);
  }
};

/**
 * A block. With one column all threads share a row; with 32 each lane has a row of its own, which
 * it shares with the same lane of the other warps.
 */
struct BlockTeam {
  int rank, size, columns;
  char* slots;  // shared memory

  ISBE_DEVICE BlockTeam(int columns, char* slots)
      : rank(thread::index() / columns),
        size(thread::count() / columns),
        columns(columns),
        slots(slots) {}

  template <typename V>
  ISBE_DEVICE V reduce(const V& value) const {
    static_assert(sizeof(V) <= kSlotBytes, "fits a slot");
    return columns == 1 ? reduce_block(value) : reduce_column(value);
  }

 private:
  template <typename V>
  ISBE_DEVICE V reduce_block(V value) const {
    V* const parts = reinterpret_cast<V*>(slots);
    const int lane = rank % kWarp, warps = size / kWarp;
    value = reduce_lanes(value, kWarp);
    if (warps == 1) return value;
    if (lane == 0) parts[rank / kWarp] = value;
    thread::sync();
    value = V();
    if (lane < warps) value = parts[lane];
    thread::sync();  // before the slots are used again
    return reduce_lanes(value, kWarp);
  }

  template <typename V>
  ISBE_DEVICE V reduce_column(V value) const {
    V* const parts = reinterpret_cast<V*>(slots) + thread::index() % kWarp;
    if (size == 1) return value;
    parts[rank * kWarp] = value;
    thread::sync();
    value = parts[0];
    for (int i = 1; i < size; ++i) value.add(parts[i * kWarp]);
    thread::sync();
    return value;
  }
};

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
