// Autocast leaves every dtype alone, as it does with batch_norm: 16-bit inputs are normalised in
// float32 by float32 parameters and rounded once. That is said here rather than left to the
// default.
#include <torch/library.h>

namespace {

void leave_alone(torch::Library& m) {
  for (const char* name : {"batch_norm_relu", "_batch_norm_relu", "_batch_norm_relu_backward"}) {
    m.impl(name, torch::CppFunction::makeFallthrough());
  }
}

}  // namespace

TORCH_LIBRARY_IMPL(isbe, AutocastCPU, m) { leave_alone(m); }
TORCH_LIBRARY_IMPL(isbe, AutocastCUDA, m) { leave_alone(m); }
