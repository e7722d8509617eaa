// The operators of isbe as those of isbe_testing: the same arguments and results, the kernels of
// CUDA, the memory of the CPU. Nobody but tests should call them: they are slow.
#include <ATen/Functions.h>

#include "../backend.h"
#include "../cuda/forward.h"
#include "emulation.h"

namespace isbe::loss {
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

void scale(at::Tensor& error, const at::Tensor& upstream, double factor) {
  cuda::scale(error, upstream, factor, Emulation());
}

void define_like(torch::Library& m, const std::string& name) {
  const auto handle = c10::Dispatcher::singleton().findSchemaOrThrow(("isbe::" + name).c_str(), "");
  m.def(handle.schema().cloneWithName("isbe_testing::" + name, ""));
}

}  // namespace

TORCH_LIBRARY(isbe_testing, m) {
  for (const char* name : {"soft_error", "_soft_error_into", "loss", "_cuda_scale"}) {
    define_like(m, name);
  }
}

TORCH_LIBRARY_IMPL(isbe_testing, CPU, m) {
  Backend<forward>::add_to(m);
  m.impl("_cuda_scale", scale);
}

}  // namespace isbe::loss
