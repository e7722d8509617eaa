#include "allocator.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string_view>
#include <vector>

#include "memory_limit.h"

namespace isbe {
namespace {

constexpr size_t kAlignment = 64;  // as libtorch's
constexpr size_t kHugePage = size_t{2} << 20;
constexpr size_t kLargestSmall = size_t{64} << 10;  // kept per thread
constexpr size_t kLargestCached = size_t{1} << 30;  // beyond, straight from the system
constexpr size_t kThreadCacheBytes = size_t{1} << 20;
constexpr size_t kAlwaysCached = size_t{64} << 20;
constexpr size_t kSmallestChecked = size_t{1} << 20;  // against the memory that is left

/// In front of every block, one alignment unit long, so that freeing needs nothing but the pointer.
struct alignas(kAlignment) Header {
  size_t bytes;  ///< of the whole block, header included
  int size_class;
};
static_assert(sizeof(Header) == kAlignment);

// Sizes grow by a quarter of their power of two: at most 25 % of a block is unused.
constexpr int kSteps = 4;
constexpr int kUncached = -1;

int class_of(size_t bytes) {
  const size_t units = (bytes + kAlignment - 1) / kAlignment;
  if (units <= kSteps) return static_cast<int>(units) - 1;
  const int exponent = std::bit_width(units - 1) - 1;  // 2^exponent < units <= 2^(exponent + 1)
  const size_t step = (size_t{1} << exponent) / kSteps;
  const size_t position = (units - (size_t{1} << exponent) + step - 1) / step;  // 1 to kSteps
  return kSteps + (exponent - 2) * kSteps + static_cast<int>(position) - 1;
}

size_t bytes_of(int size_class) {
  if (size_class < kSteps) return (size_class + 1) * kAlignment;
  const int exponent = (size_class - kSteps) / kSteps + 2;
  const size_t position = (size_class - kSteps) % kSteps + 1;
  const size_t units = (size_t{1} << exponent) + position * ((size_t{1} << exponent) / kSteps);
  return units * kAlignment;
}

constexpr int kClasses = 96;

using FreeBlocks = std::array<std::vector<Header*>, kClasses>;

Header* from_system(size_t bytes) {
  void* memory = nullptr;
  const size_t alignment = bytes >= kHugePage ? kHugePage : kAlignment;
  if (posix_memalign(&memory, alignment, bytes) != 0) return nullptr;
  // One fault for 2 MiB instead of 512; best effort.
  if (bytes >= kHugePage) madvise(memory, bytes & ~(kHugePage - 1), MADV_HUGEPAGE);
  return static_cast<Header*>(memory);
}

void to_system(Header* block) { std::free(block); }

[[noreturn]] void throw_out_of_memory(size_t bytes, int64_t in_use) {
  const MemoryLimit memory = read_memory_limit();
  TORCH_CHECK_WITH(OutOfMemoryError, false, "can't allocate memory: ", bytes, " bytes asked for, ",
                   in_use, " bytes in use by tensors, ", memory.available, " of ", memory.limit,
                   " bytes available; tensors made outside torch.tidy() are released only when "
                   "the event loop turns: wrap the loop's body in torch.tidy(), or await "
                   "setImmediate() in it");
}

class CachingAllocator final : public c10::Allocator {
 public:
  static CachingAllocator& instance() {
    static auto* allocator = new CachingAllocator;  // outlives every tensor
    return *allocator;
  }

  c10::DataPtr allocate(size_t bytes) override {
    void* data = bytes == 0 ? nullptr : take(bytes);
    return {data, data, &release, c10::Device(c10::kCPU)};
  }

  c10::DeleterFnPtr raw_deleter() const override { return &release; }

  void copy_data(void* target, const void* source, size_t count) const override {
    default_copy_data(target, source, count);
  }

  void empty_cache();
  AllocatorStatistics statistics() const { return {true, in_use_, cached_, peak_}; }
  void reset_peak() { peak_ = in_use_.load(); }

 private:
  class ThreadCache;

  void* take(size_t bytes);
  void raise_peak(int64_t in_use);
  Header* cached_block(int size_class);
  Header* admitted_from_system(size_t bytes);
  Header* new_block(size_t bytes, int size_class);
  void give_back(Header* block);
  void keep(Header* block);
  static void release(void* data);

  std::mutex mutex_;
  FreeBlocks free_;
  std::atomic<int64_t> in_use_{0};
  std::atomic<int64_t> cached_{0};
  std::atomic<int64_t> peak_{0};
};

/// Small free blocks of one thread, taken and given back without a lock.
class CachingAllocator::ThreadCache {
 public:
  /// nullptr at the end of a thread: tensors may be released after its cache was destroyed.
  static ThreadCache* of_thread() {
    if (gone_) return nullptr;
    thread_local ThreadCache cache;
    return &cache;
  }

  ~ThreadCache() {
    gone_ = true;
    drain();
  }

