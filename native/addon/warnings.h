// What libtorch warns of. It goes to Node's warnings instead of stderr: kept here on whichever
// thread it comes up, and delivered by the next call that returns to JS. Each text once a process.
#pragma once

#include <napi.h>

#include <atomic>

namespace isbe {

/// Makes this thread's warnings come here.
void collect_warnings();

inline std::atomic<bool> warnings_wait{false};
void deliver_waiting_warnings(napi_env env);

/// Hands what has come up to the listener that TypeScript has set. No JS exception may be pending.
inline void deliver_warnings(napi_env env) {
  if (warnings_wait.load(std::memory_order_relaxed)) [[unlikely]]
    deliver_waiting_warnings(env);
}

void export_warnings(Napi::Object exports);

}  // namespace isbe
