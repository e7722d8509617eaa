// Under autocast cross_entropy is computed in float32, on a float32 copy of the logits. Here the
// kernels take 16-bit logits as they are and convert them in registers: statistics, subtraction and
// value are float32 and the error is rounded once. So autocast leaves every argument alone, which
// is said here rather than left to the default.
#include <torch/library.h>

namespace {

void leave_alone(torch::Library& m) {
  for (const char* name : {"soft_error", "_soft_error_into", "loss"}) {
    m.impl(name, torch::CppFunction::makeFallthrough());
  }
}

}  // namespace

TORCH_LIBRARY_IMPL(isbe, AutocastCPU, m) { leave_alone(m); }
TORCH_LIBRARY_IMPL(isbe, AutocastCUDA, m) { leave_alone(m); }
