#pragma once

#include <napi.h>

namespace isbe {

void export_graph(Napi::Object exports);

}  // namespace isbe
