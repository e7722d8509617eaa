// Tiles: several samples at a time, one a lane, for few classes, or classes that lie apart in
// memory. A tile holds the numbers of W samples, classes down and samples across, so that no class
// count leaves a tail. Rows of few classes are transposed into it and back.
#pragma once
#include <algorithm>

#include "block.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

/** Lanes side by side in memory: logits of [N, C, d1, ...]. */
template <typename T>
ISBE_INLINE void load_across(const T* from, int64_t stride, int64_t classes, int n, Acc<T>* tile) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  for (int64_t k = 0; k < classes; ++k) {
    const T* p = from + k * stride;
    (n == W ? load(p, AllLanes<acc>{}, acc(0)) : load(p, n, acc(0))).store(tile + k * W);
  }
}

template <typename T>
ISBE_INLINE void store_across(T* to, int64_t stride, int64_t classes, int n, const Acc<T>* tile) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  for (int64_t k = 0; k < classes; ++k) {
    const Vec<acc> v = Vec<acc>::loadu(tile + k * W);
    n == W ? store(to + k * stride, v, AllLanes<acc>{}) : store(to + k * stride, v, n);
  }
}

/** One number at a time: any strides. Lanes without a sample repeat the last one. */
template <typename T>
ISBE_INLINE void load_scattered(const T* from, const Rows& rows, int64_t classes, int n,
                                Acc<T>* tile) {
  constexpr int W = kLanes<Acc<T>>;
  for (int64_t k = 0; k < classes; ++k) {
    for (int lane = 0; lane < W; ++lane) {
      const T* p = from + k * rows.classes + std::min(lane, n - 1) * rows.inner;
      tile[k * W + lane] = static_cast<Acc<T>>(*p);
    }
  }
}

template <typename T>
ISBE_INLINE void store_scattered(T* to, const Rows& rows, int64_t classes, int n,
                                 const Acc<T>* tile) {
  constexpr int W = kLanes<Acc<T>>;
  for (int64_t k = 0; k < classes; ++k) {
    for (int lane = 0; lane < n; ++lane) {
      to[k * rows.classes + lane * rows.inner] = static_cast<T>(tile[k * W + lane]);
    }
  }
}

/** Calls f(k) for k = 0, 4, ... with the last four classes overlapping those before: no tail. */
template <typename F>
ISBE_INLINE void for_each_quad(int64_t classes, F&& f) {
  for (int64_t k = 0; k + 4 <= classes; k += 4) f(k);
  if (classes % 4 != 0) f(classes - 4);
}

/** Classes side by side, at least four, and W rows `stride` apart: transposed by fours. */
template <typename T>
ISBE_INLINE void load_rows(const T* from, int64_t stride, int64_t classes, Acc<T>* tile) {
  constexpr int W = kLanes<Acc<T>>;
  for_each_quad(classes, [&](int64_t k) ISBE_INLINE_LAMBDA {
    Vec<Acc<T>> quads[4];
    for (int i = 0; i < 4; ++i) quads[i] = load_quads(from + i * stride + k, stride);
    transpose_quads(quads);
    for (int c = 0; c < 4; ++c) quads[c].store(tile + (k + c) * W);
  });
}

template <typename T>
ISBE_INLINE void store_rows(T* to, int64_t stride, int64_t classes, int n, const Acc<T>* tile) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  for_each_quad(classes, [&](int64_t k) ISBE_INLINE_LAMBDA {
    Vec<acc> quads[4];
    for (int c = 0; c < 4; ++c) quads[c] = Vec<acc>::loadu(tile + (k + c) * W);
    transpose_quads(quads);
    for (int i = 0; i < 4 && i < n; ++i) store_quads(to + i * stride + k, stride, quads[i], n - i);
  });
}

/** The tile of n samples that begins `offset` elements into the tensor. */
template <typename T>
ISBE_INLINE void load_tile(const Rows& rows, int64_t offset, int64_t classes, int n, Acc<T>* tile) {
  const T* from = static_cast<const T*>(rows.data) + offset;
  if constexpr (kHasQuads<T>) {
    if (rows.classes == 1 && classes >= 4 && n == kLanes<Acc<T>>) {
      return load_rows(from, rows.inner, classes, tile);
    }
  }
  if (rows.inner == 1) return load_across(from, rows.classes, classes, n, tile);
  load_scattered(from, rows, classes, n, tile);
}

template <typename T>
ISBE_INLINE void store_tile(const Rows& rows, int64_t offset, int64_t classes, int n,
                            const Acc<T>* tile) {
  if (rows.data == nullptr) return;
  T* to = static_cast<T*>(rows.data) + offset;
  if constexpr (kHasQuads<T>) {
    if (rows.classes == 1 && classes >= 4) return store_rows(to, rows.inner, classes, n, tile);
  }
  if (rows.inner == 1) return store_across(to, rows.classes, classes, n, tile);
  store_scattered(to, rows, classes, n, tile);
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
