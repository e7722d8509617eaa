// A thread of a kernel and what it can do: on the device the built-ins, elsewhere an emulation of
// them (../testing/emulation.cpp). Kernels use nothing else that a CPU lacks, so that the same
// source runs on both.
//
// Rules that the emulation checks: all lanes of a warp take part in each shuffle, all threads of a
// block in each sync.
#pragma once
#include <cstdint>
#include <cstring>

#ifdef __CUDACC__

#include <cstdio>

#define ISBE_DEVICE __device__ __forceinline__
#define ISBE_HOST_DEVICE __host__ __device__ __forceinline__
#define ISBE_UNROLL _Pragma("unroll")
#define ISBE_CUDA_SIDE on_device

// With NDEBUG <cassert> declares nothing, and release builds are to check indices too.
extern "C" __host__ __device__ void __assert_fail(const char* assertion, const char* file,
                                                  unsigned int line, const char* function) throw();

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {
namespace thread {

ISBE_DEVICE int index() { return static_cast<int>(threadIdx.x); }
ISBE_DEVICE int count() { return static_cast<int>(blockDim.x); }
ISBE_DEVICE int block() { return static_cast<int>(blockIdx.x); }
ISBE_DEVICE int blocks() { return static_cast<int>(gridDim.x); }
ISBE_DEVICE void sync() { __syncthreads(); }
ISBE_DEVICE void fence() { __threadfence(); }

/** The block's shared memory, aligned to 16 bytes. */
ISBE_DEVICE char* shared() {
  extern __shared__ uint4 isbe_shared[];
  return reinterpret_cast<char*>(isbe_shared);
}

/** The value of the lane whose number differs in the bits of `mask`. */
template <typename V>
ISBE_DEVICE V shuffle_xor(const V& value, int mask) {
  static_assert(sizeof(V) % sizeof(int) == 0, "shuffled in words");
  constexpr int kWords = sizeof(V) / sizeof(int);
  int words[kWords];
  memcpy(words, &value, sizeof(V));
  ISBE_UNROLL
  for (int i = 0; i < kWords; ++i) words[i] = __shfl_xor_sync(0xffffffffu, words[i], mask);
  V result;
  memcpy(&result, words, sizeof(V));
  return result;
}

/** Counts up; back to zero after `last`. Returns the number before. */
ISBE_DEVICE unsigned take_ticket(unsigned* ticket, unsigned last) {
  return atomicInc(ticket, last);
}

/** What another block wrote, past this multiprocessor's own cache. */
ISBE_DEVICE double read_fresh(const double* p) { return __ldcg(p); }
ISBE_DEVICE int64_t read_fresh(const int64_t* p) {
  return __ldcg(reinterpret_cast<const long long*>(p));
}

/** The device-side assertion; apart, so that its call costs the kernels no registers. */
static __device__ __noinline__ void fail_out_of_range(int64_t index, int64_t position,
                                                      int classes) {
  printf(
      "isbe: target %lld at position %lld is out of range: expected a class from 0 to %d "
      "(K = %d) or ignore_index\n",
      static_cast<long long>(index), static_cast<long long>(position), classes - 1, classes);
  __assert_fail("isbe: target is a class or ignore_index", __FILE__, __LINE__, "soft_error");
}

}  // namespace thread
}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda

#else

#define ISBE_DEVICE inline
#define ISBE_HOST_DEVICE inline
#define ISBE_UNROLL
#define ISBE_CUDA_SIDE emulated

namespace isbe::loss::cuda {
inline namespace ISBE_CUDA_SIDE {
namespace thread {

int index();
int count();
int block();
int blocks();
void sync();
char* shared();
inline void fence() {}

/** Gives `bytes` to the other lanes of the warp and takes those of `lane ^ mask`. */
void exchange(const void* mine, void* theirs, int bytes, int mask);

template <typename V>
V shuffle_xor(const V& value, int mask) {
  static_assert(sizeof(V) % sizeof(int) == 0, "shuffled in words");
  V result;
  exchange(&value, &result, sizeof(V), mask);
  return result;
}

inline unsigned take_ticket(unsigned* ticket, unsigned last) {
  const unsigned before = *ticket;
  *ticket = before >= last ? 0 : before + 1;
  return before;
}

inline double read_fresh(const double* p) { return *p; }
inline int64_t read_fresh(const int64_t* p) { return *p; }

[[noreturn]] void fail_out_of_range(int64_t index, int64_t position, int classes);

}  // namespace thread
}  // namespace ISBE_CUDA_SIDE
}  // namespace isbe::loss::cuda

#endif
