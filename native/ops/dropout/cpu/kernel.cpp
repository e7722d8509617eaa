// The CPU kernels. Compiled once a CPU capability, with CPU_CAPABILITY naming it: nothing here may
// instantiate code that the other versions share.
#include <algorithm>
#include <cstring>

#include "philox.h"

namespace isbe::dropout {
inline namespace CPU_CAPABILITY {
namespace {

/** Flags as the numbers 0 and 1, of which all lanes are read. */
template <typename acc>
ISBE_INLINE Vec<acc> load_flags(const uint8_t* p) {
#if defined(CPU_CAPABILITY_AVX512)
  if constexpr (std::is_same_v<acc, float>) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(bytes));
  }
#elif defined(CPU_CAPABILITY_AVX2)
  if constexpr (std::is_same_v<acc, float>) {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(p));
    return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(bytes));
  }
#endif
  acc lanes[kLanes<acc>];
  for (int i = 0; i < kLanes<acc>; ++i) lanes[i] = p[i];
  return Vec<acc>::loadu(lanes);
}

/** `flags` has kBlock of them whatever the size. */
template <typename T>
ISBE_INLINE void scale_kept(const T* input, const uint8_t* flags, Vec<Acc<T>> scale, T* output,
                            int64_t size) {
  using acc = Acc<T>;
  for_each_vector<acc>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
    store(output + k, load(input + k, n, acc(0)) * (load_flags<acc>(flags + k) * scale), n);
  });
}

/**
 * Calls f(block, input, flags, output, size) for each block, with a copy of the last one's flags
 * when there are fewer than kBlock of them.
 */
template <typename T, bool kWritesFlags, typename F>
ISBE_INLINE void for_each_block(const Problem& p, int64_t begin, int64_t end, F&& f) {
  const auto* input = static_cast<const T*>(p.input);
  auto* output = static_cast<T*>(p.output);
  const int64_t whole = std::min(end, p.size / kBlock);
  for (int64_t block = begin; block < whole; ++block) {
    const int64_t at = block * kBlock;
    f(block, input + at, p.kept + at, output + at, kBlock);
  }
  if (whole == end) return;
  const int64_t at = whole * kBlock, rest = p.size - at;
  uint8_t flags[kBlock] = {};
  if (!kWritesFlags) std::memcpy(flags, p.kept + at, rest);
  f(whole, input + at, flags, output + at, rest);
  if (kWritesFlags) std::memcpy(p.kept + at, flags, rest);
}

template <typename T>
void forward(const Problem& p, int64_t begin, int64_t end) {
  const Vec<Acc<T>> scale(static_cast<Acc<T>>(p.scale));
  const RoundKeys keys(p.key);
  for_each_block<T, true>(p, begin, end,
                          [&](int64_t block, const T* input, uint8_t* flags, T* output,
                              int64_t size) ISBE_INLINE_LAMBDA {
                            store_flags(flags, kept_values(keys, block, p.threshold));
                            scale_kept(input, flags, scale, output, size);
                          });
}

template <typename T>
void backward(const Problem& p, int64_t begin, int64_t end) {
  const Vec<Acc<T>> scale(static_cast<Acc<T>>(p.scale));
  for_each_block<T, false>(
      p, begin, end,
      [&](int64_t, const T* gradient, const uint8_t* flags, T* output, int64_t size)
          ISBE_INLINE_LAMBDA { scale_kept(gradient, flags, scale, output, size); });
}

Kernels::Kernel select_forward(c10::ScalarType dtype) {
  switch (dtype) {
    case c10::ScalarType::Double:
      return forward<double>;
    case c10::ScalarType::Float:
      return forward<float>;
    case c10::ScalarType::BFloat16:
      return forward<c10::BFloat16>;
    default:
      return forward<c10::Half>;
  }
}

Kernels::Kernel select_backward(c10::ScalarType dtype) {
  switch (dtype) {
    case c10::ScalarType::Double:
      return backward<double>;
    case c10::ScalarType::Float:
      return backward<float>;
    case c10::ScalarType::BFloat16:
      return backward<c10::BFloat16>;
    default:
      return backward<c10::Half>;
  }
}

}  // namespace

extern const Kernels kKernels;
const Kernels kKernels = {select_forward, select_backward};

}  // namespace CPU_CAPABILITY
}  // namespace isbe::dropout
