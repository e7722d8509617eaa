// The AVX2 overloads of simd.h for float and the 16-bit dtypes. Masked stores are avoided: on some
// processors vmaskmov to memory takes tens of micro-operations.
#pragma once
#include <immintrin.h>

#include "exp_constants.h"
#include "simd.h"

namespace isbe {
inline namespace CPU_CAPABILITY {

ISBE_INLINE __m256i mask_of_first(int n) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

template <typename N>
ISBE_INLINE Vec<float> load(const float* p, N n, float fill) {
  if constexpr (kIsAll<float, N>) return _mm256_loadu_ps(p);
  const __m256i mask = mask_of_first(n);
  return _mm256_blendv_ps(_mm256_set1_ps(fill), _mm256_maskload_ps(p, mask),
                          _mm256_castsi256_ps(mask));
}

template <typename N>
ISBE_INLINE void store(float* p, const Vec<float>& v, N n) {
  if constexpr (kIsAll<float, N>) return _mm256_storeu_ps(p, v);
  if (n == 8) return _mm256_storeu_ps(p, v);
  __m128 part = _mm256_castps256_ps128(v);
  if (n & 4) {
    _mm_storeu_ps(p, part);
    part = _mm256_extractf128_ps(v, 1);
    p += 4;
  }
  if (n & 2) {
    _mm_storel_pi(reinterpret_cast<__m64*>(p), part);
    part = _mm_movehl_ps(part, part);
    p += 2;
  }
  if (n & 1) _mm_store_ss(p, part);
}

/** Eight 16-bit numbers, of which the first n are read. */
template <typename N>
ISBE_INLINE __m128i load_halves(const void* p, N n) {
  if constexpr (kIsAll<float, N>) return _mm_loadu_si128(static_cast<const __m128i*>(p));
  alignas(16) uint16_t lanes[8] = {};
  for (int i = 0; i < n; ++i) lanes[i] = static_cast<const uint16_t*>(p)[i];
  return _mm_load_si128(reinterpret_cast<const __m128i*>(lanes));
}

template <typename N>
ISBE_INLINE void store_halves(void* p, __m128i v, N n) {
  if constexpr (kIsAll<float, N>) return _mm_storeu_si128(static_cast<__m128i*>(p), v);
  if (n == 8) return _mm_storeu_si128(static_cast<__m128i*>(p), v);
  auto* to = static_cast<uint16_t*>(p);
  if (n & 4) {
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), v);
    v = _mm_srli_si128(v, 8);
    to += 4;
  }
  if (n & 2) {
    _mm_storeu_si32(to, v);
    v = _mm_srli_si128(v, 4);
    to += 2;
  }
  if (n & 1) *to = static_cast<uint16_t>(_mm_extract_epi16(v, 0));
}

ISBE_INLINE __m256 widen_bfloat16(__m128i v) {
  return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(v), 16));
}

template <typename N>
ISBE_INLINE Vec<float> load(const c10::BFloat16* p, N n, float fill) {
  const Vec<float> v = widen_bfloat16(load_halves(p, n));
  if constexpr (kIsAll<float, N>) return v;
  return select(first_lanes<float>(n), v, Vec<float>(fill));
}

template <typename N>
ISBE_INLINE Vec<float> load(const c10::Half* p, N n, float fill) {
  const Vec<float> v = _mm256_cvtph_ps(load_halves(p, n));
  if constexpr (kIsAll<float, N>) return v;
  return select(first_lanes<float>(n), v, Vec<float>(fill));
}

/** To nearest, ties to even; NaN stays NaN. */
ISBE_INLINE __m128i to_bfloat16(__m256 v) {
  const __m256i bits = _mm256_castps_si256(v);
  const __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  const __m256i bias = _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff));
  const __m256i rounded = _mm256_srli_epi32(_mm256_add_epi32(bits, bias), 16);
  const __m256i ordered = _mm256_castps_si256(_mm256_cmp_ps(v, v, _CMP_ORD_Q));
  const __m256i kept = _mm256_blendv_epi8(_mm256_set1_epi32(0x7fc0), rounded, ordered);
  return _mm_packus_epi32(_mm256_castsi256_si128(kept), _mm256_extracti128_si256(kept, 1));
}

/** Even numbers, odd numbers: a shift and a mask widen them where they are. */
template <>
inline constexpr bool kPairsInterleave<c10::BFloat16> = true;

