// Numbers of any dtype as numbers of the arithmetic, and chunks of 16 bytes of them.
#pragma once
#include <cmath>

#include "thread.h"
#include "work.h"

#ifdef __CUDACC__
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#else
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>
#endif

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {

#ifdef __CUDACC__
using BFloat16 = __nv_bfloat16;
using Float16 = __half;
ISBE_DEVICE float widen(BFloat16 x) { return __bfloat162float(x); }
ISBE_DEVICE float widen(Float16 x) { return __half2float(x); }
template <typename T>
ISBE_DEVICE T narrow(float x);
template <>
ISBE_DEVICE BFloat16 narrow<BFloat16>(float x) {
  return __float2bfloat16_rn(x);
}
template <>
ISBE_DEVICE Float16 narrow<Float16>(float x) {
  return __float2half_rn(x);
}
#else
using BFloat16 = c10::BFloat16;
using Float16 = c10::Half;
inline float widen(BFloat16 x) { return static_cast<float>(x); }
inline float widen(Float16 x) { return static_cast<float>(x); }
template <typename T>
T narrow(float x) {
  return static_cast<T>(x);
}
#endif

ISBE_DEVICE float widen(float x) { return x; }
ISBE_DEVICE double widen(double x) { return x; }
template <>
ISBE_DEVICE float narrow<float>(float x) {
  return x;
}
template <typename T>
ISBE_DEVICE T narrow(double x) {
  return x;
}

template <typename T>
struct Arithmetic {
  using Type = float;
};
template <>
struct Arithmetic<double> {
  using Type = double;
};
/** The type of the arithmetic on T: double for double, else float. */
template <typename T>
using Acc = typename Arithmetic<T>::Type;

/** Numbers of T in 16 bytes. */
template <typename T>
constexpr int kChunk = 16 / static_cast<int>(sizeof(T));

/** -infinity without <limits>, which device code may use only under a flag of nvcc. */
template <typename acc>
ISBE_HOST_DEVICE acc lowest() {
  return static_cast<acc>(-HUGE_VAL);
}

/** exp(x). For 16-bit results a few units in float's last place are far below their rounding. */
template <typename T>
ISBE_DEVICE Acc<T> exponential(Acc<T> x) {
#ifdef __CUDA_ARCH__
  if constexpr (sizeof(T) == 2) return __expf(x);
  if constexpr (sizeof(T) == 4) return expf(x);
#endif
  return std::exp(x);
}

/**
 * exp(x) of x <= 0, also of float32: its relative error, 2^-22 + |x| 2^-24, is that of x itself,
 * which is a rounded difference of logits. Below 2^-126 it's zero.
 */
template <typename T>
ISBE_DEVICE Acc<T> softmax_power(Acc<T> x) {
#ifdef __CUDA_ARCH__
  if constexpr (sizeof(T) <= 4) {
    float power;
    asm("ex2.approx.ftz.f32 %0, %1;" : "=f"(power) : "f"(x * 1.44269504f));
    return power;
  }
#endif
  return std::exp(x);
}

/** The 16 bytes that one instruction moves. */
struct alignas(16) Quad {
  unsigned words[4];
};

ISBE_DEVICE Quad read_quad(const void* p) {
#ifdef __CUDA_ARCH__
  const uint4 v = *static_cast<const uint4*>(p);
  return {{v.x, v.y, v.z, v.w}};
#else
  return *static_cast<const Quad*>(p);
#endif
}

/**
 * Where the same numbers may also be written one by one, nvcc splits a plain store, so that both
 * ways share its parts. `kWhole` forbids that, at the cost of a register or two.
 */
template <bool kWhole>
ISBE_DEVICE void write_quad(void* p, const Quad& q) {
#ifdef __CUDA_ARCH__
  const uint4 v = make_uint4(q.words[0], q.words[1], q.words[2], q.words[3]);
  if constexpr (kWhole) {
    __stwb(static_cast<uint4*>(p), v);
  } else {
    *static_cast<uint4*>(p) = v;
  }
#else
  *static_cast<Quad*>(p) = q;
#endif
}

/** W numbers in a thread's registers, as they are in memory. */
template <typename T, int W>
struct Pack {
  static_assert(sizeof(T) * W % 16 == 0, "whole instructions");
  static constexpr int kQuads = static_cast<int>(sizeof(T)) * W / 16;
  Quad quads[kQuads];

  ISBE_DEVICE T get(int i) const {
    T value;
    memcpy(&value, reinterpret_cast<const char*>(quads) + i * sizeof(T), sizeof(T));
    return value;
  }
  ISBE_DEVICE void set(int i, T value) {
    memcpy(reinterpret_cast<char*>(quads) + i * sizeof(T), &value, sizeof(T));
  }
};

}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda
