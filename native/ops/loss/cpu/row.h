// A sample whose logits lie side by side: vectors run along the classes. Long rows are worked off
// in blocks that stay in the first-level cache, so that memory is read once.
#pragma once
#include "choice.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

/** Turns a block of logits of any dtype into numbers of the arithmetic, dilated where asked. */
template <typename acc>
using Load = void (*)(const Problem&, const void* logits, int64_t begin, int64_t size, acc* to);
/** Turns a block of errors into those that are sent. */
template <typename acc>
using Send = void (*)(const Problem&, const acc* errors, int64_t begin, int64_t size, void* to);

/** One sample: where to read, write and keep numbers in between. */
template <typename acc>
struct Row {
  const Problem& problem;
  const void* logits;
  void* error;
  acc* numbers;      // [K]: exponentials or scores, then errors; may be the error itself
  acc* maxima;       // [blocks]
  const void* next;  // where the logits of the sample after this one would be
  int64_t width;     // bytes of a logit
  Load<acc> load;    // null where the logits serve as they are
  Send<acc> send;    // null where `numbers` is the error, as it is sent

  /** The logits z of a block. */
  const acc* block(int64_t begin, int64_t size) const {
    if (!load) return static_cast<const acc*>(logits) + begin;
    load(problem, logits, begin, size, numbers + begin);
    return numbers + begin;
  }
  /** The logits that are needed next after those before `end`. */
  const void* ahead(int64_t end) const {
    return end < problem.classes ? static_cast<const char*>(logits) + end * width : next;
  }
  void finish(int64_t begin, int64_t size) const {
    if (send) send(problem, numbers + begin, begin, size, error);
  }
};

struct RowSums {
  double squares = 0;    // of the error
  double potential = 0;  // times the scale, as the error
  bool correct = false;
};

/** The error of a row, for any problem; `shares` is its distribution, or null. */
RowSums compute_row(const Row<float>& row, const CoefficientRule<float>& rule, int64_t index);
RowSums compute_row(const Row<double>& row, const CoefficientRule<double>& rule, int64_t index);
RowSums compute_row(const Row<float>& row, const DenseRule<float>& rule, const float* shares);
RowSums compute_row(const Row<double>& row, const DenseRule<double>& rule, const double* shares);

/** The kernels for a dtype of logits. */
template <typename T>
void rows_kernel(const Problem& p, int64_t begin, int64_t end, void* memory, Partial& partial);
template <typename T>
void tiles_kernel(const Problem& p, int64_t begin, int64_t end, void* memory, Partial& partial);

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
