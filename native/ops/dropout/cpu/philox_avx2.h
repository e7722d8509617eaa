// Philox for four counters at once, and the comparisons of the 64 numbers of a block.
#pragma once
#include <immintrin.h>

#include "philox.h"

namespace isbe::dropout {
inline namespace CPU_CAPABILITY {

ISBE_INLINE __m256i multiply(__m256i a, uint32_t b) {
  return _mm256_mul_epu32(a, _mm256_set1_epi64x(b));
}
ISBE_INLINE __m256i high_half(__m256i a) { return _mm256_srli_epi64(a, 32); }
ISBE_INLINE __m256i exclusive_or(__m256i a, __m256i b, uint32_t key) {
  return _mm256_xor_si256(_mm256_xor_si256(a, b), _mm256_set1_epi64x(key));
}

template <typename Lanes>
ISBE_INLINE Words<Lanes> philox(Words<Lanes> c, const RoundKeys& keys);

namespace avx2 {

struct Numbers {
  __m256i quarter[4];  // 16 numbers each, in order

  ISBE_INLINE Numbers(const RoundKeys& keys, int64_t block, uint32_t stream) {
    for (int half = 0; half < 2; ++half) {
      const __m256i counter = _mm256_add_epi64(_mm256_set1_epi64x(8 * block + 4 * half),
                                               _mm256_setr_epi64x(0, 1, 2, 3));
      const auto c = philox(Words<__m256i>{counter, high_half(counter), _mm256_set1_epi64x(stream),
                                           _mm256_setzero_si256()},
                            keys);
      quarter[half] = side_by_side(c.w0, c.w1);
      quarter[2 + half] = side_by_side(c.w2, c.w3);
    }
  }

  /** There's no unsigned comparison: a number is below the limit unless it is the greater. */
  ISBE_INLINE uint64_t below(uint16_t limit) const {
    const __m256i than = _mm256_set1_epi16(static_cast<int16_t>(limit));
    return ~bits([&](__m256i n) ISBE_INLINE_LAMBDA {
      return _mm256_cmpeq_epi16(_mm256_max_epu16(n, than), n);
    });
  }

  ISBE_INLINE uint64_t equal(uint16_t limit) const {
    const __m256i to = _mm256_set1_epi16(static_cast<int16_t>(limit));
    return bits([&](__m256i n) ISBE_INLINE_LAMBDA { return _mm256_cmpeq_epi16(n, to); });
  }

 private:
  static ISBE_INLINE __m256i side_by_side(__m256i low, __m256i high) {
    return _mm256_blend_epi32(low, _mm256_slli_epi64(high, 32), 0xaa);
  }

  template <typename F>
  ISBE_INLINE uint64_t bits(F&& compare) const {
    return half_bits(compare(quarter[0]), compare(quarter[1])) |
           half_bits(compare(quarter[2]), compare(quarter[3])) << 32;
  }

  static ISBE_INLINE uint64_t half_bits(__m256i a, __m256i b) {
    const __m256i bytes = _mm256_permute4x64_epi64(_mm256_packs_epi16(a, b), 0xd8);
    return static_cast<uint32_t>(_mm256_movemask_epi8(bytes));
  }
};

}  // namespace avx2

ISBE_INLINE __m256i flags_of(uint32_t bits) {
  const __m256i byte_of_lane =
      _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
  const __m256i bit_of_lane = _mm256_set1_epi64x(static_cast<int64_t>(0x8040201008040201));
  const __m256i spread =
      _mm256_shuffle_epi8(_mm256_set1_epi32(static_cast<int>(bits)), byte_of_lane);
  const __m256i set = _mm256_cmpeq_epi8(_mm256_and_si256(spread, bit_of_lane), bit_of_lane);
  return _mm256_and_si256(set, _mm256_set1_epi8(1));
}

ISBE_INLINE void store_flags(uint8_t* p, uint64_t bits) {
  auto* to = reinterpret_cast<__m256i*>(p);
  _mm256_storeu_si256(to, flags_of(static_cast<uint32_t>(bits)));
  _mm256_storeu_si256(to + 1, flags_of(static_cast<uint32_t>(bits >> 32)));
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::dropout
