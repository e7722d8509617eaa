// The choice among the kernels in vectors: rows or tiles, by dtype. These files are compiled once a
// CPU capability, with CPU_CAPABILITY naming it: nothing in them may instantiate code that the
// other versions share.
#include "../../common/simd.h"
#include "census.h"
#include "row.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {
namespace {

/** f(a number of the dtype of the logits). */
template <typename F>
auto with_dtype(const Problem& p, F&& f) {
  switch (p.logits.dtype) {
    case c10::ScalarType::Double:  // NOLINT(bugprone-branch-clone): of different types
      return f(double());
    case c10::ScalarType::Float:
      return f(float());
    case c10::ScalarType::BFloat16:
      return f(c10::BFloat16());
    default:
      return f(c10::Half());
  }
}

Kernels::RowsKernel select_kernel(const Problem& p) {
  return with_dtype(p, [&](auto number) -> Kernels::RowsKernel {
    using T = decltype(number);
    return uses_tiles(p) ? tiles_kernel<T> : rows_kernel<T>;
  });
}

int64_t scratch_bytes(const Problem& p) {
  return with_dtype(p, [&](auto number) {
    using T = decltype(number);
    const int64_t tile = p.classes * kLanes<Acc<T>> * static_cast<int64_t>(sizeof(Acc<T>));
    return uses_tiles(p) ? tile * (p.distributions ? 2 : 1) : RowScratch<T>::bytes(p);
  });
}

int64_t samples_at_once(const Problem& p) {
  if (!uses_tiles(p)) return 1;
  return p.logits.dtype == c10::ScalarType::Double ? kLanes<double> : kLanes<float>;
}

}  // namespace

extern const Kernels kKernels;
const Kernels kKernels = {take_census, select_kernel, scratch_bytes, samples_at_once};

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
