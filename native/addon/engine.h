// libtorch's engine with what it leaves to its language: the call site that a node remembers in
// anomaly mode, and hooks on what operators save.
#pragma once

#include <napi.h>

namespace isbe {

/// Once a process, before the first backward.
void install_engine();

void export_engine(Napi::Object exports);

}  // namespace isbe
