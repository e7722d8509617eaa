// The kernel over tiles, once a dtype of logits: what depends on the dtype is how a tile is filled
// and emptied.
#include <algorithm>

#include "row.h"
#include "tile.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {
namespace {

/** The distributions of n samples, of the arithmetic's dtype or of the logits'. */
template <typename T>
ISBE_NOINLINE void load_shares(const Problem& p, int64_t offset, int n, Acc<T>* tile) {
  using acc = Acc<T>;
  p.target.dtype == c10::CppTypeToScalarType<acc>::value
      ? load_tile<acc>(p.target, offset, p.classes, n, tile)
      : load_tile<T>(p.target, offset, p.classes, n, tile);
}

template <typename acc>
void add_tile(const Problem& p, Partial& partial, int64_t sample, int n,
              const TileSums<acc>& sums) {
  constexpr int W = kLanes<acc>;
  partial.correct += W - __builtin_popcount(sums.correct.zero_mask());
  const Vec<acc>& value = p.potential ? sums.potential : sums.squares;
  partial.value += sum_of_lanes(value);
  if (p.sample_values) store(static_cast<acc*>(p.sample_values) + sample, value, n);
}

}  // namespace

template <typename T>
void tiles_kernel(const Problem& p, int64_t begin, int64_t end, void* memory, Partial& partial) {
  using acc = Acc<T>;
  constexpr int W = kLanes<acc>;
  acc* const tile = static_cast<acc*>(memory);
  acc* const shares = tile + p.classes * W;
  const CoefficientRule<acc> rule(p);
  const DenseRule<acc> dense_rule(p);
  int64_t outer = begin / p.inner_size, inner = begin % p.inner_size;
  for (int64_t sample = begin; sample < end;) {
    const auto n = static_cast<int>(std::min({int64_t{W}, end - sample, p.inner_size - inner}));
    load_tile<T>(p.logits, p.logits.position(outer, inner), p.classes, n, tile);
    const int64_t at = p.target.position(outer, inner);
    if (p.distributions) load_shares<T>(p, at, n, shares);
    const TileTarget<acc> target =
        p.distributions ? dense_tile(p, dense_rule, n, shares) : index_tile(p, rule, at, n);
    const TileSums<acc> sums = compute_tile(p, target, tile);
    store_tile<T>(p.error, p.error.position(outer, inner), p.classes, n, tile);
    add_tile(p, partial, sample, n, sums);
    sample += n;
    inner += n;
    if (inner == p.inner_size) {
      ++outer;
      inner = 0;
    }
  }
}

template void tiles_kernel<float>(const Problem&, int64_t, int64_t, void*, Partial&);
template void tiles_kernel<double>(const Problem&, int64_t, int64_t, void*, Partial&);
template void tiles_kernel<c10::BFloat16>(const Problem&, int64_t, int64_t, void*, Partial&);
template void tiles_kernel<c10::Half>(const Problem&, int64_t, int64_t, void*, Partial&);

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
