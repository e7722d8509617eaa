// Philox for the eight counters of a block at once, and the comparisons of its 64 numbers.
#pragma once
#include <immintrin.h>

#include "philox.h"

namespace isbe::dropout {
inline namespace CPU_CAPABILITY {

ISBE_INLINE __m512i multiply(__m512i a, uint32_t b) {
  return _mm512_mul_epu32(a, _mm512_set1_epi64(b));
}
ISBE_INLINE __m512i high_half(__m512i a) { return _mm512_srli_epi64(a, 32); }
ISBE_INLINE __m512i exclusive_or(__m512i a, __m512i b, uint32_t key) {
  return _mm512_ternarylogic_epi64(a, b, _mm512_set1_epi64(key), 0x96);
}

template <typename Lanes>
ISBE_INLINE Words<Lanes> philox(Words<Lanes> c, const RoundKeys& keys);

namespace avx512 {

struct Numbers {
  __m512i first, second;

  ISBE_INLINE Numbers(const RoundKeys& keys, int64_t block, uint32_t stream) {
    const __m512i counter =
        _mm512_add_epi64(_mm512_set1_epi64(8 * block), _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7));
    const auto c = philox(Words<__m512i>{counter, high_half(counter), _mm512_set1_epi64(stream),
                                         _mm512_setzero_si512()},
                          keys);
    first = side_by_side(c.w0, c.w1);
    second = side_by_side(c.w2, c.w3);
  }

  ISBE_INLINE uint64_t below(uint16_t limit) const {
    const __m512i than = _mm512_set1_epi16(static_cast<int16_t>(limit));
    return _mm512_cmplt_epu16_mask(first, than) | uint64_t{_mm512_cmplt_epu16_mask(second, than)}
                                                      << 32;
  }

  ISBE_INLINE uint64_t equal(uint16_t limit) const {
    const __m512i to = _mm512_set1_epi16(static_cast<int16_t>(limit));
    return _mm512_cmpeq_epu16_mask(first, to) | uint64_t{_mm512_cmpeq_epu16_mask(second, to)} << 32;
  }

 private:
  static ISBE_INLINE __m512i side_by_side(__m512i low, __m512i high) {
    return _mm512_mask_blend_epi32(0xaaaa, low, _mm512_slli_epi64(high, 32));
  }
};

}  // namespace avx512

ISBE_INLINE void store_flags(uint8_t* p, uint64_t bits) {
  _mm512_storeu_si512(p, _mm512_maskz_set1_epi8(bits, 1));
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::dropout
