// The export table of the addon, nothing else.
#include <napi.h>

#include "../allocator/allocator.h"
#include "autograd.h"
#include "cuda/exports.h"
#include "dispatch.h"
#include "environment.h"
#include "profiler.h"
#include "properties.h"
#include "runtime.h"
#include "schemas.h"
#include "storage.h"

namespace {

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  isbe::install_allocator();
  isbe::Environment::install(env);
  isbe::export_runtime(exports);
  isbe::export_schemas(exports);
  isbe::export_dispatch(exports);
  isbe::export_storage(exports);
  isbe::export_autograd(exports);
  isbe::cuda::export_all(exports);
  isbe::export_profiler(exports);
  isbe::export_properties(exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(isbe_torch, initialize)
