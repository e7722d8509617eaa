// The type of the arithmetic on numbers of a dtype. Included by files that are compiled once a CPU
// capability, as simd.h says.
#pragma once
#include <cstdint>
#include <limits>
#include <type_traits>

// Left to itself the compiler keeps vectors that cross a call, also a lambda's, in memory.
#define ISBE_INLINE inline __attribute__((always_inline))
#define ISBE_INLINE_LAMBDA __attribute__((always_inline))

namespace isbe {
inline namespace CPU_CAPABILITY {

/** Double for double, else float. */
template <typename T>
using Acc = std::conditional_t<std::is_same_v<T, double>, double, float>;

template <typename acc>
constexpr acc kInfinity = std::numeric_limits<acc>::infinity();

}  // namespace CPU_CAPABILITY
}  // namespace isbe
