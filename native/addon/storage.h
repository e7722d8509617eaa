#pragma once

#include <napi.h>

namespace isbe {

void export_storage(Napi::Object exports);

}  // namespace isbe
