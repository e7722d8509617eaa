// Counts and times what libtorch dispatches, through its RecordFunction hooks.
#pragma once

#include <napi.h>

namespace isbe {

void export_profiler(Napi::Object exports);

}  // namespace isbe
