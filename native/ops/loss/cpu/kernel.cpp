// The CPU kernels. Compiled once a CPU capability, with CPU_CAPABILITY naming it: nothing here may
// instantiate code that the other versions share.
#include "../problem.h"
#include "row.h"
#include "row_one_hot.h"
#include "tile.h"

namespace isbe {
inline namespace CPU_CAPABILITY {
namespace {

/** Up to here a tile of transposed rows beats vectors along the classes. */
constexpr int64_t kFewClasses = 32;

bool uses_tiles(const Problem& p) {
  const bool side_by_side = p.logits.classes == 1 && (!p.error.data || p.error.classes == 1) &&
                            (!p.distributions || p.target.classes == 1);
  return !side_by_side || p.classes <= kFewClasses;
}

/** Dense targets: every class has something of its own subtracted. */
bool is_dense(const Problem& p) {
  const bool every_class_differs =
      p.normalization == Normalization::Softmax && p.weight && p.label_smoothing != 0;
  return p.distributions || every_class_differs;
}

int64_t blocks_of(int64_t classes) { return (classes + kBlock - 1) / kBlock; }

int64_t position(const Rows& rows, int64_t outer, int64_t inner) {
  return outer * rows.outer + inner * rows.inner;
}

/** What one sample or tile of them adds to the partial sums. */
template <typename acc>
void add_value(const Problem& p, Partial& partial, int64_t sample, double value) {
  partial.value += value;
  if (p.sample_values) static_cast<acc*>(p.sample_values)[sample] = static_cast<acc>(value);
}

// Rows -------------------------------------------------------------------------------------------

enum class Kind : uint8_t { Softmax, Dilated, Sigmoid, Hardsigmoid, Tanh, Hardtanh, Normalize };

Kind kind_of(const Problem& p) {
  if (p.dilation || p.relocation) return Kind::Dilated;
  switch (p.normalization) {
    case Normalization::Softmax:
      return Kind::Softmax;
    case Normalization::Sigmoid:
      return Kind::Sigmoid;
    case Normalization::Hardsigmoid:
      return Kind::Hardsigmoid;
    case Normalization::Tanh:
      return Kind::Tanh;
    case Normalization::Hardtanh:
      return Kind::Hardtanh;
    default:
      return Kind::Normalize;
  }
}

template <Kind kind, typename T, typename Target>
ISBE_INLINE RowSums compute_row(const Row<T>& row, const Target& target, Ahead<T>& ahead) {
  using acc = Acc<T>;
  const double slope = row.problem.slope;
  if constexpr (kind == Kind::Softmax && !Target::kIsDense) {
    if (row.streams) return one_hot_softmax_row<true>(row, target, ahead);
    if (target.is_one_hot()) return one_hot_softmax_row<false>(row, target, ahead);
  }
  if constexpr (kind == Kind::Softmax) return softmax_row<false>(row, target);
  if constexpr (kind == Kind::Dilated) return softmax_row<true>(row, target);
  if constexpr (kind == Kind::Sigmoid) return elementwise_row(row, target, Sigmoid<acc>(slope));
  if constexpr (kind == Kind::Hardsigmoid) {
    return elementwise_row(row, target, Hardsigmoid<acc>(slope));
  }
  if constexpr (kind == Kind::Tanh) return elementwise_row(row, target, Tanh<acc>(slope));
  if constexpr (kind == Kind::Hardtanh) return elementwise_row(row, target, Hardtanh<acc>(slope));
  if constexpr (kind == Kind::Normalize) return normalize_row(row, target);
}

/** From here on an error is too large to stay in the caches until it's used. */
constexpr int64_t kStreamedBytes = int64_t{16} << 20;

/**
 * Whether the errors go past the caches. That saves reading their memory before it is overwritten,
 * a third of all traffic. But where they replace the logits it has been read already, and pages
 * that the system has just cleared are still in the caches.
 */
bool streams_error(const Problem& p) {
  if (kind_of(p) != Kind::Softmax || is_dense(p) || p.label_smoothing != 0) return false;
  if (uses_tiles(p) || !p.error.data || !p.recycled) return false;
  if (p.error.data == p.logits.data) return false;
  const int64_t width = c10::elementSize(p.logits.dtype);
  const auto is_aligned = [](int64_t bytes) { return bytes % 64 == 0; };
  return p.samples() * p.classes * width >= kStreamedBytes &&
         is_aligned(reinterpret_cast<intptr_t>(p.error.data)) &&
         is_aligned(p.error.inner * width) && is_aligned(p.error.outer * width);
}

/** Where a row keeps numbers in between; both dtypes' buffers begin on a cache line. */
template <typename T>
struct RowScratch {
  using acc = Acc<T>;
  static int64_t padded(int64_t bytes) { return (bytes + 63) / 64 * 64; }

  acc* maxima;
  acc* exponentials;
  T* error;

  RowScratch(const Problem& p, void* scratch) {
    auto* at = static_cast<char*>(scratch);
    maxima = reinterpret_cast<acc*>(at);
    at += padded(blocks_of(p.classes) * sizeof(acc));
    exponentials = reinterpret_cast<acc*>(at);
    if (needs_exponentials(p)) at += padded(p.classes * sizeof(acc));
    error = reinterpret_cast<T*>(at);
  }

  /** The error itself holds the exponentials when it's of the arithmetic's dtype. */
  static bool needs_exponentials(const Problem& p) {
    return !std::is_same_v<T, acc> || streams_error(p);
  }

  static int64_t bytes(const Problem& p) {
    return padded(blocks_of(p.classes) * sizeof(acc)) +
           (needs_exponentials(p) ? padded(p.classes * sizeof(acc)) : 0) +
           (p.error.data ? 0 : padded(p.classes * sizeof(T)));
  }
};

template <typename T>
void clear(T* row, int64_t size) {
  const Vec<Acc<T>> zero(0);
  for_each_vector<Acc<T>>(size,
                          [&](int64_t k, auto n) ISBE_INLINE_LAMBDA { store(row + k, zero, n); });
}

template <Kind kind, typename T, bool kDense>
void rows_kernel(const Problem& p, int64_t begin, int64_t end, void* memory, Partial& partial) {
  using acc = Acc<T>;
  using Target = std::conditional_t<kDense, DenseTarget<T>, IndexTarget<T>>;
  const RowScratch<T> scratch(p, memory);
  const bool streams = streams_error(p);
  Ahead<T> ahead;
  const CoefficientRule<acc> rule(p);
  const DenseRule<acc> dense_rule(p);
  int64_t outer = begin / p.inner_size, inner = begin % p.inner_size;
  for (int64_t sample = begin; sample < end; ++sample, ++inner) {
    if (inner == p.inner_size) {
      ++outer;
      inner = 0;
    }
    const T* logits = static_cast<const T*>(p.logits.data) + position(p.logits, outer, inner);
    T* error = p.error.data ? static_cast<T*>(p.error.data) + position(p.error, outer, inner)
                            : scratch.error;
    acc* exponentials = scratch.exponentials;
    if constexpr (std::is_same_v<T, acc>) exponentials = streams ? exponentials : error;
    const bool has_next = sample + 1 < end && inner + 1 < p.inner_size;
    const Row<T> row{p,        logits, error, exponentials, scratch.maxima, logits + p.logits.inner,
                     has_next, streams};
    const int64_t at = position(p.target, outer, inner);
    const auto finish = [&](const Target& target) ISBE_INLINE_LAMBDA {
      const RowSums sums = compute_row<kind>(row, target, ahead);
      partial.correct += sums.correct;
      add_value<acc>(p, partial, sample, p.potential ? sums.potential : sums.squares);
    };
    if constexpr (kDense) {
      if (p.distributions) {
        const int64_t width = c10::elementSize(p.target.dtype);
        finish(Target(p, dense_rule, static_cast<const char*>(p.target.data) + at * width));
        continue;
      }
    }
    const int64_t index = read_index(p.target, at);
    if (index == p.ignore_index) {
      clear(error, p.classes);
      add_value<acc>(p, partial, sample, 0);
      continue;
    }
    finish(Target(p, rule, index));
  }
}

// Tiles ------------------------------------------------------------------------------------------

template <Kind kind, typename acc>
ISBE_INLINE TileSums<acc> compute_tile(const Problem& p, const TileTarget<acc>& target, acc* tile) {
  if constexpr (kind == Kind::Softmax || kind == Kind::Dilated) {
    return softmax_tile(p, target, tile);
  } else if constexpr (kind == Kind::Sigmoid) {
    return elementwise_tile(p, target, tile, Sigmoid<acc>(p.slope));
  } else if constexpr (kind == Kind::Hardsigmoid) {
    return elementwise_tile(p, target, tile, Hardsigmoid<acc>(p.slope));
  } else if constexpr (kind == Kind::Tanh) {
    return elementwise_tile(p, target, tile, Tanh<acc>(p.slope));
  } else if constexpr (kind == Kind::Hardtanh) {
    return elementwise_tile(p, target, tile, Hardtanh<acc>(p.slope));
  } else {
    return elementwise_tile(p, target, tile, NormalizedTile<acc>(tile, p.classes));
  }
}

template <typename acc>
ISBE_INLINE void add_tile(const Problem& p, Partial& partial, int64_t sample, int n,
                          const TileSums<acc>& sums) {
  constexpr int W = kLanes<acc>;
  partial.correct += W - __builtin_popcount(sums.correct.zero_mask());
  const Vec<acc>& value = p.potential ? sums.potential : sums.squares;
  partial.value += sum_of_lanes(value);
  if (p.sample_values) store(static_cast<acc*>(p.sample_values) + sample, value, n);
}

template <Kind kind, typename T, bool kDense>
void tiles_kernel(const Problem& p, int64_t begin, int64_t end, void* memory, Partial& partial) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  auto* tile = static_cast<acc*>(memory);
  const CoefficientRule<acc> rule(p);
  const DenseRule<acc> dense_rule(p);
  int64_t outer = begin / p.inner_size, inner = begin % p.inner_size;
  for (int64_t sample = begin; sample < end;) {
    const auto n = static_cast<int>(
        std::min<int64_t>(std::min<int64_t>(W, end - sample), p.inner_size - inner));
    load_tile<T>(p.logits, position(p.logits, outer, inner), p.classes, n, tile);
    const int64_t at = position(p.target, outer, inner);
    const TileTarget<acc> target = kDense && p.distributions
                                       ? dense_tile<T>(p, dense_rule, at, n, tile + p.classes * W)
                                       : index_tile(p, rule, at, n);
    const TileSums<acc> sums = compute_tile<kind>(p, target, tile);
    store_tile<T>(p.error, position(p.error, outer, inner), p.classes, n, tile);
    add_tile(p, partial, sample, n, sums);
    sample += n;
    inner += n;
    if (inner == p.inner_size) {
      ++outer;
      inner = 0;
    }
  }
}

// The choice -------------------------------------------------------------------------------------

template <Kind kind, typename T>
Kernels::RowsKernel choose(const Problem& p) {
  if (uses_tiles(p))
    return is_dense(p) ? tiles_kernel<kind, T, true> : tiles_kernel<kind, T, false>;
  return is_dense(p) ? rows_kernel<kind, T, true> : rows_kernel<kind, T, false>;
}

template <typename T>
Kernels::RowsKernel choose_kind(const Problem& p) {
  switch (kind_of(p)) {
    case Kind::Softmax:
      return choose<Kind::Softmax, T>(p);
    case Kind::Dilated:
      return choose<Kind::Dilated, T>(p);
    case Kind::Sigmoid:
      return choose<Kind::Sigmoid, T>(p);
    case Kind::Hardsigmoid:
      return choose<Kind::Hardsigmoid, T>(p);
    case Kind::Tanh:
      return choose<Kind::Tanh, T>(p);
    case Kind::Hardtanh:
      return choose<Kind::Hardtanh, T>(p);
    default:
      return choose<Kind::Normalize, T>(p);
  }
}

Kernels::RowsKernel select_kernel(const Problem& p) {
  switch (p.logits.dtype) {
    case c10::ScalarType::Float:
      return choose_kind<float>(p);
    case c10::ScalarType::Double:
      return choose_kind<double>(p);
    case c10::ScalarType::BFloat16:
      return choose_kind<c10::BFloat16>(p);
    default:
      return choose_kind<c10::Half>(p);
  }
}

template <typename T>
int64_t bytes_of(const Problem& p) {
  const int64_t tile = p.classes * kLanes<Acc<T>> * static_cast<int64_t>(sizeof(Acc<T>));
  return uses_tiles(p) ? tile * (p.distributions ? 2 : 1) : RowScratch<T>::bytes(p);
}

int64_t scratch_bytes(const Problem& p) {
  switch (p.logits.dtype) {
    case c10::ScalarType::Float:
      return bytes_of<float>(p);
    case c10::ScalarType::Double:
      return bytes_of<double>(p);
    case c10::ScalarType::BFloat16:
      return bytes_of<c10::BFloat16>(p);
    default:
      return bytes_of<c10::Half>(p);
  }
}

int64_t samples_at_once(const Problem& p) {
  if (!uses_tiles(p)) return 1;
  return p.logits.dtype == c10::ScalarType::Double ? kLanes<double> : kLanes<float>;
}

// The census -------------------------------------------------------------------------------------

template <typename Index>
Census count_contiguous(const Problem& p, const Index* indices, int64_t size) {
  const auto classes = static_cast<uint64_t>(p.classes);
  int64_t count = 0, bad = 0;
  for (int64_t i = 0; i < size; ++i) {
    const auto index = static_cast<int64_t>(indices[i]);
    const bool counts = index != p.ignore_index;
    count += counts;
    bad += counts && static_cast<uint64_t>(index) >= classes;
  }
  return {static_cast<double>(count), count, bad ? 0 : -1};
}

double weight_of(const Problem& p, int64_t index) {
  if (!p.weight) return 1;
  return p.logits.dtype == c10::ScalarType::Double ? static_cast<const double*>(p.weight)[index]
                                                   : static_cast<const float*>(p.weight)[index];
}

/** Any strides, weights and the place of the first index that's out of range. */
Census count_one_by_one(const Problem& p, int64_t begin, int64_t end) {
  Census census;
  for (int64_t sample = begin; sample < end; ++sample) {
    const int64_t at = position(p.target, sample / p.inner_size, sample % p.inner_size);
    const int64_t index = read_index(p.target, at);
    if (index == p.ignore_index) continue;
    if (index < 0 || index >= p.classes) {
      census.out_of_range = sample;
      return census;
    }
    census.weight += weight_of(p, index);
    ++census.count;
  }
  return census;
}

Census take_census(const Problem& p, int64_t begin, int64_t end) {
  const bool contiguous = p.outer_size == 1 && p.target.inner == 1;
  if (contiguous && !p.weight && p.target.dtype == c10::ScalarType::Long) {
    const auto* indices = static_cast<const int64_t*>(p.target.data) + begin;
    const Census census = count_contiguous(p, indices, end - begin);
    if (census.out_of_range < 0) return census;
  }
  return count_one_by_one(p, begin, end);
}

}  // namespace

extern const Kernels kKernels;
const Kernels kKernels = {take_census, select_kernel, scratch_bytes, samples_at_once};

}  // namespace CPU_CAPABILITY
}  // namespace isbe
