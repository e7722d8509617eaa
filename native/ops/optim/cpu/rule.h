// What several rules compute alike.
#pragma once

namespace isbe::optim {
inline namespace CPU_CAPABILITY {
namespace {

/** NaN where one of the two is. */
template <typename T>
T larger(T a, T b) {
  return a > b || a != a ? a : b;  // NOLINT(misc-redundant-expression): NaN
}

/** As torch.lerp computes it. */
template <typename T>
T lerp(T from, T to, T weight) {
  return weight < T(0.5) ? from + weight * (to - from) : to - (to - from) * (1 - weight);
}

}  // namespace
}  // namespace CPU_CAPABILITY
}  // namespace isbe::optim
