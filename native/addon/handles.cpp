#include "handles.h"

#include <unordered_map>

#include "errors.h"

namespace isbe {
namespace {

[[noreturn]] void throw_dead(Handle handle) {
  if (handle == kUninitialized) {
    throw AddonError("VALUE",
                     "expected a tensor with values, found an uninitialized parameter or buffer of "
                     "a lazy module: call the module once with an input, which tells its shape");
  }
  throw AddonError("DISPOSED",
                   "the tensor was disposed: expected a live tensor; keep() what must outlive "
                   "tidy(), and do not use a tensor after dispose()");
}

}  // namespace

/// Holds one slot; only ever for a few instructions, hence a spin lock.
class HandleTable::Locked {
 public:
  explicit Locked(const Slot& slot) : slot_(slot) {
    while (slot_.busy.test_and_set(std::memory_order_acquire)) {
    }
  }
  ~Locked() { slot_.busy.clear(std::memory_order_release); }
  Locked(const Locked&) = delete;

 private:
  const Slot& slot_;
};

HandleTable& HandleTable::instance() {
  static auto* table = new HandleTable;
  return *table;
}

HandleTable::Slot* HandleTable::find(uint32_t index) const {
  Slot* chunk = chunks_[index >> kChunkBits].load(std::memory_order_acquire);
  return chunk == nullptr ? nullptr : chunk + (index & ((1u << kChunkBits) - 1));
}

/// The free slots that a thread keeps for itself, so that a call takes no lock for them.
class HandleTable::FreeSlots {
 public:
  ~FreeSlots() {
    HandleTable& table = instance();
    std::lock_guard lock(table.mutex_);
    table.free_.insert(table.free_.end(), slots.begin(), slots.end());
  }
  std::vector<uint32_t> slots;
};

HandleTable::FreeSlots& HandleTable::free_slots_of_thread() {
  thread_local FreeSlots slots;
  return slots;
}

uint32_t HandleTable::take_free_slot() {
  std::vector<uint32_t>& own = free_slots_of_thread().slots;
  if (own.empty()) {
    std::lock_guard lock(mutex_);
    own.swap(free_);
    if (own.empty()) return use_new_slot();
  }
  const uint32_t index = own.back();
  own.pop_back();
  return index;
}

uint32_t HandleTable::use_new_slot() {
  if (used_ >> kSlotBits) {
    throw AddonError("OUT_OF_MEMORY", "16,777,216 tensors are alive: dispose of some of them");
  }
  if (find(used_) == nullptr) {
    chunks_[used_ >> kChunkBits].store(new Slot[1u << kChunkBits], std::memory_order_release);
  }
  return used_++;
}

Handle HandleTable::fill(at::Tensor tensor, EnvironmentId owner, bool in_transit) {
  const uint32_t index = take_free_slot();
  Slot& slot = *find(index);
  Locked lock(slot);
  slot.tensor = std::move(tensor);
  slot.owner = owner;
  slot.bytes = 0;
  slot.in_transit = in_transit;
  live_.fetch_add(1, std::memory_order_relaxed);
  return Handle{slot.generation} << kSlotBits | index;
}

Handle HandleTable::make(at::Tensor tensor, EnvironmentId owner) {
  return fill(std::move(tensor), owner, false);
}

int64_t HandleTable::count_bytes(Handle handle) {
  Slot* slot = find(handle & ((1u << kSlotBits) - 1));
  if (slot == nullptr) return 0;
  Locked lock(*slot);
  if (slot->generation != handle >> kSlotBits || slot->bytes != 0) return 0;
  // Views add none: the first handle of a storage has counted it.
  const at::Tensor& tensor = slot->tensor;
  if (!tensor.defined() || !tensor.has_storage() || tensor.storage().use_count() != 1) return 0;
  return slot->bytes = static_cast<int64_t>(tensor.storage().nbytes());
}

Handle HandleTable::give_away(at::Tensor tensor, EnvironmentId sender) {
  return fill(std::move(tensor), sender, true);
}

at::Tensor HandleTable::get(Handle handle) const {
  const Slot* slot = find(handle & ((1u << kSlotBits) - 1));
  if (slot == nullptr) throw_dead(handle);
  Locked lock(*slot);
  if (slot->generation != handle >> kSlotBits || !slot->tensor.defined()) throw_dead(handle);
  return slot->tensor;
}

void HandleTable::retire(Slot& slot, uint32_t index) {
  live_.fetch_sub(1, std::memory_order_relaxed);
  // A slot whose generations are used up is not used again, so that no stale handle ever fits.
  if (slot.generation == kLastGeneration) return;
  ++slot.generation;
  free_slots_of_thread().slots.push_back(index);
}

at::Tensor HandleTable::take(Handle handle) {
  const uint32_t index = handle & ((1u << kSlotBits) - 1);
  Slot* slot = find(index);
  if (slot == nullptr) throw_dead(handle);
  Locked lock(*slot);
  if (slot->generation != handle >> kSlotBits || !slot->tensor.defined()) throw_dead(handle);
  if (!slot->in_transit) {
    throw AddonError("VALUE", "expected a tensor given away with transfer(), found one in use");
  }
  at::Tensor taken = std::move(slot->tensor);
  retire(*slot, index);
  return taken;
}

int64_t HandleTable::release(Handle handle) {
  const uint32_t index = handle & ((1u << kSlotBits) - 1);
  Slot* slot = find(index);
  if (slot == nullptr) return 0;
  at::Tensor dying;  // destroyed after the slot is unlocked: a destructor may run for long
  Locked lock(*slot);
  if (slot->generation != handle >> kSlotBits || !slot->tensor.defined()) return 0;
  dying = std::move(slot->tensor);
  retire(*slot, index);
  return slot->bytes;
}

template <class Visit>
void HandleTable::for_each_live(Visit visit) const {
  uint32_t used;
  {
    std::lock_guard lock(mutex_);
    used = used_;
  }
  for (uint32_t index = 0; index < used; ++index) {
    Slot& slot = *find(index);
    at::Tensor dying;  // see release()
    Locked lock(slot);
    if (slot.tensor.defined()) visit(slot, index, dying);
  }
}

void HandleTable::release_where(EnvironmentId owner, bool in_transit) {
  for_each_live([&](Slot& slot, uint32_t index, at::Tensor& dying) {
    if (slot.owner != owner || slot.in_transit != in_transit) return;
    dying = std::move(slot.tensor);
    retire(slot, index);
  });
}

void HandleTable::release_all(EnvironmentId owner) { release_where(owner, false); }

void HandleTable::release_transfers(EnvironmentId sender) { release_where(sender, true); }

int64_t HandleTable::in_transit(EnvironmentId sender) const {
  int64_t count = 0;
  for_each_live([&](const Slot& slot, uint32_t, at::Tensor&) {
    count += slot.in_transit && slot.owner == sender;
  });
  return count;
}

HandleTable::Statistics HandleTable::statistics() const {
  std::unordered_map<const void*, int64_t> storages;
  int64_t in_transit = 0;
  for_each_live([&](const Slot& slot, uint32_t, at::Tensor&) {
    in_transit += slot.in_transit;
    if (!slot.tensor.has_storage()) return;
    const auto& storage = slot.tensor.storage();
    storages[storage.unsafeGetStorageImpl()] = static_cast<int64_t>(storage.nbytes());
  });
  int64_t bytes = 0;
  for (const auto& [storage, size] : storages) bytes += size;
  return {live_.load(std::memory_order_relaxed), bytes, in_transit};
}

}  // namespace isbe
