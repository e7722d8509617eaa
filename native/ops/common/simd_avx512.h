// The AVX-512 (F, BW, DQ, VL) overloads of simd.h for float and the 16-bit dtypes.
#pragma once
#include <immintrin.h>

#include "exp_constants.h"
#include "simd.h"

namespace isbe {
inline namespace CPU_CAPABILITY {

ISBE_INLINE __mmask16 mask_of_first(int n) { return static_cast<__mmask16>((1u << n) - 1); }

template <typename N>
ISBE_INLINE Vec<float> load(const float* p, N n, float fill) {
  if constexpr (kIsAll<float, N>) return _mm512_loadu_ps(p);
  return _mm512_mask_loadu_ps(_mm512_set1_ps(fill), mask_of_first(n), p);
}

template <typename N>
ISBE_INLINE void store(float* p, const Vec<float>& v, N n) {
  if constexpr (kIsAll<float, N>) return _mm512_storeu_ps(p, v);
  _mm512_mask_storeu_ps(p, mask_of_first(n), v);
}

template <typename N>
ISBE_INLINE __m256i load_halves(const void* p, N n) {
  if constexpr (kIsAll<float, N>) return _mm256_loadu_si256(static_cast<const __m256i*>(p));
  return _mm256_maskz_loadu_epi16(mask_of_first(n), p);
}

template <typename N>
ISBE_INLINE void store_halves(void* p, __m256i v, N n) {
  if constexpr (kIsAll<float, N>) return _mm256_storeu_si256(static_cast<__m256i*>(p), v);
  _mm256_mask_storeu_epi16(p, mask_of_first(n), v);
}

template <typename N>
ISBE_INLINE Vec<float> with_fill(__m512 v, N n, float fill) {
  if constexpr (kIsAll<float, N>) return v;
  return _mm512_mask_blend_ps(mask_of_first(n), _mm512_set1_ps(fill), v);
}

ISBE_INLINE __m512 widen_bfloat16(__m256i v) {
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(v), 16));
}

template <typename N>
ISBE_INLINE Vec<float> load(const c10::BFloat16* p, N n, float fill) {
  return with_fill(widen_bfloat16(load_halves(p, n)), n, fill);
}

template <typename N>
ISBE_INLINE Vec<float> load(const c10::Half* p, N n, float fill) {
  return with_fill(_mm512_cvtph_ps(load_halves(p, n)), n, fill);
}

/** To nearest, ties to even; NaN stays NaN. */
ISBE_INLINE __m256i to_bfloat16(__m512 v) {
  const __m512i bits = _mm512_castps_si512(v);
  const __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
  const __m512i bias = _mm512_add_epi32(odd, _mm512_set1_epi32(0x7fff));
  const __m512i rounded = _mm512_srli_epi32(_mm512_add_epi32(bits, bias), 16);
  const __mmask16 unordered = _mm512_cmp_ps_mask(v, v, _CMP_UNORD_Q);
  return _mm512_cvtepi32_epi16(
      _mm512_mask_mov_epi32(rounded, unordered, _mm512_set1_epi32(0x7fc0)));
}

/** Even numbers, odd numbers: a shift and a mask widen them where they are. */
template <>
inline constexpr bool kPairsInterleave<c10::BFloat16> = true;

ISBE_INLINE Pair<float> load_pair(const c10::BFloat16* p) {
  const __m512i both = _mm512_loadu_si512(p);
  return {_mm512_castsi512_ps(_mm512_slli_epi32(both, 16)),
          _mm512_castsi512_ps(_mm512_and_si512(both, _mm512_set1_epi32(-0x10000)))};
}

/** Rounded, in the upper halves; NaN of any but the usual payload may become another number. */
ISBE_INLINE __m512i round_to_upper_half(__m512 v) {
  const __m512i bits = _mm512_castps_si512(v);
  const __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
  return _mm512_add_epi32(_mm512_add_epi32(bits, _mm512_set1_epi32(0x7fff)), odd);
}

ISBE_INLINE __m512i bits_of_pair(const c10::BFloat16*, const Pair<float>& v) {
  return _mm512_mask_blend_epi16(0xaaaaaaaa, _mm512_srli_epi32(round_to_upper_half(v.a), 16),
                                 round_to_upper_half(v.b));
}

