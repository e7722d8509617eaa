// TorchScript modules and AOTInductor packages.
#pragma once

#include <napi.h>

namespace isbe::script {

void export_modules(Napi::Object exports);
void export_packages(Napi::Object exports);

}  // namespace isbe::script
