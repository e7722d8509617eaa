// What the addon exports for CUDA, one file a subject. All of it is in a CPU build too, where it
// throws; the sources go through libtorch's hooks and need no header of CUDA's, but for graphs.
#pragma once

#include <napi.h>

namespace isbe::cuda {

void export_driver(Napi::Object exports);
void export_device(Napi::Object exports);
void export_streams(Napi::Object exports);
void export_memory(Napi::Object exports);
void export_settings(Napi::Object exports);
void export_graphs(Napi::Object exports);

inline void export_all(Napi::Object exports) {
  export_driver(exports);
  export_device(exports);
  export_streams(exports);
  export_memory(exports);
  export_settings(exports);
  export_graphs(exports);
}

}  // namespace isbe::cuda
