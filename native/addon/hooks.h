#pragma once

#include <napi.h>

namespace isbe {

void export_hooks(Napi::Object exports);

}  // namespace isbe
