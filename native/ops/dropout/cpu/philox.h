// Philox 4x32-10 (Salmon et al. 2011), the generator that libtorch uses on CUDA: a number is a
// function of a key and a counter, so it does not matter who computes it, when, or how many at
// once.
//
// A counter yields four words of 32 bits, used here as eight numbers of 16. A block of 64 values
// has counters 8 b .. 8 b + 7: the first halves of its numbers are words 0 and 1 of all counters,
// the second are words 2 and 3. Here one counter at a time; philox_avx2.h and philox_avx512.h do
// several, in lanes of 64 bits of which the high half is what the last product left there.
#pragma once
#include <array>

#include "../../common/simd.h"
#include "problem.h"

namespace isbe::dropout {
inline namespace CPU_CAPABILITY {

constexpr int kRounds = 10;
constexpr uint32_t kMultiplier0 = 0xd2511f53, kMultiplier1 = 0xcd9e8d57;
constexpr uint32_t kWeyl0 = 0x9e3779b9, kWeyl1 = 0xbb67ae85;

/** The key of each round. */
struct RoundKeys {
  std::array<uint32_t, kRounds> low, high;

  explicit RoundKeys(uint64_t key) {
    low[0] = static_cast<uint32_t>(key);
    high[0] = static_cast<uint32_t>(key >> 32);
    for (int round = 1; round < kRounds; ++round) {
      low[round] = low[round - 1] + kWeyl0;
      high[round] = high[round - 1] + kWeyl1;
    }
  }
};

/** One word of each of several counters: the low half of each lane of Lanes. */
template <typename Lanes>
struct Words {
  Lanes w0, w1, w2, w3;
};

ISBE_INLINE uint64_t multiply(uint64_t a, uint32_t b) { return (a & 0xffffffff) * b; }
ISBE_INLINE uint64_t high_half(uint64_t a) { return a >> 32; }
ISBE_INLINE uint64_t exclusive_or(uint64_t a, uint64_t b, uint32_t key) { return a ^ b ^ key; }

}  // namespace CPU_CAPABILITY
}  // namespace isbe::dropout

#if defined(CPU_CAPABILITY_AVX512)
#include "philox_avx512.h"
#elif defined(CPU_CAPABILITY_AVX2)
#include "philox_avx2.h"
#endif

namespace isbe::dropout {
inline namespace CPU_CAPABILITY {

template <typename Lanes>
ISBE_INLINE Words<Lanes> philox(Words<Lanes> c, const RoundKeys& keys) {
  for (int round = 0; round < kRounds; ++round) {
    const Lanes a = multiply(c.w0, kMultiplier0), b = multiply(c.w2, kMultiplier1);
    c = {exclusive_or(high_half(b), c.w1, keys.low[round]), b,
         exclusive_or(high_half(a), c.w3, keys.high[round]), a};
  }
  return c;
}

#if defined(CPU_CAPABILITY_AVX512)
using Numbers = avx512::Numbers;
#elif defined(CPU_CAPABILITY_AVX2)
using Numbers = avx2::Numbers;
#else
/** The 64 numbers of 16 bits of a block. */
struct Numbers {
  uint16_t number[kBlock];

  Numbers(const RoundKeys& keys, int64_t block, uint32_t stream) {
    for (int i = 0; i < 8; ++i) {
      const uint64_t counter = 8 * static_cast<uint64_t>(block) + i;
      const auto c = philox(Words<uint64_t>{counter, counter >> 32, stream, 0}, keys);
      put(i, c.w0, c.w1);
      put(8 + i, c.w2, c.w3);
    }
  }

  uint64_t below(uint16_t limit) const {
    uint64_t bits = 0;
    for (int i = 0; i < kBlock; ++i) bits |= uint64_t{number[i] < limit} << i;
    return bits;
  }

  uint64_t equal(uint16_t limit) const {
    uint64_t bits = 0;
    for (int i = 0; i < kBlock; ++i) bits |= uint64_t{number[i] == limit} << i;
    return bits;
  }

 private:
  void put(int quad, uint64_t low, uint64_t high) {
    const uint64_t both = (low & 0xffffffff) | high << 32;
    for (int i = 0; i < 4; ++i) number[4 * quad + i] = static_cast<uint16_t>(both >> (16 * i));
  }
};

/** Bit i to byte i. */
ISBE_INLINE void store_flags(uint8_t* p, uint64_t bits) {
  for (int i = 0; i < kBlock; ++i) p[i] = bits >> i & 1;
}
#endif

/**
 * Bit i: whether value i of the block is kept. The first 16 bits of a number decide, but once in
 * 65536 times, when they equal those of the threshold and 16 more are drawn.
 */
ISBE_INLINE uint64_t kept_values(const RoundKeys& keys, int64_t block, uint32_t threshold) {
  const uint16_t high = threshold >> 16, low = threshold & 0xffff;
  const Numbers numbers(keys, block, 0);
  uint64_t kept = numbers.below(high);
  if (low == 0) return kept;
  const uint64_t tied = numbers.equal(high);
  if (__builtin_expect(tied != 0, 0)) kept |= tied & Numbers(keys, block, 1).below(low);
  return kept;
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::dropout
