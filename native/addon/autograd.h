#pragma once

#include <napi.h>

namespace isbe {

void export_autograd(Napi::Object exports);

}  // namespace isbe
