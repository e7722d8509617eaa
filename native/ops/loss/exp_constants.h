// exp(x) = 2^n * p(f) with n = round(x / ln 2) and f = x - n ln 2, |f| <= ln 2 / 2. p is
// 1 + f + c2 f^2 + ... + c6 f^6, the coefficients of least greatest relative error (3e-9, found by
// iterated least squares): the result is within about one unit in the last place.
#pragma once

namespace isbe::exp_constants {

constexpr float kLog2E = 1.44269504f;
constexpr float kLn2High = 0.69314575f;  // 16 significant bits: n * kLn2High is exact
constexpr float kLn2Low = 1.4286068e-06f;
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
