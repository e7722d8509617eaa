// What a CUDA kernel is given: pointers, strides and numbers. No header of libtorch, so that nvcc
// compiles the kernels alone; passed to them by value.
#pragma once
#include <cstdint>

#include "../normalization.h"

namespace isbe::loss::cuda {

enum class Dtype : uint8_t { Float64, Float32, BFloat16, Float16, Int64, Int32, UInt8 };
/** Squares are of the unreduced error; per class: divided by K. */
enum class ValueOf : uint8_t { Nothing, Squares, SquaresPerClass, Potential };

/** Where samples lie, strides in elements; sample s = outer * inner_size + inner. */
struct Plane {
  void* data = nullptr;
  int64_t outer = 0;
  int64_t inner = 0;
  int64_t classes = 1;
};

/** What a block adds to the value, the correct predictions and the samples that count. */
struct Totals {
  double value = 0;
  int64_t correct = 0;
  int64_t count = 0;
};

/** `acc` below is double for float64 logits, else float. */
struct Work {
  int64_t samples = 0;
  int64_t inner_size = 0;  // equal to samples when there's one outer position
  int classes = 0;

  Dtype dtype = Dtype::Float32;  // of logits and error
  Plane logits;
  Plane error;  // data null: computed and dropped
  Plane target;
  Dtype target_dtype = Dtype::Int64;
  bool distributions = false;
  int64_t ignore_index = -100;

  const void* weight = nullptr;      // acc [K], or null
  const void* dilation = nullptr;    // acc [K], or null
  const void* relocation = nullptr;  // acc [K], or null
  double label_smoothing = 0;
  double slope = 0;
  double error_scale = 1;  // multiplies the error, not the value

  Normalization normalization = Normalization::Softmax;
  bool bipolar = false;  // targets are mapped to [-1, 1]
  ValueOf value_of = ValueOf::Nothing;
  bool dilated_gradient = false;
  bool mean = false;

  void* sample_values = nullptr;  // acc [samples], or null
  void* value = nullptr;          // acc scalar, or null
  int64_t* correct = nullptr;     // scalar, or null

  Totals* partials = nullptr;  // one a block, or null when there's one block
  unsigned* ticket = nullptr;  // zero before and after the kernel, or null
  double* weights = nullptr;   // [weight_parts]: the weight of the targets that count, in parts
  int weight_parts = 0;        // 0: every block adds up all targets itself
};

/** error *= upstream * factor, unless that is 1. */
struct ScaleWork {
  void* error = nullptr;
  int64_t size = 0;  // elements, side by side
  Dtype dtype = Dtype::Float32;
  const void* upstream = nullptr;  // acc scalar
  double factor = 1;
  int blocks = 1;
};

/** Which arithmetic a row needs. */
enum class Kind : uint8_t { Elementwise, Softmax, PlainSoftmax };

/** Whether the classes of a sample lie side by side; true for a plane without memory too. */
constexpr bool is_together(const Plane& plane) { return !plane.data || plane.classes == 1; }

/**
 * Plain: no class has coefficients of its own, the value is of squares, classes lie side by side,
 * and distributions are of the logits' dtype. That holds for most calls; float64 is for checks.
 */
constexpr Kind kind_of(const Work& w) {
  if (w.normalization != Normalization::Softmax) return Kind::Elementwise;
  const bool weighs_classes = w.weight && (w.distributions || w.label_smoothing != 0);
  const bool plain = !w.dilation && !w.relocation && !weighs_classes &&
                     w.value_of != ValueOf::Potential && w.dtype != Dtype::Float64 &&
                     is_together(w.logits) && is_together(w.error) &&
                     (!w.distributions || (w.target_dtype == w.dtype && is_together(w.target)));
  return plain ? Kind::PlainSoftmax : Kind::Softmax;
}

/** How the rows are shared out; see plan.cpp for which when. */
struct Plan {
  enum class Way : uint8_t {
    FewRegisters,   // a part of a warp a row, one chunk of 16 bytes a thread
    ManyRegisters,  // the same with several chunks a thread
    Stream,         // a block a row (columns 1), or for 32 rows side by side (columns 32)
  };
  Way way = Way::FewRegisters;
  int threads = 32;
  int blocks = 1;
  int team = 1;     // threads a row
  int columns = 1;  // rows side by side in a block that streams
  int stage = 0;    // chunks of a row that wait for its second pass in shared memory
  int shared_bytes = 0;
  int most_shared_bytes = 0;  // that the machine allows
  int weight_blocks = 0;  // blocks of a first kernel that adds up the weights; 0: no such kernel
};

/** What of a device the plan depends on. */
struct Machine {
  int multiprocessors = 1;
  int shared_bytes = 48 * 1024;  // that a block may ask for
};

constexpr int kWarp = 32;
constexpr int kMostThreads = 768;
/** Of a block, so that each has the registers that the kernel needs. */
constexpr int most_threads(Kind kind, bool distributions, bool streams) {
  if (kind != Kind::PlainSoftmax) return 512;
  if (streams) return distributions ? 512 : kMostThreads;
  return distributions ? 384 : 512;
}
constexpr int kMostColumnThreads = 256;
constexpr int kWeightThreads = 256;
constexpr int kScaleThreads = 256;
/** Shared memory besides the staged row: the coefficients, then one slot a warp or thread. */
constexpr int kHeaderBytes = 128;
constexpr int kSlotBytes = 48;

/** Logits in 16 bytes, and chunks of them that a thread holds when it holds many: as many as fit
 * its registers, with what else it needs. Distributions that are held take as much room again. */
constexpr int chunk_of(Dtype dtype) {
  return dtype == Dtype::Float64 ? 2 : dtype == Dtype::Float32 ? 4 : 8;
}
constexpr int many_chunks(Dtype dtype, Kind kind, bool distributions) {
  const bool holds_both = distributions && kind != Kind::PlainSoftmax;
  return (dtype == Dtype::Float32 ? 8 : 4) / (holds_both ? 2 : 1);
}

/** The way to run a work on a machine. Needs all but the results' and scratch memory filled in. */
Plan make_plan(const Work& work, const Machine& machine);
int scale_blocks(const ScaleWork& work, const Machine& machine);

}  // namespace isbe::loss::cuda