ISBE_INLINE Pair<float> load_pair(const c10::BFloat16* p) {
  const __m256i both = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
  return {_mm256_castsi256_ps(_mm256_slli_epi32(both, 16)),
          _mm256_castsi256_ps(_mm256_and_si256(both, _mm256_set1_epi32(-0x10000)))};
}

/** Rounded, in the upper halves; NaN of any but the usual payload may become another number. */
ISBE_INLINE __m256i round_to_upper_half(__m256 v) {
  const __m256i bits = _mm256_castps_si256(v);
  const __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  return _mm256_add_epi32(_mm256_add_epi32(bits, _mm256_set1_epi32(0x7fff)), odd);
}

ISBE_INLINE __m256i bits_of_pair(const c10::BFloat16*, const Pair<float>& v) {
  return _mm256_blend_epi16(_mm256_srli_epi32(round_to_upper_half(v.a), 16),
                            round_to_upper_half(v.b), 0xaa);
}

template <typename N>
ISBE_INLINE void store(c10::BFloat16* p, const Vec<float>& v, N n) {
  store_halves(p, to_bfloat16(v), n);
}

ISBE_INLINE __m128i to_half(__m256 v) {
  return _mm256_cvtps_ph(v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}

template <typename N>
ISBE_INLINE void store(c10::Half* p, const Vec<float>& v, N n) {
  store_halves(p, to_half(v), n);
}

ISBE_INLINE __m256i bits_of_pair(const c10::Half*, const Pair<float>& v) {
  return _mm256_set_m128i(to_half(v.b), to_half(v.a));
}

ISBE_INLINE void store_pair(c10::BFloat16* p, const Pair<float>& v) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), bits_of_pair(p, v));
}

ISBE_INLINE void stream_pair(c10::BFloat16* p, const Pair<float>& v) {
  _mm256_stream_si256(reinterpret_cast<__m256i*>(p), bits_of_pair(p, v));
}

ISBE_INLINE void store_pair(c10::Half* p, const Pair<float>& v) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), bits_of_pair(p, v));
}

ISBE_INLINE void stream_pair(c10::Half* p, const Pair<float>& v) {
  _mm256_stream_si256(reinterpret_cast<__m256i*>(p), bits_of_pair(p, v));
}

ISBE_INLINE void store_pair(float* p, const Pair<float>& v) {
  _mm256_storeu_ps(p, v.a);
  _mm256_storeu_ps(p + 8, v.b);
}

ISBE_INLINE void stream_pair(float* p, const Pair<float>& v) {
  _mm256_stream_ps(p, v.a);
  _mm256_stream_ps(p + 8, v.b);
}

ISBE_INLINE void finish_streams() { _mm_sfence(); }

ISBE_INLINE Vec<float> max_or_second(const Vec<float>& a, const Vec<float>& b) {
  return _mm256_max_ps(a, b);
}

ISBE_INLINE bool any_lane(const Vec<float>& mask) { return _mm256_movemask_ps(mask) != 0; }

ISBE_INLINE float sum_of_lanes(const Vec<float>& v) {
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

ISBE_INLINE float max_of_lanes(const Vec<float>& v) {
  const __m128 four = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
  const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

/** 2^-126 and less becomes zero: the exponent is added to the bits, which has no denormals. */
ISBE_INLINE Vec<float> exponential(const Vec<float>& x) {
  using namespace exp_constants;
  const __m256 magic = _mm256_set1_ps(kRounding);
  const __m256 sum = _mm256_fmadd_ps(x, _mm256_set1_ps(kLog2E), magic);
  const __m256 n = _mm256_sub_ps(sum, magic);
  const __m256 f = _mm256_fnmadd_ps(n, _mm256_set1_ps(kLn2), x);
  // Estrin's order: half the latency of Horner's.
  const __m256 f2 = _mm256_mul_ps(f, f);
  __m256 high = _mm256_fmadd_ps(_mm256_set1_ps(kC5), f, _mm256_set1_ps(kC4));
  __m256 middle = _mm256_fmadd_ps(_mm256_set1_ps(kC3), f, _mm256_set1_ps(kC2));
  high = _mm256_fmadd_ps(_mm256_set1_ps(kC6), f2, high);
  middle = _mm256_fmadd_ps(high, f2, middle);
  const __m256 p = _mm256_fmadd_ps(middle, f2, _mm256_add_ps(f, _mm256_set1_ps(1.f)));
  const __m256i exponent = _mm256_slli_epi32(_mm256_castps_si256(sum), 23);
  const __m256 y = _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(p), exponent));
  // "Not less than" holds for NaN, which must come through.
  return _mm256_and_ps(y, _mm256_cmp_ps(x, _mm256_set1_ps(kSmallest), _CMP_NLT_UQ));
}

