// The export table of the addon, nothing else.
#include <napi.h>

#include "../allocator/allocator.h"
#include "autograd.h"
#include "contention.h"
#include "context.h"
#include "csv.h"
#include "cuda/exports.h"
#include "dispatch.h"
#include "engine.h"
#include "environment.h"
#include "errors.h"
#include "files.h"
#include "functions.h"
#include "graph.h"
#include "hooks.h"
#include "memory.h"
#include "modes.h"
#include "multi_grad_hook.h"
#include "profiler.h"
#include "properties.h"
#include "runtime.h"
#include "saved_tensors.h"
#include "schemas.h"
#include "script/exports.h"
#include "storage.h"
#include "transforms.h"
#include "warnings.h"

namespace {

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  isbe::install_allocator();
  isbe::Environment::install(env);
  isbe::collect_warnings();
  isbe::install_engine();
  isbe::watch_contention();
  isbe::export_errors(exports);
  isbe::export_warnings(exports);
  isbe::export_runtime(exports);
  isbe::export_context(exports);
  isbe::export_schemas(exports);
  isbe::export_dispatch(exports);
  isbe::export_storage(exports);
  isbe::export_files(exports);
  isbe::export_csv(exports);
  isbe::export_memory(exports);
  isbe::export_autograd(exports);
  isbe::export_engine(exports);
  isbe::export_functions(exports);
  isbe::export_graph(exports);
  isbe::export_hooks(exports);
  isbe::export_multi_grad_hooks(exports);
  isbe::export_saved_tensors(exports);
  isbe::export_transforms(exports);
  isbe::export_modes(exports);
  isbe::cuda::export_all(exports);
  isbe::export_profiler(exports);
  isbe::script::export_modules(exports);
  isbe::script::export_packages(exports);
  isbe::export_properties(exports);
  return exports;
}

}  // namespace

NODE_API_MODULE(isbe_torch, initialize)
