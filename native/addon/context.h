#pragma once

#include <napi.h>

namespace isbe {

void export_context(Napi::Object exports);

}  // namespace isbe
