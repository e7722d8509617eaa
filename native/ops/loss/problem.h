// What a CPU kernel is given: pointers, strides and numbers, no tensors. A sample is one row of K
// logits; sample s = outer * inner_size + inner, so that [N, K], [N, C, d1, ...] and channels_last
// are all two strides and a class stride.
#pragma once
#include <c10/core/ScalarType.h>

#include <cstdint>

#include "options.h"

namespace isbe::loss {

/** Where a tensor of rows lies, strides in elements. `data` null: absent. */
struct Rows {
  void* data = nullptr;
  c10::ScalarType dtype = c10::ScalarType::Undefined;
  int64_t outer = 0;
  int64_t inner = 0;
  int64_t classes = 1;

  /** Of a sample's first number. Always inlined, as the kernels' code must not be shared. */
  __attribute__((always_inline)) int64_t position(int64_t outer_index, int64_t inner_index) const {
    return outer_index * outer + inner_index * inner;
  }
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

}  // namespace isbe::loss
