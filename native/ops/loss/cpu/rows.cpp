// The kernel over rows, once a dtype of logits: the main job with code of its own, all else by way
// of numbers of the arithmetic.
#include <algorithm>

#include "row_one_hot.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {
namespace {

template <typename acc>
const acc* per_class(const void* numbers, int64_t begin) {
  return numbers ? static_cast<const acc*>(numbers) + begin : nullptr;
}

/** See Load in row.h. */
template <typename T>
void load_block(const Problem& p, const void* logits, int64_t begin, int64_t size, Acc<T>* to) {
  using acc = Acc<T>;
  const T* from = static_cast<const T*>(logits) + begin;
  const acc* numbers = to;
  if constexpr (std::is_same_v<T, acc>) {
    numbers = from;
  } else {
    widen(from, size, to);
  }
  const acc* const dilation = per_class<acc>(p.dilation, begin);
  const acc* const relocation = per_class<acc>(p.relocation, begin);
  if (dilation || relocation) dilate<acc>(numbers, dilation, relocation, size, to);
}

/** See Send in row.h. */
template <typename T>
void send_block(const Problem& p, const Acc<T>* errors, int64_t begin, int64_t size, void* to) {
  using acc = Acc<T>;
  T* const out = static_cast<T*>(to) + begin;
  if (!p.dilated_gradient) return narrow(errors, size, out);
  acc sent[kBlock];
  dilate<acc>(errors, per_class<acc>(p.dilation, begin), nullptr, size, sent);
  narrow(sent, size, out);
}

template <typename T>
class RowsKernel {
  using acc = Acc<T>;

 public:
  RowsKernel(const Problem& p, int64_t end, void* memory)
      : p_(p),
        end_(end),
        scratch_(p, memory),
        one_hot_(is_plain_softmax(p) && !is_dense(p)),
        streams_(streams_error(p)),
        rule_(p),
        dense_rule_(p) {}

  /** Of a sample whose target is an index. */
  RowSums compute_index(int64_t sample, int64_t outer, int64_t inner) {
    const int64_t index = read_index(p_.target, p_.target.position(outer, inner));
    T* const error = error_of(outer, inner);
    if (index == p_.ignore_index) {
      fill(error, p_.classes, acc(0));
      return {};
    }
    if (one_hot_) {
      const Coefficients<acc> c = rule_.at(index);
      if (c.offset == 0) {
        const T* const logits = logits_of(outer, inner);
        const bool has_next = sample + 1 < end_ && inner + 1 < p_.inner_size;
        const OneHotRow<T> row{p_,
                               logits,
                               error,
                               numbers_of(error),
                               scratch_.maxima,
                               logits + p_.logits.inner,
                               has_next,
                               index,
                               c.gain,
                               c.hit};
        return one_hot_softmax_row(row, streams_, ahead_);
      }
    }
    return compute_row(row_of(outer, inner, error), rule_, index);
  }

  /** Of a sample whose target is a distribution. */
  RowSums compute_distribution(int64_t outer, int64_t inner) {
    const int64_t at = p_.target.position(outer, inner);
    const auto* shares = static_cast<const acc*>(p_.target.data) + at;
    if constexpr (!std::is_same_v<T, acc>) {
      if (scratch_.shares) {
        widen(static_cast<const T*>(p_.target.data) + at, p_.classes, scratch_.shares);
        shares = scratch_.shares;
      }
    }
    return compute_row(row_of(outer, inner, error_of(outer, inner)), dense_rule_, shares);
  }

 private:
  const T* logits_of(int64_t outer, int64_t inner) const {
    return static_cast<const T*>(p_.logits.data) + p_.logits.position(outer, inner);
  }
  T* error_of(int64_t outer, int64_t inner) const {
    if (!p_.error.data) return scratch_.error;
    return static_cast<T*>(p_.error.data) + p_.error.position(outer, inner);
  }
  acc* numbers_of(T* error) const {
    if constexpr (std::is_same_v<T, acc>) return scratch_.numbers ? scratch_.numbers : error;
    return scratch_.numbers;
  }
  Row<acc> row_of(int64_t outer, int64_t inner, T* error) const {
    const T* const logits = logits_of(outer, inner);
    const bool loads = !std::is_same_v<T, acc> || p_.dilation || p_.relocation;
    const bool sends = static_cast<void*>(numbers_of(error)) != error || p_.dilated_gradient;
    return {p_,
            logits,
            error,
            numbers_of(error),
            scratch_.maxima,
            logits + p_.logits.inner,
            static_cast<int64_t>(sizeof(T)),
            loads ? load_block<T> : nullptr,
            sends ? send_block<T> : nullptr};
  }

  const Problem& p_;
  const int64_t end_;
  const RowScratch<T> scratch_;
  const bool one_hot_, streams_;
  const CoefficientRule<acc> rule_;
  const DenseRule<acc> dense_rule_;
  Ahead<T> ahead_;
};

}  // namespace

template <typename T>
void rows_kernel(const Problem& p, int64_t begin, int64_t end, void* memory, Partial& partial) {
  RowsKernel<T> kernel(p, end, memory);
  int64_t outer = begin / p.inner_size, inner = begin % p.inner_size;
  for (int64_t sample = begin; sample < end; ++sample, ++inner) {
    if (inner == p.inner_size) {
      ++outer;
      inner = 0;
    }
    const RowSums sums = p.distributions ? kernel.compute_distribution(outer, inner)
                                         : kernel.compute_index(sample, outer, inner);
    const double value = p.potential ? sums.potential : sums.squares;
    partial.value += value;
    partial.correct += sums.correct;
    if (p.sample_values) static_cast<Acc<T>*>(p.sample_values)[sample] = static_cast<Acc<T>>(value);
  }
}

template void rows_kernel<float>(const Problem&, int64_t, int64_t, void*, Partial&);
template void rows_kernel<double>(const Problem&, int64_t, int64_t, void*, Partial&);
template void rows_kernel<c10::BFloat16>(const Problem&, int64_t, int64_t, void*, Partial&);
template void rows_kernel<c10::Half>(const Problem&, int64_t, int64_t, void*, Partial&);

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