template <typename N>
ISBE_INLINE void store(c10::BFloat16* p, const Vec<float>& v, N n) {
  store_halves(p, to_bfloat16(v), n);
}

ISBE_INLINE __m256i to_half(__m512 v) {
  return _mm512_cvtps_ph(v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}

template <typename N>
ISBE_INLINE void store(c10::Half* p, const Vec<float>& v, N n) {
  store_halves(p, to_half(v), n);
}

ISBE_INLINE __m512i bits_of_pair(const c10::Half*, const Pair<float>& v) {
  return _mm512_inserti64x4(_mm512_castsi256_si512(to_half(v.a)), to_half(v.b), 1);
}

ISBE_INLINE void store_pair(c10::BFloat16* p, const Pair<float>& v) {
  _mm512_storeu_si512(p, bits_of_pair(p, v));
}

ISBE_INLINE void stream_pair(c10::BFloat16* p, const Pair<float>& v) {
  _mm512_stream_si512(reinterpret_cast<__m512i*>(p), bits_of_pair(p, v));
}

ISBE_INLINE void store_pair(c10::Half* p, const Pair<float>& v) {
  _mm512_storeu_si512(p, bits_of_pair(p, v));
}

ISBE_INLINE void stream_pair(c10::Half* p, const Pair<float>& v) {
  _mm512_stream_si512(reinterpret_cast<__m512i*>(p), bits_of_pair(p, v));
}

ISBE_INLINE void store_pair(float* p, const Pair<float>& v) {
  _mm512_storeu_ps(p, v.a);
  _mm512_storeu_ps(p + 16, v.b);
}

ISBE_INLINE void stream_pair(float* p, const Pair<float>& v) {
  _mm512_stream_ps(p, v.a);
  _mm512_stream_ps(p + 16, v.b);
}

ISBE_INLINE void finish_streams() { _mm_sfence(); }

ISBE_INLINE Vec<float> max_or_second(const Vec<float>& a, const Vec<float>& b) {
  return _mm512_max_ps(a, b);
}

ISBE_INLINE float sum_of_lanes(const Vec<float>& v) { return _mm512_reduce_add_ps(v); }

ISBE_INLINE float max_of_lanes(const Vec<float>& v) { return _mm512_reduce_max_ps(v); }

/** 2^-126 and less becomes zero: the exponent is added to the bits, which has no denormals. */
ISBE_INLINE Vec<float> exponential(const Vec<float>& x) {
  using namespace exp_constants;
  // "Not less than" holds for NaN, which must come through.
  const __mmask16 normal = _mm512_cmp_ps_mask(x, _mm512_set1_ps(kSmallest), _CMP_NLT_UQ);
  const __m512 magic = _mm512_set1_ps(kRounding);
  const __m512 sum = _mm512_fmadd_ps(x, _mm512_set1_ps(kLog2E), magic);
  const __m512 n = _mm512_sub_ps(sum, magic);
  const __m512 f = _mm512_fnmadd_ps(n, _mm512_set1_ps(kLn2), x);
  // Horner's order: the fewest operations, and there are other vectors to fill its latency.
  __m512 p = _mm512_fmadd_ps(_mm512_set1_ps(kC6), f, _mm512_set1_ps(kC5));
  for (float c : {kC4, kC3, kC2, 1.f, 1.f}) p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(c));
  const __m512i exponent = _mm512_slli_epi32(_mm512_castps_si512(sum), 23);
  return _mm512_castsi512_ps(_mm512_maskz_add_epi32(normal, _mm512_castps_si512(p), exponent));
}

/** Sixteen at once, of which the low halves are converted. */
template <>
ISBE_INLINE Vec<float> load_indices<float>(const int64_t* p, int64_t ignored) {
  const __m512i a = _mm512_loadu_si512(p), b = _mm512_loadu_si512(p + 8);
  const __m512i skip = _mm512_set1_epi64(ignored), none = _mm512_set1_epi64(-1);
  const __m512i a_kept = _mm512_mask_mov_epi64(a, _mm512_cmpeq_epi64_mask(a, skip), none);
  const __m512i b_kept = _mm512_mask_mov_epi64(b, _mm512_cmpeq_epi64_mask(b, skip), none);
  const __m512i index = _mm512_inserti64x4(_mm512_castsi256_si512(_mm512_cvtepi64_epi32(a_kept)),
                                           _mm512_cvtepi64_epi32(b_kept), 1);
  return _mm512_cvtepi32_ps(index);
}

