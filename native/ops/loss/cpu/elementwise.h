// The normalisations that work on one logit at a time: score() is F(x), potential() the A(x) whose
// derivative F is, so that the loss with the error F(x) - y as its gradient is A(x) - y x. NaN
// passes through all of them.
#pragma once
#include "../../common/simd.h"
#include "../normalization.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

/** y = 1 / (1 + exp(-x)), A = log(1 + exp(x)), both without overflow for either sign. */
template <typename acc>
struct Sigmoid {
  ISBE_INLINE explicit Sigmoid(const Vec<acc>&) {}
  ISBE_INLINE Vec<acc> score(const Vec<acc>& x) const {
    const Vec<acc> one(1), e = exponential(x.abs().neg());
    return select(x < Vec<acc>(0), e, one) / (one + e);
  }
  ISBE_INLINE Vec<acc> potential(const Vec<acc>& x) const {
    return max_or_second(Vec<acc>(0), x) + exponential(x.abs().neg()).log1p();
  }
};

/** y = clip(slope x + 1/2, 0, 1), A = its integral from -infinity: a parabola, then a line. */
template <typename acc>
struct Hardsigmoid {
  Vec<acc> slope;
  ISBE_INLINE explicit Hardsigmoid(const Vec<acc>& slope) : slope(slope) {}
  ISBE_INLINE Vec<acc> score(const Vec<acc>& x) const {
    const Vec<acc> line = at::vec::fmadd(slope, x, Vec<acc>(acc(0.5)));
    const Vec<acc> floored = max_or_second(Vec<acc>(0), line);
    return select(floored > Vec<acc>(1), Vec<acc>(1), floored);
  }
  ISBE_INLINE Vec<acc> potential(const Vec<acc>& x) const {
    const Vec<acc> y = score(x);
    const Vec<acc> parabola = y * y * (Vec<acc>(acc(0.5)) / slope);
    return select(y < Vec<acc>(1), parabola, x);
  }
};

/** y = tanh(x), A = log cosh x = |x| + log(1 + exp(-2 |x|)) - log 2. */
template <typename acc>
struct Tanh {
  ISBE_INLINE explicit Tanh(const Vec<acc>&) {}
  ISBE_INLINE Vec<acc> score(const Vec<acc>& x) const { return hyperbolic_tangent(x); }
  ISBE_INLINE Vec<acc> potential(const Vec<acc>& x) const {
    const Vec<acc> size = x.abs();
    return size + exponential((size + size).neg()).log1p() - Vec<acc>(acc(0.693147180559945309));
  }

 private:
  ISBE_INLINE static Vec<double> hyperbolic_tangent(const Vec<double>& x) { return x.tanh(); }

  /** Near zero an odd polynomial (relative error 5e-9), else from exp(-2 |x|). */
  ISBE_INLINE static Vec<float> hyperbolic_tangent(const Vec<float>& x) {
    using at::vec::fmadd;
    const Vec<float> size = x.abs(), z = x * x, one(1.f);
    Vec<float> p = fmadd(Vec<float>(-0.00570499f), z, Vec<float>(0.02063909f));
    p = fmadd(p, z, Vec<float>(-0.05373971f));
    p = fmadd(p, z, Vec<float>(0.13331442f));
    p = fmadd(p, z, Vec<float>(-0.33333282f));
    const Vec<float> near = fmadd(p * z, x, x);
    const Vec<float> e = exponential((size + size).neg());
    const Vec<float> far = (one - e) / (one + e);
    const Vec<float> signed_far = select(x < Vec<float>(0.f), far.neg(), far);
    return select(size < Vec<float>(0.625f), near, signed_far);
  }
};

/** y = clip(x, -1, 1), A = smooth L1 of x against 0. */
template <typename acc>
struct Hardtanh {
  ISBE_INLINE explicit Hardtanh(const Vec<acc>&) {}
  ISBE_INLINE Vec<acc> score(const Vec<acc>& x) const {
    const Vec<acc> floored = max_or_second(Vec<acc>(-1), x);
    return select(floored > Vec<acc>(1), Vec<acc>(1), floored);
  }
  ISBE_INLINE Vec<acc> potential(const Vec<acc>& x) const {
    const Vec<acc> size = x.abs(), half(acc(0.5));
    return select(size < Vec<acc>(1), half * x * x, size - half);
  }
};

/** y = x / |x|, A per logit x^2 / |x|, which adds up to |x|. */
template <typename acc>
struct Normalize {
  Vec<acc> inverse;  // 1 / |x|
  ISBE_INLINE explicit Normalize(const Vec<acc>& inverse) : inverse(inverse) {}
  ISBE_INLINE Vec<acc> score(const Vec<acc>& x) const { return x * inverse; }
  ISBE_INLINE Vec<acc> potential(const Vec<acc>& x) const { return x * x * inverse; }
};

/** f(what computes the normalisation). `parameter`: hardsigmoid's slope, normalize's 1 / |x|. */
template <typename acc, typename F>
ISBE_INLINE auto with_normalization(Normalization normalization, const Vec<acc>& parameter, F&& f) {
  switch (normalization) {
    case Normalization::Sigmoid:
      return f(Sigmoid<acc>(parameter));
    case Normalization::Hardsigmoid:
      return f(Hardsigmoid<acc>(parameter));
    case Normalization::Tanh:
      return f(Tanh<acc>(parameter));
    case Normalization::Hardtanh:
      return f(Hardtanh<acc>(parameter));
    default:
      return f(Normalize<acc>(parameter));
  }
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
