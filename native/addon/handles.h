// Tensor handles: a tensor crosses to JS as a number made of a slot and a generation. The table is
// shared by all JS threads of the process; a stale handle is refused, never followed.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

#include "environment.h"

namespace isbe {

/// generation << 24 | slot, below 2^53: exact as a JS number. 0 is no tensor.
using Handle = uint64_t;

class HandleTable {
 public:
  /// Never destroyed: tensors may be released while the process exits.
  static HandleTable& instance();

  /// `bytes` is what the owner told its garbage collector about this tensor.
  Handle make(at::Tensor tensor, EnvironmentId owner, int64_t bytes);
  /// Throws AddonError DISPOSED when the handle was released.
  at::Tensor get(Handle handle) const;
  /// Takes out a tensor that belongs to nobody; of two threads that try, one gets it. Throws
  /// AddonError DISPOSED when it is gone, VALUE when it belongs to a thread.
  at::Tensor take(Handle handle);
  /// Returns the bytes given to `make`; 0 when the handle was released already.
  int64_t release(Handle handle);
  void release_all(EnvironmentId owner);

  struct Statistics {
    int64_t tensors;
    int64_t bytes;  ///< of distinct storages
  };
  Statistics statistics() const;

 private:
  struct Slot {
    mutable std::atomic_flag busy;
    uint32_t generation = 1;
    EnvironmentId owner = kNobody;
    int64_t bytes = 0;
    at::Tensor tensor;
  };
  static constexpr int kSlotBits = 24;
  static constexpr int kChunkBits = 12;
  static constexpr uint32_t kLastGeneration = (1u << 29) - 1;
  static constexpr size_t kChunks = size_t{1} << (kSlotBits - kChunkBits);

  class Locked;
  Slot* find(uint32_t index) const;
  uint32_t take_free_slot();
  uint32_t use_new_slot();  ///< with mutex_ held
  void retire(Slot& slot, uint32_t index);

  std::array<std::atomic<Slot*>, kChunks> chunks_{};
  class FreeSlots;
  static FreeSlots& free_slots_of_thread();

  mutable std::mutex mutex_;
  std::vector<uint32_t> free_;  ///< of threads that have ended
  uint32_t used_ = 0;
  std::atomic<int64_t> live_{0};
};

}  // namespace isbe
