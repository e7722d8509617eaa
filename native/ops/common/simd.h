// What the kernels need beyond libtorch's Vectorized: rows of any dtype as vectors of the type of
// the arithmetic, tails without scalar loops, a maximum that skips NaN in one instruction, exp to
// about one unit in the last place, and the transpose of a square of vectors. Here in portable
// form; simd_avx2.h and simd_avx512.h overload what is worth it.
//
// Included by files that are compiled once a CPU capability, so everything is in the namespace of
// the capability: of a shared inline function the linker would keep one, from any of them.
#pragma once
#include <ATen/cpu/vec/vec.h>
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include "arithmetic.h"

namespace isbe {
inline namespace CPU_CAPABILITY {

template <typename acc>
using Vec = at::vec::Vectorized<acc>;

template <typename acc>
constexpr int kLanes = Vec<acc>::size();

/** The number of lanes in use when it's all of them: lets one lambda serve bulk and tail. */
template <typename acc>
using AllLanes = std::integral_constant<int, kLanes<acc>>;

template <typename acc, typename N>
constexpr bool kIsAll = std::is_same_v<N, AllLanes<acc>>;

/** Lane i is i. */
template <typename acc>
ISBE_INLINE Vec<acc> lane_numbers() {
  return Vec<acc>::arange(acc(0), acc(1));
}

/** `when` in the lanes where mask is set, else `otherwise`. */
template <typename acc>
ISBE_INLINE Vec<acc> select(const Vec<acc>& mask, const Vec<acc>& when, const Vec<acc>& otherwise) {
  return Vec<acc>::blendv(otherwise, when, mask);
}

/** All bits set in the first n lanes. */
template <typename acc>
ISBE_INLINE Vec<acc> first_lanes(int n) {
  return lane_numbers<acc>() < Vec<acc>(acc(n));
}

/** Whether a comparison held in any lane. */
template <typename acc>
ISBE_INLINE bool any_lane(const Vec<acc>& mask) {
  return mask.zero_mask() != (1 << kLanes<acc>)-1;
}

/** p[0 .. n) in the first lanes, `fill` in the others. */
template <typename T, typename N>
ISBE_INLINE Vec<Acc<T>> load(const T* p, N n, Acc<T> fill) {
  if constexpr (std::is_same_v<T, Acc<T>> && kIsAll<T, N>) return Vec<T>::loadu(p);
  Acc<T> lanes[kLanes<Acc<T>>];
  for (int i = 0; i < kLanes<Acc<T>>; ++i) lanes[i] = i < n ? static_cast<Acc<T>>(p[i]) : fill;
  return Vec<Acc<T>>::loadu(lanes);
}

/** The first n lanes to p, rounded to T once. */
template <typename T, typename N>
ISBE_INLINE void store(T* p, const Vec<Acc<T>>& v, N n) {
  if constexpr (std::is_same_v<T, Acc<T>> && kIsAll<T, N>) return v.store(p);
  Acc<T> lanes[kLanes<Acc<T>>];
  v.store(lanes);
  for (int i = 0; i < n; ++i) p[i] = static_cast<T>(lanes[i]);
}

/** a > b ? a : b in each lane: the second where either is NaN. */
template <typename acc>
ISBE_INLINE Vec<acc> max_or_second(const Vec<acc>& a, const Vec<acc>& b) {
  return select(a > b, a, b);
}

template <typename acc>
ISBE_INLINE acc sum_of_lanes(const Vec<acc>& v) {
  acc lanes[kLanes<acc>];
  v.store(lanes);
  acc sum = 0;
  for (acc lane : lanes) sum += lane;
  return sum;
}

template <typename acc>
ISBE_INLINE acc max_of_lanes(const Vec<acc>& v) {
  acc lanes[kLanes<acc>];
  v.store(lanes);
  acc greatest = lanes[0];
  for (acc lane : lanes) greatest = lane > greatest ? lane : greatest;
  return greatest;
}

/** exp(x) for x <= 88. */
template <typename acc>
ISBE_INLINE Vec<acc> exponential(const Vec<acc>& x) {
  return x.exp();
}

/** Class indices as numbers, exact below 2^24; -1 where an index equals `ignored`. */
template <typename acc>
ISBE_INLINE Vec<acc> load_indices(const int64_t* p, int64_t ignored) {
  acc lanes[kLanes<acc>];
  for (int i = 0; i < kLanes<acc>; ++i) lanes[i] = p[i] == ignored ? acc(-1) : acc(p[i]);
  return Vec<acc>::loadu(lanes);
}

/** Two vectors of numbers that lie side by side, in the order that costs least: see pair_slot. */
template <typename acc>
struct Pair {
  Vec<acc> a, b;
};

/** Whether a pair holds even numbers and odd ones, instead of the first half and the second. */
template <typename T>
constexpr bool kPairsInterleave = false;

template <typename T>
ISBE_INLINE Pair<Acc<T>> load_pair(const T* p) {
  return {load(p, AllLanes<Acc<T>>{}, Acc<T>(0)),
          load(p + kLanes<Acc<T>>, AllLanes<Acc<T>>{}, Acc<T>(0))};
}

/** The reverse of load_pair. What isn't NaN is rounded as by store. */
template <typename T>
ISBE_INLINE void store_pair(T* p, const Pair<Acc<T>>& v) {
  store(p, v.a, AllLanes<Acc<T>>{});
  store(p + kLanes<Acc<T>>, v.b, AllLanes<Acc<T>>{});
}

/** The same past the caches, where there is a way; p is a multiple of 64 bytes. */
template <typename T>
ISBE_INLINE void stream_pair(T* p, const Pair<Acc<T>>& v) {
  store_pair(p, v);
}

/** Where number i lies in the pairs of an array of `size` that load_pair took it from; numbers
 * after the last whole pair keep their places. */
template <typename T>
ISBE_INLINE int64_t pair_slot(int64_t i, int64_t size) {
  constexpr int64_t W = kLanes<Acc<T>>;
  const int64_t lane = i % (2 * W), begin = i - lane;
  if (!kPairsInterleave<T> || begin + 2 * W > size) return i;
  return begin + lane % 2 * W + lane / 2;
}

/** Whether four classes of W rows can be loaded and stored transposed, as below. */
template <typename T>
constexpr bool kHasQuads = false;

}  // namespace CPU_CAPABILITY
}  // namespace isbe

