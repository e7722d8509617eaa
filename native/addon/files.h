#pragma once

#include <napi.h>

namespace isbe {

void export_files(Napi::Object exports);

}  // namespace isbe