  Header* take(int size_class) {
    auto& blocks = free_[size_class];
    if (blocks.empty()) return nullptr;
    Header* block = blocks.back();
    blocks.pop_back();
    bytes_ -= block->bytes;
    return block;
  }

  bool keep(Header* block) {
    if (bytes_ + block->bytes > kThreadCacheBytes) return false;
    free_[block->size_class].push_back(block);
    bytes_ += block->bytes;
    return true;
  }

  void drain() {
    for (auto& blocks : free_) {
      for (Header* block : blocks) instance().give_back(block);
      blocks.clear();
    }
    bytes_ = 0;
  }

 private:
  FreeBlocks free_;
  size_t bytes_ = 0;
  // Trivially destructible, so that it can be asked after the cache is gone.
  static inline thread_local bool gone_ = false;
};

void* CachingAllocator::take(size_t bytes) {
  TORCH_CHECK(bytes < SIZE_MAX - kHugePage, "can't allocate memory: ", bytes, " bytes asked for");
  const size_t whole = bytes + sizeof(Header);
  const int size_class = whole <= kLargestCached ? class_of(whole) : kUncached;
  Header* block = size_class == kUncached ? nullptr : cached_block(size_class);
  if (block != nullptr) {
    cached_ -= block->bytes;
  } else {
    block = new_block(size_class == kUncached ? whole : bytes_of(size_class), size_class);
  }
  raise_peak(in_use_ += block->bytes);
  return block + 1;
}

void CachingAllocator::raise_peak(int64_t in_use) {
  int64_t peak = peak_.load(std::memory_order_relaxed);
  while (in_use > peak && !peak_.compare_exchange_weak(peak, in_use)) {
  }
}

Header* CachingAllocator::cached_block(int size_class) {
  if (bytes_of(size_class) <= kLargestSmall) {
    ThreadCache* own = ThreadCache::of_thread();
    if (Header* block = own ? own->take(size_class) : nullptr) return block;
  }
  std::lock_guard lock(mutex_);
  auto& blocks = free_[size_class];
  if (blocks.empty()) return nullptr;
  Header* block = blocks.back();
  blocks.pop_back();
  return block;
}

/// nullptr where the system would refuse, or kill the process for it.
Header* CachingAllocator::admitted_from_system(size_t bytes) {
  const bool fits =
      bytes < kSmallestChecked || admits(static_cast<int64_t>(bytes), in_use_ + cached_);
  return fits ? from_system(bytes) : nullptr;
}

Header* CachingAllocator::new_block(size_t bytes, int size_class) {
  // More is cached than used: the sizes in demand have changed, so the old ones are let go.
  const int64_t cached = cached_;
  if (bytes > kLargestSmall && cached > in_use_ && cached > int64_t{kAlwaysCached}) empty_cache();
  Header* block = admitted_from_system(bytes);
  if (block == nullptr) {
    empty_cache();
    malloc_trim(0);
    block = admitted_from_system(bytes);
  }
  if (block == nullptr) throw_out_of_memory(bytes, in_use_);
  *block = {bytes, size_class};
  return block;
}

void CachingAllocator::release(void* data) {
  if (data == nullptr) return;
  Header* block = static_cast<Header*>(data) - 1;
  CachingAllocator& allocator = instance();
  allocator.in_use_ -= block->bytes;
  if (block->size_class == kUncached) {
    to_system(block);
  } else {
    allocator.cached_ += block->bytes;
    allocator.keep(block);
  }
}

void CachingAllocator::keep(Header* block) {
  if (block->bytes <= kLargestSmall) {
    ThreadCache* own = ThreadCache::of_thread();
    if (own && own->keep(block)) return;
  }
  give_back(block);
}

void CachingAllocator::give_back(Header* block) {
  std::lock_guard lock(mutex_);
  free_[block->size_class].push_back(block);
}

void CachingAllocator::empty_cache() {
  if (ThreadCache* own = ThreadCache::of_thread()) own->drain();
  FreeBlocks blocks;
  {
    std::lock_guard lock(mutex_);
    blocks.swap(free_);
  }
  for (const auto& same_size : blocks) {
    for (Header* block : same_size) {
      cached_ -= block->bytes;
      to_system(block);
    }
  }
}

bool is_wanted() {
#if defined(__SANITIZE_ADDRESS__)
  return false;
#else
  const char* choice = std::getenv("ISBE_ALLOCATOR");
  return choice == nullptr || std::string_view(choice) != "default";
#endif
}

std::atomic<bool> installed{false};

}  // namespace

void install_allocator() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (!is_wanted()) return;
    c10::SetCPUAllocator(&CachingAllocator::instance(), /*priority=*/1);
    installed = true;
  });
}

void empty_allocator_cache() {
  if (installed) CachingAllocator::instance().empty_cache();
}

AllocatorStatistics allocator_statistics() {
  return installed ? CachingAllocator::instance().statistics()
                   : AllocatorStatistics{false, 0, 0, 0};
}

void reset_allocator_peak() {
  if (installed) CachingAllocator::instance().reset_peak();
}

}  // namespace isbe
