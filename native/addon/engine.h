// libtorch's engine with what it leaves to its language: the call site that a node remembers in
// anomaly mode, and hooks on what operators save.
#pragma once

#include <napi.h>

#include <vector>

#include "callback.h"

namespace isbe {

/// Once a process, before the first backward.
void install_engine();

/// Of this thread, the innermost last.
std::vector<JsCallback>& saved_tensors_hooks();

void export_engine(Napi::Object exports);

}  // namespace isbe
