// exp(x) = 2^n * p(f) with n = round(x / ln 2) and f = x - n ln 2, |f| <= ln 2 / 2. p is
// 1 + f + c2 f^2 + ... + c6 f^6, the coefficients of least greatest relative error (3e-9, found by
// iterated least squares): the result is within about one unit in the last place, or two where it
// is less than 1e-20.
#pragma once

namespace isbe::exp_constants {

constexpr float kLog2E = 1.44269504f;
// Fused multiply-add leaves n * kLn2 exact; what kLn2 itself is off by, 1.9e-9, comes to a quarter
// of 1e-6 at the smallest results and to nothing at those that count.
constexpr float kLn2 = 0.69314718f;
constexpr float kC2 = 0.49999994f;
constexpr float kC3 = 0.16666521f;
constexpr float kC4 = 0.04166839f;
constexpr float kC5 = 0.008368745f;
constexpr float kC6 = 0.0013814539f;
// Below it exp is less than 2^-126, the smallest normal number: -126 ln 2, rounded up.
constexpr float kSmallest = -87.33654f;
// 1.5 * 2^23: added to a number of moderate size it rounds, and the sum's low bits are the result.
constexpr float kRounding = 12582912.f;

}  // namespace isbe::exp_constants
