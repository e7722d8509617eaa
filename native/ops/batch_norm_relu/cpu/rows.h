// The kernels over rows of channels: a channel a lane, sums down the rows of a part.
#pragma once
#include "vector.h"

namespace isbe::batch_norm_relu {
inline namespace CPU_CAPABILITY {
namespace rows {

/** Calls f(i, begin, end) for the rows of part i. */
template <typename F>
ISBE_INLINE void for_each_part(const Geometry& g, int64_t begin, int64_t end, F&& f) {
  for (int64_t i = begin; i < end; ++i) {
    const int64_t first = i * g.part_size();
    f(i, first, first + g.rows_of(i));
  }
}

/** Reads a part twice, then from the cache: squares of small differences don't cancel. */
template <typename T>
void moments(const Problem& p, int64_t begin, int64_t end) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  const int64_t channels = p.geometry.channels;
  for_each_part(p.geometry, begin, end, [&](int64_t i, int64_t first, int64_t last) {
    const Vec<acc> fraction(acc(1) / static_cast<acc>(last - first));
    for_each_tile<acc, 4>(channels, [&](int64_t c, auto count, auto n) ISBE_INLINE_LAMBDA {
      const T* x = static_cast<const T*>(p.input) + c;
      Vec<acc> centres[count], sums[count], squares[count];
      for (int v = 0; v < count; ++v) centres[v] = sums[v] = squares[v] = Vec<acc>(acc(0));
      for (int64_t row = first; row < last; ++row) {
        for (int v = 0; v < count; ++v) {
          centres[v] = centres[v] + load(x + row * channels + v * W, n, acc(0));
        }
      }
      for (int v = 0; v < count; ++v) centres[v] = centres[v] * fraction;
      for (int64_t row = first; row < last; ++row) {
        for (int v = 0; v < count; ++v) {
          const Vec<acc> difference = load(x + row * channels + v * W, n, acc(0)) - centres[v];
          sums[v] = sums[v] + difference;
          squares[v] = at::vec::fmadd(difference, difference, squares[v]);
        }
      }
      for (int v = 0; v < count; ++v) {
        const int64_t to = i * channels + c + v * W;
        store(static_cast<acc*>(p.centres) + to, centres[v], n);
        store(static_cast<acc*>(p.sums) + to, sums[v], n);
        store(static_cast<acc*>(p.products) + to, squares[v], n);
      }
    });
  });
}

template <typename T>
void forward(const Problem& p, int64_t begin, int64_t end) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  const int64_t channels = p.geometry.channels;
  for_each_part(p.geometry, begin, end, [&](int64_t, int64_t first, int64_t last) {
    for_each_tile<acc, 4>(channels, [&](int64_t c, auto count, auto n) ISBE_INLINE_LAMBDA {
      Channels<acc> channel[count];
      for (int v = 0; v < count; ++v) channel[v] = channel_a_lane<acc>(p, c + v * W, n);
      for (int64_t row = first; row < last; ++row) {
        const T* x = static_cast<const T*>(p.input) + row * channels + c;
        T* y = static_cast<T*>(p.output) + row * channels + c;
        for (int v = 0; v < count; ++v) {
          const Vec<acc> z = channel[v].normalized(load(x + v * W, n, acc(0)));
          store(y + v * W, positive_part(z), n);
        }
      }
    });
  });
}

template <typename T>
void reduction(const Problem& p, int64_t begin, int64_t end) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  const int64_t channels = p.geometry.channels;
  for_each_part(p.geometry, begin, end, [&](int64_t i, int64_t first, int64_t last) {
    for_each_tile<acc, 2>(channels, [&](int64_t c, auto count, auto n) ISBE_INLINE_LAMBDA {
      Channels<acc> channel[count];
      Vec<acc> sums[count], products[count];
      for (int v = 0; v < count; ++v) {
        channel[v] = channel_a_lane<acc>(p, c + v * W, n);
        sums[v] = products[v] = Vec<acc>(acc(0));
      }
      for (int64_t row = first; row < last; ++row) {
        const int64_t at = row * channels + c;
        for (int v = 0; v < count; ++v) {
          const Vec<acc> x = load(static_cast<const T*>(p.input) + at + v * W, n, acc(0));
          const Vec<acc> g =
              channel[v].passed(x, load(static_cast<const T*>(p.gradient) + at + v * W, n, acc(0)));
          sums[v] = sums[v] + g;
          products[v] = at::vec::fmadd(g, x - channel[v].mean, products[v]);
        }
      }
      for (int v = 0; v < count; ++v) {
        const int64_t to = i * channels + c + v * W;
        store(static_cast<acc*>(p.sums) + to, sums[v], n);
        store(static_cast<acc*>(p.products) + to, products[v], n);
      }
    });
  });
}

template <typename T>
void backward(const Problem& p, int64_t begin, int64_t end) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  const int64_t channels = p.geometry.channels;
  for_each_part(p.geometry, begin, end, [&](int64_t, int64_t first, int64_t last) {
    for_each_tile<acc, 2>(channels, [&](int64_t c, auto count, auto n) ISBE_INLINE_LAMBDA {
      Channels<acc> channel[count];
      for (int v = 0; v < count; ++v) channel[v] = channel_a_lane<acc>(p, c + v * W, n);
      for (int64_t row = first; row < last; ++row) {
        const int64_t at = row * channels + c;
        for (int v = 0; v < count; ++v) {
          const Vec<acc> x = load(static_cast<const T*>(p.input) + at + v * W, n, acc(0));
          const Vec<acc> g = load(static_cast<const T*>(p.gradient) + at + v * W, n, acc(0));
          store(static_cast<T*>(p.output) + at + v * W, channel[v].gradient(x, g), n);
        }
      }
    });
  });
}

}  // namespace rows
}  // namespace CPU_CAPABILITY
}  // namespace isbe::batch_norm_relu
