#pragma once

#include <napi.h>

namespace isbe {

void export_runtime(Napi::Object exports);

}  // namespace isbe
