// The CPU kernels of the operators.
#include "../operators.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <ATen/TensorIterator.h>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "../../common/library.h"
#include "../check.h"
#include "problem.h"

namespace isbe::dropout {
namespace {

/** A call takes this one number of the generator, and the key stands for all of its values. */
uint64_t draw_key(const std::optional<at::Generator>& generator) {
  auto* source = at::get_generator_or_default<at::CPUGeneratorImpl>(
      generator, at::detail::getDefaultCPUGenerator());
  const std::lock_guard<std::mutex> lock(source->mutex_);
  return source->random64();
}

/** Probabilities come in steps of 2^-32; only 0 keeps everything. */
uint32_t threshold_for(double p) {
  return static_cast<uint32_t>(std::min(std::round((1 - p) * 0x1p32), 0x1p32 - 1));
}

/** `values` in the layout of `output`: itself, or a copy, which is made in `output`. */
const void* laid_out_as(at::Tensor& output, const at::Tensor& values) {
  if (values.strides() == output.strides()) return values.const_data_ptr();
  return output.copy_(values).const_data_ptr();
}

void run(Kernels::Kernel kernel, const Problem& problem) {
  constexpr int64_t kBlocksWorthAThread = at::internal::GRAIN_SIZE / kBlock;
  at::parallel_for(0, problem.blocks(), kBlocksWorthAThread,
                   [&](int64_t begin, int64_t end) { kernel(problem, begin, end); });
}

OutputAndKept forward(const at::Tensor& input, double p,
                      const std::optional<at::Generator>& generator) {
  check_forward(input, p);
  at::Tensor output = at::empty_like(input);
  at::Tensor kept = at::empty_like(output, output.options().dtype(at::kBool));
  if (p == 0) return {output.copy_(input), kept.fill_(true)};
  Problem problem;
  problem.input = laid_out_as(output, input);
  problem.output = output.mutable_data_ptr();
  problem.kept = static_cast<uint8_t*>(kept.mutable_data_ptr());
  problem.size = input.numel();
  problem.scale = scale_for(p);
  problem.threshold = threshold_for(p);
  if (p < 1) problem.key = draw_key(generator);
  run(cpu_kernels().forward(input.scalar_type()), problem);
  return {std::move(output), std::move(kept)};
}

at::Tensor backward(const at::Tensor& gradient, const at::Tensor& kept, double scale) {
  check_backward(gradient, kept);
  const at::Tensor flags = kept.is_non_overlapping_and_dense() ? kept : kept.contiguous();
  at::Tensor output = at::empty_like(flags, gradient.options());
  Problem problem;
  problem.input = laid_out_as(output, gradient);
  problem.output = output.mutable_data_ptr();
  problem.kept = static_cast<uint8_t*>(flags.data_ptr());
  problem.size = gradient.numel();
  problem.scale = scale;
  run(cpu_kernels().backward(gradient.scalar_type()), problem);
  return output;
}

}  // namespace

ISBE_LIBRARY_IMPL(CPU, m) {
  m.impl("_dropout", forward);
  m.impl("_dropout_backward", backward);
}

}  // namespace isbe::dropout
