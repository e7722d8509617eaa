// The targets looked at before the first error is written: what a mean divides by, and indices that
// are no class.
#pragma once
#include "coefficients.h"
#include "kernels.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {

template <typename Index>
inline Census count_contiguous(const Problem& p, const Index* indices, int64_t size) {
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

inline double weight_of(const Problem& p, int64_t index) {
  if (!p.weight) return 1;
  return p.logits.dtype == c10::ScalarType::Double ? static_cast<const double*>(p.weight)[index]
                                                   : static_cast<const float*>(p.weight)[index];
}

/** Any strides, weights and the place of the first index that's out of range. */
inline Census count_one_by_one(const Problem& p, int64_t begin, int64_t end) {
  Census census;
  for (int64_t sample = begin; sample < end; ++sample) {
    const int64_t at = p.target.position(sample / p.inner_size, sample % p.inner_size);
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

inline Census take_census(const Problem& p, int64_t begin, int64_t end) {
  const bool contiguous = p.outer_size == 1 && p.target.inner == 1;
  if (contiguous && !p.weight && p.target.dtype == c10::ScalarType::Long) {
    const auto* indices = static_cast<const int64_t*>(p.target.data) + begin;
    const Census census = count_contiguous(p, indices, end - begin);
    if (census.out_of_range < 0) return census;
  }
  return count_one_by_one(p, begin, end);
}

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