template <>
inline constexpr bool kHasQuads<float> = true;
template <>
inline constexpr bool kHasQuads<c10::BFloat16> = true;
template <>
inline constexpr bool kHasQuads<c10::Half> = true;

ISBE_INLINE Vec<float> load_quads(const float* p, int64_t stride) {
  __m512 v = _mm512_castps128_ps512(_mm_loadu_ps(p));
  v = _mm512_insertf32x4(v, _mm_loadu_ps(p + 4 * stride), 1);
  v = _mm512_insertf32x4(v, _mm_loadu_ps(p + 8 * stride), 2);
  return _mm512_insertf32x4(v, _mm_loadu_ps(p + 12 * stride), 3);
}

ISBE_INLINE __m256i load_quad_halves(const void* p, int64_t stride) {
  const auto* from = static_cast<const uint16_t*>(p);
  const auto quad = [&](int g) {
    return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(from + 4 * g * stride));
  };
  return _mm256_set_m128i(_mm_unpacklo_epi64(quad(2), quad(3)),
                          _mm_unpacklo_epi64(quad(0), quad(1)));
}

ISBE_INLINE Vec<float> load_quads(const c10::BFloat16* p, int64_t stride) {
  return widen_bfloat16(load_quad_halves(p, stride));
}

ISBE_INLINE Vec<float> load_quads(const c10::Half* p, int64_t stride) {
  return _mm512_cvtph_ps(load_quad_halves(p, stride));
}

ISBE_INLINE void store_quads(float* p, int64_t stride, const Vec<float>& v, int n) {
  _mm_storeu_ps(p, _mm512_castps512_ps128(v));
  if (n > 4) _mm_storeu_ps(p + 4 * stride, _mm512_extractf32x4_ps(v, 1));
  if (n > 8) _mm_storeu_ps(p + 8 * stride, _mm512_extractf32x4_ps(v, 2));
  if (n > 12) _mm_storeu_ps(p + 12 * stride, _mm512_extractf32x4_ps(v, 3));
}

ISBE_INLINE void store_quad_halves(void* p, int64_t stride, __m256i v, int n) {
  auto* to = static_cast<uint16_t*>(p);
  const auto put = [&](int g, __m128i quad) {
    if (n > 4 * g) _mm_storel_epi64(reinterpret_cast<__m128i*>(to + 4 * g * stride), quad);
  };
  const __m128i low = _mm256_castsi256_si128(v), high = _mm256_extracti128_si256(v, 1);
  put(0, low);
  put(1, _mm_srli_si128(low, 8));
  put(2, high);
  put(3, _mm_srli_si128(high, 8));
}

ISBE_INLINE void store_quads(c10::BFloat16* p, int64_t stride, const Vec<float>& v, int n) {
  store_quad_halves(p, stride, to_bfloat16(v), n);
}

ISBE_INLINE void store_quads(c10::Half* p, int64_t stride, const Vec<float>& v, int n) {
  store_quad_halves(p, stride, to_half(v), n);
}

ISBE_INLINE void transpose_quads(Vec<float> (&q)[4]) {
  const __m512 a0 = _mm512_unpacklo_ps(q[0], q[1]), a1 = _mm512_unpackhi_ps(q[0], q[1]);
  const __m512 a2 = _mm512_unpacklo_ps(q[2], q[3]), a3 = _mm512_unpackhi_ps(q[2], q[3]);
  q[0] = _mm512_shuffle_ps(a0, a2, 0x44);
  q[1] = _mm512_shuffle_ps(a0, a2, 0xee);
  q[2] = _mm512_shuffle_ps(a1, a3, 0x44);
  q[3] = _mm512_shuffle_ps(a1, a3, 0xee);
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe
