// What a CPU kernel is given: pointers, strides and numbers, no tensors. A sample is one row of K
// logits; sample s = outer * inner_size + inner, so that [N, K], [N, C, d1, ...] and channels_last
// are all two strides and a class stride.
#pragma once
#include <c10/core/ScalarType.h>

#include <cstdint>

#include "options.h"

namespace isbe {

/** Where a tensor of rows lies, strides in elements. `data` null: absent. */
struct Rows {
  void* data = nullptr;
  c10::ScalarType dtype = c10::ScalarType::Undefined;
  int64_t outer = 0;
  int64_t inner = 0;
  int64_t classes = 1;
};

/** `acc` below is the type of the arithmetic: double for float64 logits, else float. */
struct Problem {
  int64_t outer_size = 1;
  int64_t inner_size = 0;
  int64_t classes = 0;

  Rows logits;
  Rows error;             // absent: the error is computed and dropped
  bool recycled = false;  // the error's memory has been in use before: its pages are there
  Rows target;            // class indices, or distributions of `acc` or of the logits' dtype
  bool distributions = false;
  int64_t ignore_index = -100;

  const void* weight = nullptr;      // acc [K], or null
  const void* dilation = nullptr;    // acc [K], or null
  const void* relocation = nullptr;  // acc [K], or null
  double weight_sum = 0;             // over the classes; 0 without weights
  double label_smoothing = 0;
  double slope = 0;
  double scale = 1;  // every error is multiplied by it: the reduction's divisor

  Normalization normalization = Normalization::Softmax;
  bool dilated_gradient = false;
  bool potential = false;  // the value is the potential instead of the squares of the error

  void* sample_values = nullptr;  // acc [samples], or null: the value of each sample

  int64_t samples() const { return outer_size * inner_size; }
};

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

}  // namespace isbe
