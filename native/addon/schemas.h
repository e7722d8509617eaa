#pragma once

#include <napi.h>

namespace isbe {

void export_schemas(Napi::Object exports);

}  // namespace isbe
