#pragma once

#include <napi.h>

namespace isbe {

void export_csv(Napi::Object exports);

}  // namespace isbe
