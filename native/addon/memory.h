#pragma once

#include <napi.h>

namespace isbe {

void export_memory(Napi::Object exports);

}  // namespace isbe
