// The emulation as operators, for tests: the operators' arguments and results, the kernels of CUDA,
// the memory of the CPU. Nobody else should call them: they are slow.
#include <ATen/Functions.h>
#include <torch/library.h>

#include "../check.h"
#include "emulation.h"
#include "../cuda/forward.h"
#include "../operators.h"

namespace isbe {
namespace {

class Emulation : public cuda::Runner {
 public:
  cuda::Machine machine() const override { return cuda::kEmulatedMachine; }
  at::Tensor ticket(const at::TensorOptions& options) const override {
    return at::zeros({1}, options);
  }
  void run(const cuda::Work& work, const cuda::Plan& plan) const override {
    cuda::emulate(work, plan);
  }
  void run(const cuda::ScaleWork& work) const override { cuda::emulate(work); }
};

SoftError forward(const Arguments& arguments, const Wanted& wanted) {
  check_arguments(arguments);
  return cuda::forward(arguments, wanted, Emulation());
}

SoftError emulate(const at::Tensor& logits, const at::Tensor& target, ISBE_OPTION_PARAMETERS) {
  return forward(Arguments(logits, target, ISBE_OPTION_ARGUMENTS), {});
}

operators::ValueAndCorrect emulate_into(const at::Tensor& logits, const at::Tensor& target,
                                        ISBE_OPTION_PARAMETERS, at::Tensor& out) {
  const Arguments arguments(logits, target, ISBE_OPTION_ARGUMENTS);
  check_out(arguments, out);
  check_memory(arguments, out);
  Wanted wanted;
  wanted.out = &out;
  auto result = forward(arguments, wanted);
  return {std::move(std::get<1>(result)), std::move(std::get<2>(result))};
}

at::Tensor emulate_loss(const at::Tensor& logits, const at::Tensor& target,
                        ISBE_OPTION_PARAMETERS) {
  Wanted wanted;
  wanted.error = wanted.correct = false;
  return std::get<1>(forward(Arguments(logits, target, ISBE_OPTION_ARGUMENTS), wanted));
}

void emulate_scale(at::Tensor& error, const at::Tensor& upstream, double factor) {
  cuda::scale(error, upstream, factor, Emulation());
}

#define ISBE_ARGUMENTS                                                                        \
  "(Tensor logits, Tensor target, *, str normalization=\"softmax\", str reduction=\"mean\", " \
  "float label_smoothing=0., Tensor? weight=None, int ignore_index=-100, float slope=0.25, "  \
  "Tensor? dilation=None, Tensor? relocation=None, bool dilated_gradient=False, "             \
  "str report=\"mse\""

}  // namespace

TORCH_LIBRARY_FRAGMENT(isbe, m) {
  m.def("_emulate_cuda" ISBE_ARGUMENTS ") -> (Tensor error, Tensor value, Tensor correct)");
  m.def("_emulate_cuda_into" ISBE_ARGUMENTS ", Tensor(a!) out) -> (Tensor value, Tensor correct)");
  m.def("_emulate_cuda_loss" ISBE_ARGUMENTS ") -> Tensor");
  m.def("_emulate_cuda_scale(Tensor(a!) error, Tensor upstream, float factor) -> ()");
}

TORCH_LIBRARY_IMPL(isbe, CPU, m) {
  m.impl("_emulate_cuda", emulate);
  m.impl("_emulate_cuda_into", emulate_into);
  m.impl("_emulate_cuda_loss", emulate_loss);
  m.impl("_emulate_cuda_scale", emulate_scale);
}

}  // namespace isbe
