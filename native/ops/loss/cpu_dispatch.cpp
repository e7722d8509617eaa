// Picks the kernels of the CPU capability that libtorch runs with: the machine's, or the one that
// ATEN_CPU_CAPABILITY names.
#include <ATen/Version.h>

#include "problem.h"

namespace isbe {

namespace DEFAULT {
extern const Kernels kKernels;
}
#ifdef ISBE_HAVE_AVX2
namespace AVX2 {
extern const Kernels kKernels;
}
#endif
#ifdef ISBE_HAVE_AVX512
namespace AVX512 {
extern const Kernels kKernels;
}
#endif

namespace {

const Kernels& choose_kernels() {
  [[maybe_unused]] const std::string capability = at::get_cpu_capability();
#ifdef ISBE_HAVE_AVX512
  if (capability == "AVX512") return AVX512::kKernels;
#endif
#ifdef ISBE_HAVE_AVX2
  if (capability == "AVX2" || capability == "AVX512") return AVX2::kKernels;
#endif
  return DEFAULT::kKernels;
}

}  // namespace

const Kernels& cpu_kernels() {
  static const Kernels& kernels = choose_kernels();
  return kernels;
}

}  // namespace isbe
