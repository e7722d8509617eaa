// Memory that a thread keeps from call to call, so that a call allocates its outputs and no more.
#pragma once
#include <cstdint>

namespace isbe::loss {

/** At least `bytes`, aligned to 64, this thread's until its next request. */
void* thread_scratch(int64_t bytes);

}  // namespace isbe::loss
