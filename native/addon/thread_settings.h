// What libtorch keeps a thread: modes of grad, inference and autocast, the current device and its
// streams. Taken on one thread, applied on another that works for it.
#pragma once

#include <ATen/ThreadLocalState.h>
#include <c10/core/Stream.h>

#include <vector>

namespace isbe {

/// Whether the engine has threads for devices: an accelerator is there.
bool has_device_threads();

class ThreadSettings {
 public:
  /// Those of this thread.
  ThreadSettings();

 private:
  friend class ThreadSettingsGuard;
  void apply_streams() const;

  at::ThreadLocalState state_;
  c10::DeviceIndex device_ = -1;
  std::vector<c10::Stream> streams_;  ///< a device; empty without an accelerator
};

class ThreadSettingsGuard {
 public:
  explicit ThreadSettingsGuard(const ThreadSettings& settings);
  ~ThreadSettingsGuard();
  ThreadSettingsGuard(const ThreadSettingsGuard&) = delete;

 private:
  const ThreadSettings before_;
  const at::ThreadLocalStateGuard state_;
};

}  // namespace isbe
