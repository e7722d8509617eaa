// Autocast leaves the arguments of every operator alone, which is said here rather than left to the
// default. What libtorch's own operators are given a float32 copy for, the kernels do in registers:
// they take 16-bit numbers as they are, compute in float32 and round once.
#include "common/library.h"

namespace {

void leave_alone(torch::Library& m) {
  for (const char* name :
       {"soft_error", "_soft_error_into", "loss", "dropout", "_dropout", "_dropout_backward",
        "batch_norm_relu", "_batch_norm_relu", "_batch_norm_relu_backward"}) {
    m.impl(name, torch::CppFunction::makeFallthrough());
  }
}

}  // namespace

ISBE_LIBRARY_IMPL(AutocastCPU, m) { leave_alone(m); }
ISBE_LIBRARY_IMPL(AutocastCUDA, m) { leave_alone(m); }
