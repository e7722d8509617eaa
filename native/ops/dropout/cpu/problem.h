// What a CPU kernel is given: pointers and numbers, no tensors. Values, flags and results are dense
// and in one order, that of memory.
#pragma once
#include <c10/core/ScalarType.h>

#include <cstdint>

namespace isbe::dropout {

/** Values that are drawn for at once; ranges are counted in blocks of them. */
constexpr int64_t kBlock = 64;

struct Problem {
  const void* input = nullptr;
  void* output = nullptr;   // may be the input
  uint8_t* kept = nullptr;  // a flag a value: 1 where it was kept, written by forward
  int64_t size = 0;
  double scale = 1;        // of what is kept
  uint64_t key = 0;        // the same key gives the same flags
  uint32_t threshold = 0;  // a value is kept when a number of 32 random bits is below it

  int64_t blocks() const { return (size + kBlock - 1) / kBlock; }
};

/** The kernels of one CPU capability; all give the same results. */
struct Kernels {
  using Kernel = void (*)(const Problem&, int64_t begin_block, int64_t end_block);
  Kernel (*forward)(c10::ScalarType dtype);
  Kernel (*backward)(c10::ScalarType dtype);
};

/** The kernels for this machine, or the lesser ones that ATEN_CPU_CAPABILITY asks for. */
const Kernels& cpu_kernels();

}  // namespace isbe::dropout