// load_quads(p, stride): lane 4 g + c is p[4 g * stride + c], four numbers of every fourth row.
// store_quads(p, stride, v, n): the reverse, for rows 4 g < n.
// transpose_quads(q): lane 4 g + i of q[c] becomes lane 4 g + c of q[i], so that q[c] holds class c
// of all rows when q[i] was loaded from row i.
#if defined(CPU_CAPABILITY_AVX512)
#include "simd_avx512.h"
#elif defined(CPU_CAPABILITY_AVX2)
#include "simd_avx2.h"
#endif

namespace isbe {
inline namespace CPU_CAPABILITY {

#if !defined(CPU_CAPABILITY_AVX512) && !defined(CPU_CAPABILITY_AVX2)
/** Makes what was streamed visible to other threads. */
ISBE_INLINE void finish_streams() {}
#endif

/** Asks for the cache line at p, which may lie past the end of its array. */
ISBE_INLINE void prefetch(const void* p) { __builtin_prefetch(p); }

/** Calls f(k, n) for k = 0, W, 2W, ... with n the lanes in use: a constant but for the tail. */
template <typename acc, typename F>
ISBE_INLINE void for_each_vector(int64_t size, F&& f) {
  constexpr int W = kLanes<acc>;
  int64_t k = 0;
  for (; k + W <= size; k += W) f(k, AllLanes<acc>{});
  if (k < size) f(k, static_cast<int>(size - k));
}

/** Calls pair(k, j) for k = 0, 2W, ... with j going round 0..1, and single(k, n) for what's left.
 */
template <typename acc, typename P, typename S>
ISBE_INLINE void for_each_pair(int64_t size, P&& pair, S&& single) {
  constexpr int W = kLanes<acc>;
  int64_t k = 0;
  for (; k + 4 * W <= size; k += 4 * W) {
    pair(k, 0);
    pair(k + 2 * W, 1);
  }
  if (k + 2 * W <= size) {
    pair(k, 0);
    k += 2 * W;
  }
  if (k + W <= size) {
    single(k, AllLanes<acc>{});
    k += W;
  }
  if (k < size) single(k, static_cast<int>(size - k));
}

/** for_each_vector with a third argument that goes round 0..3: four chains of sums or maxima. */
template <typename acc, typename F>
ISBE_INLINE void for_each_unrolled(int64_t size, F&& f) {
  constexpr int W = kLanes<acc>;
  int64_t k = 0;
  for (; k + 4 * W <= size; k += 4 * W) {
    f(k, AllLanes<acc>{}, 0);
    f(k + W, AllLanes<acc>{}, 1);
    f(k + 2 * W, AllLanes<acc>{}, 2);
    f(k + 3 * W, AllLanes<acc>{}, 3);
  }
  for (; k + W <= size; k += W) f(k, AllLanes<acc>{}, 0);
  if (k < size) f(k, static_cast<int>(size - k), 1);
}

/** Sets the lanes after the first n to zero. */
template <typename acc, typename N>
ISBE_INLINE Vec<acc> keep_first(const Vec<acc>& v, N n) {
  if constexpr (kIsAll<acc, N>) return v;
  return v & first_lanes<acc>(n);
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe
