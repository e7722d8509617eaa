// The class with the largest score: what metrics ask for of every batch, where argmax takes ten
// times as long over rows as short as these.
#include <ATen/Dispatch.h>
#include <ATen/Functions.h>
#include <ATen/OpMathType.h>
#include <ATen/Parallel.h>
#include <c10/util/bit_cast.h>

#include <algorithm>

#include "../common/library.h"
#include "../common/tensors.h"

namespace isbe::top_class {
namespace {

// As argmax has it: the first of several largest scores, and the first NaN above all.

/** The index of the largest key: the score's bits in the order of integers, then the lesser index.
 */
int64_t largest(const auto& score, int64_t classes, float) {
  uint64_t best = 0;
  for (int64_t k = 0; k < classes; ++k) {
    const float value = score(k) + 0.f;  // -0 becomes 0
    auto bits = c10::bit_cast<uint32_t>(value);
    bits ^= static_cast<uint32_t>(static_cast<int32_t>(bits) >> 31) | 0x80000000u;
    if (value != value) bits = UINT32_MAX;
    best = std::max(best, static_cast<uint64_t>(bits) << 32 | ~static_cast<uint32_t>(k));
  }
  return ~static_cast<uint32_t>(best);
}

int64_t largest(const auto& score, int64_t classes, double) {
  int64_t index = 0;
  double best = score(0);
  for (int64_t k = 1; k < classes; ++k) {
    if (score(k) <= best || best != best) continue;
    index = k;
    best = score(k);
  }
  return index;
}

at::Tensor by_argmax(const at::Tensor& scores) { return at::argmax(scores, 1); }

at::Tensor on_cpu(const at::Tensor& scores) {
  if (scores.dim() != 2 || scores.size(1) == 0 || scores.size(1) > UINT32_MAX ||
      !is_supported(scores.scalar_type()))
    return by_argmax(scores);
  const at::Tensor rows = scores.contiguous();
  const int64_t classes = rows.size(1);
  at::Tensor indices = at::empty({rows.size(0)}, rows.options().dtype(at::kLong));
  AT_DISPATCH_FLOATING_TYPES_AND2(
      at::kBFloat16, at::kHalf, rows.scalar_type(), "isbe::_top_class", [&] {
        using Number = at::opmath_type<scalar_t>;
        const auto* from = rows.const_data_ptr<scalar_t>();
        auto* to = indices.mutable_data_ptr<int64_t>();
        at::parallel_for(0, rows.size(0), at::internal::GRAIN_SIZE / classes + 1,
                         [&](int64_t begin, int64_t end) {
                           for (int64_t row = begin; row < end; ++row) {
                             const auto score = [&](int64_t k) -> Number {
                               return from[row * classes + k];
                             };
                             to[row] = largest(score, classes, Number());
                           }
                         });
      });
  return indices;
}

}  // namespace

ISBE_LIBRARY_IMPL(CompositeExplicitAutograd, m) { m.impl("_top_class", by_argmax); }
ISBE_LIBRARY_IMPL(CPU, m) { m.impl("_top_class", on_cpu); }

}  // namespace isbe::top_class
