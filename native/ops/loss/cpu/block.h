// Passes over numbers that lie side by side, at most a block of them: what rows are made of. Not
// inlined: there is one of each for a type, however many rows use it.
#pragma once
#include "../../common/simd.h"
#include "choice.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

#define ISBE_NOINLINE __attribute__((noinline))

/** Sums or maxima in four chains, so that one need not wait for the other. */
template <typename acc>
ISBE_INLINE acc sum_of_chains(const Vec<acc> (&s)[4]) {
  return sum_of_lanes((s[0] + s[1]) + (s[2] + s[3]));
}

/** NaN left out; minus infinity when there's nothing else. */
template <typename T>
ISBE_NOINLINE Acc<T> greatest(const T* numbers, int64_t size) {
  using acc = Acc<T>;
  const Vec<acc> lowest(-kInfinity<acc>);
  Vec<acc> m[4] = {lowest, lowest, lowest, lowest};
  for_each_pair<acc>(
      size,
      [&](int64_t k, int j) ISBE_INLINE_LAMBDA {
        const Pair<acc> x = load_pair(numbers + k);
        m[j] = max_or_second(x.a, m[j]);
        m[j + 2] = max_or_second(x.b, m[j + 2]);
      },
      [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
        m[0] = max_or_second(load(numbers + k, n, -kInfinity<acc>), m[0]);
      });
  return max_of_lanes(max_or_second(max_or_second(m[0], m[1]), max_or_second(m[2], m[3])));
}

/** The first number that equals `value`, or kNoClass. */
template <typename T>
ISBE_NOINLINE int64_t first_equal(const T* numbers, int64_t size, Acc<T> value) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  const Vec<acc> wanted(value);
  int64_t k = 0;
  while (k + W <= size && !any_lane(load(numbers + k, AllLanes<acc>{}, acc(0)) == wanted)) k += W;
  for (; k < size; ++k) {
    if (static_cast<acc>(numbers[k]) == value) return k;
  }
  return kNoClass;
}

/** Follows the greatest logit from block to block, and whether the target's is it, and first. */
template <typename T>
class Prediction {
  using acc = Acc<T>;

 public:
  /** Among logits that are all minus infinity the first is the greatest. */
  ISBE_INLINE explicit Prediction(int64_t target) : target_(target), hit_(target == 0) {}

  /** `top` is the greatest logit of the block, NaN left out; before an overwrite. */
  ISBE_INLINE void visit(const T* block, int64_t begin, int64_t size, acc top) {
    if (!(top > max_)) return;
    max_ = top;
    const int64_t at = target_ - begin;
    hit_ = at >= 0 && at < size && static_cast<acc>(block[at]) == top &&
           first_equal(block, at, top) == kNoClass;
  }

  ISBE_INLINE bool is_hit() const { return hit_; }

 private:
  int64_t target_;
  acc max_ = -kInfinity<acc>;
  bool hit_;
};

/** Numbers of any dtype as numbers of the arithmetic. */
template <typename T>
ISBE_NOINLINE void widen(const T* from, int64_t size, Acc<T>* to) {
  for_each_vector<Acc<T>>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
    store(to + k, load(from + k, n, Acc<T>(0)), n);
  });
}

/** The reverse, rounded once. */
template <typename T>
ISBE_NOINLINE void narrow(const Acc<T>* from, int64_t size, T* to) {
  for_each_vector<Acc<T>>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
    store(to + k, load(from + k, n, Acc<T>(0)), n);
  });
}

template <typename T>
ISBE_NOINLINE void fill(T* to, int64_t size, Acc<T> number) {
  const Vec<Acc<T>> v(number);
  for_each_vector<Acc<T>>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA { store(to + k, v, n); });
}

/** to = dilation * from - relocation, of those that are there. */
template <typename acc>
ISBE_NOINLINE void dilate(const acc* from, const acc* dilation, const acc* relocation, int64_t size,
                          acc* to) {
  for_each_vector<acc>(size, [&](int64_t k, auto n) ISBE_INLINE_LAMBDA {
    Vec<acc> z = load(from + k, n, acc(0));
    if (dilation) z = z * load(dilation + k, n, acc(0));
    if (relocation) z = z - load(relocation + k, n, acc(0));
    store(to + k, z, n);
  });
}

/** Writes exp(logit - level) and returns the sum. Meanwhile memory is asked for what comes next,
 * at `ahead`: computing and waiting would take turns otherwise. */
template <typename acc>
ISBE_NOINLINE acc exponentials(const acc* logits, int64_t size, acc level, const void* ahead,
                               acc* to) {
  const Vec<acc> shift(level);
  Vec<acc> s[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
  for_each_unrolled<acc>(size, [&](int64_t k, auto n, int j) ISBE_INLINE_LAMBDA {
    if (j * kLanes<acc> * sizeof(acc) % 64 == 0) prefetch(static_cast<const acc*>(ahead) + k);
    const Vec<acc> e = exponential(load(logits + k, n, -kInfinity<acc>) - shift);
    store(to + k, e, n);
    s[j] = s[j] + e;
  });
  return sum_of_chains(s);
}

template <typename acc>
ISBE_NOINLINE acc sum_of_squares(const acc* numbers, int64_t size) {
  Vec<acc> q[4] = {Vec<acc>(0), Vec<acc>(0), Vec<acc>(0), Vec<acc>(0)};
  for_each_unrolled<acc>(size, [&](int64_t k, auto n, int j) ISBE_INLINE_LAMBDA {
    const Vec<acc> x = load(numbers + k, n, acc(0));
    q[j] = at::vec::fmadd(x, x, q[j]);
  });
  return sum_of_chains(q);
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
