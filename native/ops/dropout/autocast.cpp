// Autocast leaves every dtype alone: a value is scaled in float32 and rounded once, whatever it is
// kept in. That is said here rather than left to the default.
#include <torch/library.h>

namespace {

void leave_alone(torch::Library& m) {
  for (const char* name : {"dropout", "_dropout", "_dropout_backward"}) {
    m.impl(name, torch::CppFunction::makeFallthrough());
  }
}

}  // namespace

TORCH_LIBRARY_IMPL(isbe, AutocastCPU, m) { leave_alone(m); }
TORCH_LIBRARY_IMPL(isbe, AutocastCUDA, m) { leave_alone(m); }
