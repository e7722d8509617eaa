// The kernels of the CPU and what they return.
#pragma once
#include "../problem.h"

namespace isbe::loss {

/** What a range of samples adds up to. Ranges are fixed by the shape, never by the threads. */
struct Partial {
  double value = 0;     // squares of the scaled error, or scaled potential
  int64_t correct = 0;  // samples that count and whose greatest logit is the target's
};

/** What must be known of the targets before the first error can be written. */
struct Census {
  double weight = 0;          // of the targets that count
  int64_t count = 0;          // targets that count
  int64_t out_of_range = -1;  // first sample whose index is no class, or -1
};

/** The kernels of one CPU capability. `scratch` is aligned to 64 bytes. */
struct Kernels {
  using RowsKernel = void (*)(const Problem&, int64_t begin, int64_t end, void* scratch, Partial&);
  Census (*census)(const Problem&, int64_t begin, int64_t end);
  RowsKernel (*select)(const Problem&);
  int64_t (*scratch_bytes)(const Problem&);
  int64_t (*samples_at_once)(const Problem&);  // a range should be a multiple of it
};

/** The kernels for this machine, or the lesser ones that ATEN_CPU_CAPABILITY asks for. */
const Kernels& cpu_kernels();

}  // namespace isbe::loss
