// How much memory this process can have: what the machine has, or the narrowest of the control
// groups that hold the process (containers, batch systems), versions 1 and 2.
#pragma once

#include <cstddef>
#include <cstdint>

namespace isbe {

struct MemoryLimit {
  int64_t limit;      ///< bytes; INT64_MAX where the system doesn't say
  int64_t available;  ///< of them, bytes that nobody uses or that the system can take back
};

/// Reads some small files: tens of microseconds.
MemoryLimit read_memory_limit();

/// Whether so many more bytes can be had from the system without coming close to the limit, when
/// `taken` are in tensors and caches already. Cheap: looks at the system only after a good part of
/// what was available then has been given out.
bool admits(int64_t bytes, int64_t taken);

}  // namespace isbe
