#pragma once

#include <napi.h>

namespace isbe {

void export_functions(Napi::Object exports);

}  // namespace isbe
