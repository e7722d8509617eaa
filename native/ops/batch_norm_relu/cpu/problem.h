// What a CPU kernel is given: pointers and numbers, no tensors. An input lies in memory as planes,
// [images, channels, spatial], or as rows with the channels side by side, [images * spatial,
// channels]. It is cut into parts whose sums are added up afterwards, in an order and at places
// that the shape alone decides: so no number depends on the threads.
#pragma once
#include <c10/core/ScalarType.h>

#include <algorithm>
#include <cstdint>

namespace isbe::batch_norm_relu {

struct Geometry {
  int64_t images = 0, channels = 0, spatial = 0;
  bool has_rows = false;

  /** Values that fit the second level cache twice, and give a sum in float32 six digits. */
  static constexpr int64_t kPartValues = 16384;

  int64_t rows() const { return images * spatial; }
  /** Values that a channel has. */
  int64_t count() const { return images * spatial; }

  /** Rows a part, or values of a plane a part. */
  int64_t part_size() const {
    return has_rows ? std::max<int64_t>(64, kPartValues / std::max<int64_t>(1, channels))
                    : kPartValues;
  }
  int64_t parts_per_plane() const { return (spatial + part_size() - 1) / part_size(); }
  /** Small planes of one channel are taken together: adding up lanes costs as much as a plane. */
  int64_t images_per_part() const {
    return spatial < 256 ? std::max<int64_t>(1, 1024 / std::max<int64_t>(1, spatial)) : 1;
  }

  /** Sums a channel; they are stored as [sums, channels]. */
  int64_t sums() const {
    if (has_rows) return (rows() + part_size() - 1) / part_size();
    return (images + images_per_part() - 1) / images_per_part() * parts_per_plane();
  }
  /** Rows or images that sum i is over, and values of each channel in them. */
  int64_t rows_of(int64_t i) const { return std::min(part_size(), rows() - i * part_size()); }
  int64_t images_of(int64_t i) const {
    return std::min(images_per_part(), images - i / parts_per_plane() * images_per_part());
  }
  int64_t count_of(int64_t i) const {
    if (has_rows) return rows_of(i);
    return images_of(i) * std::min(part_size(), spatial - i % parts_per_plane() * part_size());
  }

  /** What the threads share out: a part of all channels at once, or of one. */
  int64_t parts() const { return has_rows ? sums() : sums() * channels; }
  int64_t values_per_part() const {
    return has_rows ? part_size() * channels : images_per_part() * std::min(part_size(), spatial);
  }
};

/** `acc` below is the type of the arithmetic: double for float64 input, else float. */
struct Problem {
  Geometry geometry;
  const void* input = nullptr;
  const void* gradient = nullptr;
  void* output = nullptr;

  // acc [channels]. Forward: relu(x * scale + shift).
  const void* mean = nullptr;
  const void* scale = nullptr;
  const void* shift = nullptr;
  // Backward, with g the gradient where the output is positive: g * scale + (x - mean) * slope +
  // offset.
  const void* slope = nullptr;
  const void* offset = nullptr;

  // acc [sums, channels]. Moments: a number near the mean of a part, the sum of the differences
  // from it, and the sum of their squares. Reduction: the sums of g and of g * (x - mean).
  void* centres = nullptr;
  void* sums = nullptr;
  void* products = nullptr;
};

/** The kernels of one CPU capability for one dtype. */
struct DtypeKernels {
  using Kernel = void (*)(const Problem&, int64_t begin_part, int64_t end_part);
  Kernel moments, forward, reduction, backward;
};

struct Kernels {
  const DtypeKernels& (*select)(c10::ScalarType dtype);
};

/** The kernels for this machine, or the lesser ones that ATEN_CPU_CAPABILITY asks for. */
const Kernels& cpu_kernels();

}  // namespace isbe::batch_norm_relu
