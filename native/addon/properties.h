#pragma once

#include <napi.h>

namespace isbe {

void export_properties(Napi::Object exports);

}  // namespace isbe
