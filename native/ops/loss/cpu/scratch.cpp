#include "scratch.h"

#include <memory>
#include <new>

namespace isbe::loss {
namespace {

constexpr std::align_val_t kAlignment{64};

struct AlignedDelete {
  void operator()(void* p) const { ::operator delete(p, kAlignment); }
};

struct Scratch {
  std::unique_ptr<void, AlignedDelete> memory;
  int64_t bytes = 0;
};

}  // namespace

void* thread_scratch(int64_t bytes) {
  static thread_local Scratch scratch;
  if (scratch.bytes < bytes) {
    scratch.memory.reset();  // before the new memory, not after it
    scratch.bytes = 0;
    scratch.memory.reset(::operator new(static_cast<size_t>(bytes), kAlignment));
    scratch.bytes = bytes;
  }
  return scratch.memory.get();
}

}  // namespace isbe::loss