/** Eight at once, of which the low halves are converted. */
template <>
ISBE_INLINE Vec<float> load_indices<float>(const int64_t* p, int64_t ignored) {
  const auto* wide = reinterpret_cast<const __m256i*>(p);
  const __m256i a = _mm256_loadu_si256(wide), b = _mm256_loadu_si256(wide + 1);
  const __m256i skip = _mm256_set1_epi64x(ignored);
  const __m256i a_kept = _mm256_or_si256(a, _mm256_cmpeq_epi64(a, skip));
  const __m256i b_kept = _mm256_or_si256(b, _mm256_cmpeq_epi64(b, skip));
  const __m256 low =
      _mm256_shuffle_ps(_mm256_castsi256_ps(a_kept), _mm256_castsi256_ps(b_kept), 0x88);
  const __m256i index = _mm256_permute4x64_epi64(_mm256_castps_si256(low), 0xd8);
  return _mm256_cvtepi32_ps(index);
}

template <>
inline constexpr bool kHasQuads<float> = true;
template <>
inline constexpr bool kHasQuads<c10::BFloat16> = true;
template <>
inline constexpr bool kHasQuads<c10::Half> = true;

ISBE_INLINE Vec<float> load_quads(const float* p, int64_t stride) {
  const __m256 low = _mm256_castps128_ps256(_mm_loadu_ps(p));
  return _mm256_insertf128_ps(low, _mm_loadu_ps(p + 4 * stride), 1);
}

ISBE_INLINE __m128i load_quad_halves(const void* p, int64_t stride) {
  const auto* from = static_cast<const uint16_t*>(p);
  return _mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)),
                            _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from + 4 * stride)));
}

ISBE_INLINE Vec<float> load_quads(const c10::BFloat16* p, int64_t stride) {
  return widen_bfloat16(load_quad_halves(p, stride));
}

ISBE_INLINE Vec<float> load_quads(const c10::Half* p, int64_t stride) {
  return _mm256_cvtph_ps(load_quad_halves(p, stride));
}

ISBE_INLINE void store_quads(float* p, int64_t stride, const Vec<float>& v, int n) {
  _mm_storeu_ps(p, _mm256_castps256_ps128(v));
  if (n > 4) _mm_storeu_ps(p + 4 * stride, _mm256_extractf128_ps(v, 1));
}

ISBE_INLINE void store_quad_halves(void* p, int64_t stride, __m128i v, int n) {
  auto* to = static_cast<uint16_t*>(p);
  _mm_storel_epi64(reinterpret_cast<__m128i*>(to), v);
  if (n > 4) _mm_storel_epi64(reinterpret_cast<__m128i*>(to + 4 * stride), _mm_srli_si128(v, 8));
}

ISBE_INLINE void store_quads(c10::BFloat16* p, int64_t stride, const Vec<float>& v, int n) {
  store_quad_halves(p, stride, to_bfloat16(v), n);
}

ISBE_INLINE void store_quads(c10::Half* p, int64_t stride, const Vec<float>& v, int n) {
  store_quad_halves(p, stride, to_half(v), n);
}

ISBE_INLINE void transpose_quads(Vec<float> (&q)[4]) {
  const __m256 a0 = _mm256_unpacklo_ps(q[0], q[1]), a1 = _mm256_unpackhi_ps(q[0], q[1]);
  const __m256 a2 = _mm256_unpacklo_ps(q[2], q[3]), a3 = _mm256_unpackhi_ps(q[2], q[3]);
  q[0] = _mm256_shuffle_ps(a0, a2, 0x44);
  q[1] = _mm256_shuffle_ps(a0, a2, 0xee);
  q[2] = _mm256_shuffle_ps(a1, a3, 0x44);
  q[3] = _mm256_shuffle_ps(a1, a3, 0xee);
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe
