#pragma once

#include <napi.h>

namespace isbe {

void export_modes(Napi::Object exports);

}  // namespace isbe
