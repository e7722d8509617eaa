#pragma once

#include <napi.h>

namespace isbe {

void export_multi_grad_hooks(Napi::Object exports);

}  // namespace isbe
