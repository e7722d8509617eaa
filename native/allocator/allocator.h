// The caching CPU allocator. libtorch's own gives every large block back to the system, so that
// each training step pays its page faults again; and aligned small blocks take malloc's slow path.
#pragma once

#include <cstdint>

namespace isbe {

struct AllocatorStatistics {
  bool active;     ///< false with ISBE_ALLOCATOR=default, and under AddressSanitizer
  int64_t in_use;  ///< bytes of blocks that tensors hold
  int64_t cached;  ///< bytes of free blocks that are kept for reuse
  int64_t peak;    ///< the largest in_use since the start or the last reset
};

/// Makes it libtorch's CPU allocator, once a process. Blocks of the former one stay valid.
void install_allocator();

/// Gives all free blocks back to the system, except those that other threads keep for themselves.
void empty_allocator_cache();

AllocatorStatistics allocator_statistics();

/// Starts the peak anew, from what is in use now.
void reset_allocator_peak();

}  // namespace isbe
