// Muon's matrices made orthogonal by a Newton–Schulz iteration, in bfloat16.
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/core/LegacyTypeDispatch.h>

#include <algorithm>
#include <vector>

#include "../common/library.h"

namespace isbe::optim {
namespace {

struct Polynomial {
  double a, b, c;
};

/** To the numbers that bfloat16 has; `is_emulated`: in float32. */
at::Tensor rounded(const at::Tensor& values, bool is_emulated) {
  return is_emulated ? values.to(at::kBFloat16).to(at::kFloat) : values;
}

/**
 * The nearest matrix with orthogonal rows or columns, roughly. Products of bfloat16 add in float32
 * and are rounded once, so that float32 gives the same where a processor has no instructions for
 * bfloat16, many times as fast.
 */
at::Tensor orthogonalized(const at::Tensor& matrix, Polynomial p, int64_t steps, double eps,
                          bool is_emulated) {
  const bool is_tall = matrix.size(0) > matrix.size(1);
  const at::Tensor half = matrix.to(at::kBFloat16);
  const at::Tensor wide = is_tall ? half.t() : half;
  at::Tensor x = wide.div(wide.norm().clamp_min(eps));
  if (is_emulated) x = x.to(at::kFloat);
  for (int64_t step = 0; step < steps; ++step) {
    const at::Tensor gram = rounded(x.mm(x.t()), is_emulated);
    const at::Tensor polynomial = rounded(at::addmm(gram, gram, gram, p.b, p.c), is_emulated);
    x = rounded(at::addmm(x, polynomial, x, p.a), is_emulated);
  }
  return is_tall ? x.t() : x;
}

/** One thread a matrix is faster where there are enough, unless they are large. */
bool share_matrices(at::TensorList matrices) {
  constexpr int64_t kLarge = 1 << 20;
  return matrices.size() >= 2 * static_cast<size_t>(at::get_num_threads()) &&
         std::all_of(matrices.begin(), matrices.end(), [](const at::Tensor& matrix) {
           return matrix.is_cpu() && matrix.numel() < kLarge;
         });
}

std::vector<at::Tensor> orthogonalize(at::TensorList matrices, double a, double b, double c,
                                      int64_t steps, double eps, bool is_emulated) {
  for (const at::Tensor& matrix : matrices) {
    TORCH_CHECK(matrix.dim() == 2 && matrix.is_floating_point(),
                "matrices: expected matrices of floating-point numbers, found ",
                matrix.scalar_type(), " ", matrix.sizes());
  }
  std::vector<at::Tensor> result(matrices.size());
  const auto solve = [&](int64_t begin, int64_t end) {
    // Threads of a parallel region start with dispatch of their own.
    const at::AutoDispatchBelowADInplaceOrView guard;
    for (int64_t i = begin; i < end; ++i)
      result[i] = orthogonalized(matrices[i], {a, b, c}, steps, eps, is_emulated);
  };
  const auto count = static_cast<int64_t>(matrices.size());
  if (share_matrices(matrices)) {
    at::parallel_for(0, count, 1, solve);
  } else {
    solve(0, count);
  }
  return result;
}

}  // namespace

ISBE_LIBRARY_IMPL(CompositeExplicitAutograd, m) { m.impl("_orthogonalize", orthogonalize); }

}  // namespace isbe::optim
