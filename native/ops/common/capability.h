// Picks, of kernels that are compiled once a CPU capability, those of the capability that libtorch
// runs with: the machine's, or the one that ATEN_CPU_CAPABILITY names.
#pragma once
#include <ATen/Version.h>

#include <string>

namespace isbe {

/** The same kernels compiled for several capabilities; null where the library has none. */
template <typename Kernels>
struct Builds {
  const Kernels* plain;
  const Kernels* avx2;
  const Kernels* avx512;
};

template <typename Kernels>
const Kernels& choose(const Builds<Kernels>& builds) {
  const std::string capability = at::get_cpu_capability();
  if (builds.avx512 && capability == "AVX512") return *builds.avx512;
  if (builds.avx2 && (capability == "AVX2" || capability == "AVX512")) return *builds.avx2;
  return *builds.plain;
}

}  // namespace isbe

#ifdef ISBE_HAVE_AVX2
#define ISBE_DECLARE_AVX2(Kernels) \
  namespace AVX2 {                 \
  extern const Kernels kKernels;   \
  }
#define ISBE_AVX2_KERNELS &AVX2::kKernels
#else
#define ISBE_DECLARE_AVX2(Kernels)
#define ISBE_AVX2_KERNELS nullptr
#endif
#ifdef ISBE_HAVE_AVX512
#define ISBE_DECLARE_AVX512(Kernels) \
  namespace AVX512 {                 \
  extern const Kernels kKernels;     \
  }
#define ISBE_AVX512_KERNELS &AVX512::kKernels
#else
#define ISBE_DECLARE_AVX512(Kernels)
#define ISBE_AVX512_KERNELS nullptr
#endif

/** Defines cpu_kernels() from the `kKernels` of each capability's namespace inside this one. */
#define ISBE_DEFINE_CPU_KERNELS(Kernels)                                               \
  namespace DEFAULT {                                                                  \
  extern const Kernels kKernels;                                                       \
  }                                                                                    \
  ISBE_DECLARE_AVX2(Kernels)                                                           \
  ISBE_DECLARE_AVX512(Kernels)                                                         \
  const Kernels& cpu_kernels() {                                                       \
    static const Kernels& kernels =                                                    \
        choose<Kernels>({&DEFAULT::kKernels, ISBE_AVX2_KERNELS, ISBE_AVX512_KERNELS}); \
    return kernels;                                                                    \
  }
