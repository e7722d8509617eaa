// The arithmetic of one vector, and loops over the parts of an input.
#pragma once
#include <algorithm>

#include "../../common/simd.h"
#include "problem.h"

namespace isbe::batch_norm_relu {
inline namespace CPU_CAPABILITY {

/** max(z, 0); NaN stays NaN. */
template <typename acc>
ISBE_INLINE Vec<acc> positive_part(const Vec<acc>& z) {
  return max_or_second(Vec<acc>(acc(0)), z);
}

/** The gradient of positive_part(z): g where z is positive or NaN, as libtorch has it. */
template <typename acc>
ISBE_INLINE Vec<acc> where_positive(const Vec<acc>& z, const Vec<acc>& g) {
#if defined(CPU_CAPABILITY_AVX512)
  if constexpr (std::is_same_v<acc, float>) {
    return _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(z, _mm512_setzero_ps(), _CMP_NLE_UQ), g);
  }
#endif
  return select(z <= Vec<acc>(acc(0)), Vec<acc>(acc(0)), g);
}

/** The per-channel numbers of one vector: all of one channel, or a channel a lane. */
template <typename acc>
struct Channels {
  Vec<acc> mean, scale, shift, slope, offset;

  ISBE_INLINE Vec<acc> normalized(const Vec<acc>& x) const {
    return at::vec::fmadd(x, scale, shift);
  }
  /** The gradient that passes the ReLU. It must see the very sums that the forward pass saw. */
  ISBE_INLINE Vec<acc> passed(const Vec<acc>& x, const Vec<acc>& g) const {
    return where_positive(normalized(x), g);
  }
  ISBE_INLINE Vec<acc> gradient(const Vec<acc>& x, const Vec<acc>& g) const {
    const Vec<acc> statistics = at::vec::fmadd(x - mean, slope, offset);
    return at::vec::fmadd(passed(x, g), scale, statistics);
  }
};

/** Loads what is there for the channels from c on; `load` is of one number or of a vector. */
template <typename acc, typename F>
ISBE_INLINE Channels<acc> load_channels(const Problem& p, F&& load) {
  const auto of = [&](const void* numbers) ISBE_INLINE_LAMBDA {
    return numbers ? load(static_cast<const acc*>(numbers)) : Vec<acc>(acc(0));
  };
  return {of(p.mean), of(p.scale), of(p.shift), of(p.slope), of(p.offset)};
}

template <typename acc>
ISBE_INLINE Channels<acc> one_channel(const Problem& p, int64_t c) {
  return load_channels<acc>(
      p, [&](const acc* numbers) ISBE_INLINE_LAMBDA { return Vec<acc>(numbers[c]); });
}

template <typename acc, typename N>
ISBE_INLINE Channels<acc> channel_a_lane(const Problem& p, int64_t c, N n) {
  return load_channels<acc>(
      p, [&](const acc* numbers) ISBE_INLINE_LAMBDA { return load(numbers + c, n, acc(0)); });
}

/** A part of the planes that a channel has in some images. */
struct PlanePart {
  int64_t at;      // the first value, in the input
  int64_t size;    // values of each plane
  int64_t images;  // from one to the next it's all channels' planes
  int64_t channel;
  int64_t sum;  // its place among the sums
};

/** Counts along instead of dividing: parts may be small. */
template <typename F>
ISBE_INLINE void for_each_plane_part(const Geometry& g, int64_t begin, int64_t end, F&& f) {
  const int64_t per_plane = g.parts_per_plane(), size = g.part_size();
  int64_t part = begin % per_plane, channel = begin / per_plane % g.channels;
  int64_t group = begin / per_plane / g.channels;
  for (int64_t i = begin; i < end; ++i) {
    const int64_t sum = group * per_plane + part, first = part * size;
    const int64_t plane = group * g.images_per_part() * g.channels + channel;
    f(PlanePart{plane * g.spatial + first, std::min(size, g.spatial - first), g.images_of(sum),
                channel, sum * g.channels + channel});
    if (++part < per_plane) continue;
    part = 0;
    if (++channel < g.channels) continue;
    channel = 0;
    ++group;
  }
}

/** Calls f(k, n, chain) for the vectors of a part, k counted from its first value. */
template <typename acc, typename F>
ISBE_INLINE void for_each_vector_of(const Geometry& g, const PlanePart& part, F&& f) {
  const int64_t step = g.channels * g.spatial;
  for (int64_t image = 0; image < part.images; ++image) {
    for_each_unrolled<acc>(part.size, [&](int64_t k, auto n, int chain)
                                          ISBE_INLINE_LAMBDA { f(image * step + k, n, chain); });
  }
}

/**
 * Calls f(c, count, n) for tiles of `count` vectors of channels that begin at c, of which n lanes
 * are in use: both constants, but n at the end of a row whose channels are no multiple.
 */
template <typename acc, int kMost, typename F>
ISBE_INLINE void for_each_tile(int64_t channels, F&& f) {
  constexpr int W = kLanes<acc>;
  int64_t c = 0;
  for (; c + kMost * W <= channels; c += kMost * W) {
    f(c, std::integral_constant<int, kMost>{}, AllLanes<acc>{});
  }
  for (; c + W <= channels; c += W) f(c, std::integral_constant<int, 1>{}, AllLanes<acc>{});
  if (c < channels) {
    f(c, std::integral_constant<int, 1>{}, static_cast<int>(channels - c));
  }
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::batch_norm_relu
