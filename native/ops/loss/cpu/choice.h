// Which kernel a problem takes, and the memory that it needs.
#pragma once
#include "coefficients.h"
#include "kernels.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

/** Up to here a tile of transposed rows beats vectors along the classes. */
constexpr int64_t kFewClasses = 32;

/** Classes in a block: 8 KiB of float, so that logits and errors share the first-level cache. */
constexpr int64_t kBlock = 2048;

inline int64_t blocks_of(int64_t classes) { return (classes + kBlock - 1) / kBlock; }

inline bool uses_tiles(const Problem& p) {
  const bool side_by_side = p.logits.classes == 1 && (!p.error.data || p.error.classes == 1) &&
                            (!p.distributions || p.target.classes == 1);
  return !side_by_side || p.classes <= kFewClasses;
}

/** Softmax of the logits as they are. */
inline bool is_plain_softmax(const Problem& p) {
  return p.normalization == Normalization::Softmax && !p.dilation && !p.relocation;
}

/** Dense targets: every class has something of its own subtracted. */
inline bool is_dense(const Problem& p) {
  const bool every_class_differs =
      p.normalization == Normalization::Softmax && p.weight && p.label_smoothing != 0;
  return p.distributions || every_class_differs;
}

/** From here on an error is too large to stay in the caches until it's used. */
constexpr int64_t kStreamedBytes = int64_t{16} << 20;

/**
 * Whether the errors go past the caches. That saves reading their memory before it is overwritten,
 * a third of all traffic. But where they replace the logits it has been read already, and pages
 * that the system has just cleared are still in the caches.
 */
inline bool streams_error(const Problem& p) {
  if (!is_plain_softmax(p) || is_dense(p) || p.label_smoothing != 0) return false;
  if (uses_tiles(p) || !p.error.data || !p.recycled) return false;
  if (p.error.data == p.logits.data) return false;
  const auto width = static_cast<int64_t>(c10::elementSize(p.logits.dtype));
  const auto is_aligned = [](int64_t bytes) { return bytes % 64 == 0; };
  return p.samples() * p.classes * width >= kStreamedBytes &&
         is_aligned(reinterpret_cast<intptr_t>(p.error.data)) &&
         is_aligned(p.error.inner * width) && is_aligned(p.error.outer * width);
}

/** Where a row keeps numbers in between; every buffer begins on a cache line. */
template <typename T>
struct RowScratch {
  using acc = Acc<T>;

  acc* maxima;   // [blocks]
  acc* numbers;  // [K]: exponentials or scores; null where the error itself holds them
  acc* shares;   // [K]: a distribution that is not of the arithmetic's dtype
  T* error;      // [K]: where nobody wants the error

  RowScratch(const Problem& p, void* scratch) {
    auto* at = static_cast<char*>(scratch);
    const auto take = [&](bool wanted, int64_t bytes) {
      char* const begin = at;
      if (wanted) at += padded(bytes);
      return wanted ? begin : nullptr;
    };
    const auto bytes = static_cast<int64_t>(sizeof(acc));
    maxima = reinterpret_cast<acc*>(take(true, blocks_of(p.classes) * bytes));
    numbers = reinterpret_cast<acc*>(take(needs_numbers(p), p.classes * bytes));
    shares = reinterpret_cast<acc*>(take(needs_shares(p), p.classes * bytes));
    error = reinterpret_cast<T*>(take(!p.error.data, p.classes * bytes));
  }

  static int64_t bytes(const Problem& p) {
    const int64_t row = padded(p.classes * static_cast<int64_t>(sizeof(acc)));
    return padded(blocks_of(p.classes) * static_cast<int64_t>(sizeof(acc))) +
           (needs_numbers(p) + needs_shares(p) + !p.error.data) * row;
  }

 private:
  static int64_t padded(int64_t bytes) { return (bytes + 63) / 64 * 64; }
  static bool needs_numbers(const Problem& p) {
    return !std::is_same_v<T, acc> || streams_error(p);
  }
  static bool needs_shares(const Problem& p) {
    return p.distributions && !std::is_same_v<T, acc> && p.target.dtype == p.logits.dtype;
  }
};

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
