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

/// What a parameter or buffer without a shape has. No tensor has it: generations begin with 1.
inline constexpr Handle kUninitialized = 1;

/// 0 for a number that no handle has.
inline Handle to_handle(double number) {
  return number > 0 && number < 0x1p53 ? static_cast<Handle>(number) : 0;
}

class HandleTable {
 public:
  /// Never destroyed: tensors may be released while the process exits.
  static HandleTable& instance();

  Handle make(at::Tensor tensor, EnvironmentId owner);
  /// Counts the memory of a tensor, if nothing else has it, and returns how many bytes were not
  /// counted before: its owner leaves it to the garbage collector and tells that of them.
  int64_t count_bytes(Handle handle);
  /// A handle of a tensor on its way to another thread, for `take`. It is `sender`'s until then.
  Handle give_away(at::Tensor tensor, EnvironmentId sender);
  /// Throws AddonError DISPOSED when the handle was released, VALUE for kUninitialized.
  at::Tensor get(Handle handle) const;
  /// Takes out a tensor that was given away; of two threads that try, one gets it. Throws
  /// AddonError DISPOSED when it is gone, VALUE when it is in use by a thread.
  at::Tensor take(Handle handle);
  /// Returns the bytes that `count_bytes` has counted.
  int64_t release(Handle handle);
  /// All that a thread owns but has not given away.
  void release_all(EnvironmentId owner);
  /// What a thread has given away and nobody has taken.
  void release_transfers(EnvironmentId sender);
  int64_t in_transit(EnvironmentId sender) const;

  struct Statistics {
    int64_t tensors;
    int64_t bytes;       ///< of distinct storages
    int64_t in_transit;  ///< of the tensors, those given away and not yet taken
  };
  Statistics statistics() const;

 private:
  struct Slot {
    mutable std::atomic_flag busy;
    uint32_t generation = 1;
    EnvironmentId owner = 0;
    bool in_transit = false;
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
  Handle fill(at::Tensor tensor, EnvironmentId owner, bool in_transit);
  template <class Visit>
  void for_each_live(Visit visit) const;
  void release_where(EnvironmentId owner, bool in_transit);

  std::array<std::atomic<Slot*>, kChunks> chunks_{};
  class FreeSlots;
  static FreeSlots& free_slots_of_thread();

  mutable std::mutex mutex_;
  std::vector<uint32_t> free_;  ///< of threads that have ended
  uint32_t used_ = 0;
  std::atomic<int64_t> live_{0};
};

}  // namespace isbe
