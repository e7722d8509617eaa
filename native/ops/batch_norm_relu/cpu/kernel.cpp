// The CPU kernels. Compiled once a CPU capability, with CPU_CAPABILITY naming it: nothing here may
// instantiate code that the other versions share.
#include "planes.h"
#include "rows.h"

namespace isbe::batch_norm_relu {
inline namespace CPU_CAPABILITY {
namespace {

template <typename T>
constexpr DtypeKernels kForDtype = {
    [](const Problem& p, int64_t begin, int64_t end) {
      p.geometry.has_rows ? rows::moments<T>(p, begin, end) : planes::moments<T>(p, begin, end);
    },
    [](const Problem& p, int64_t begin, int64_t end) {
      p.geometry.has_rows ? rows::forward<T>(p, begin, end) : planes::forward<T>(p, begin, end);
    },
    [](const Problem& p, int64_t begin, int64_t end) {
      p.geometry.has_rows ? rows::reduction<T>(p, begin, end) : planes::reduction<T>(p, begin, end);
    },
    [](const Problem& p, int64_t begin, int64_t end) {
      p.geometry.has_rows ? rows::backward<T>(p, begin, end) : planes::backward<T>(p, begin, end);
    },
};

const DtypeKernels& select_dtype(c10::ScalarType dtype) {
  switch (dtype) {
    case c10::ScalarType::Double:
      return kForDtype<double>;
    case c10::ScalarType::Float:
      return kForDtype<float>;
    case c10::ScalarType::BFloat16:
      return kForDtype<c10::BFloat16>;
    default:
      return kForDtype<c10::Half>;
  }
}

}  // namespace

extern const Kernels kKernels;
const Kernels kKernels = {select_dtype};

}  // namespace CPU_CAPABILITY
}  // namespace isbe::batch_norm_relu
