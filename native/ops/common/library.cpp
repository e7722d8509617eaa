#include "library.h"

#include <ATen/core/dispatch/Dispatcher.h>

namespace isbe {
namespace {

/** Asked before this copy registers anything, and remembered. */
bool is_first_copy() {
  static const bool is_first = [] {
    if (!c10::Dispatcher::singleton().findSchema({"isbe::soft_error", ""})) return true;
    TORCH_WARN(
        "isbe: the operator library is loaded a second time, from another file: the operators of "
        "the first copy stay in use");
    return false;
  }();
  return is_first;
}

}  // namespace

Registration::Registration(torch::Library::Kind kind, const char* library,
                           std::optional<c10::DispatchKey> key, const char* file, int line,
                           void (*fill)(torch::Library&)) {
  if (!is_first_copy()) return;
  library_.emplace(kind, library, key, file, line);
  fill(*library_);
}

}  // namespace isbe
