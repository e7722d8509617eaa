#pragma once

#include <napi.h>

namespace isbe {

void export_dispatch(Napi::Object exports);

}  // namespace isbe
