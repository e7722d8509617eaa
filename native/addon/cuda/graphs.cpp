// Graphs for JS.
#include "../externals.h"
#include "arguments.h"
#include "exports.h"
#include "graph.h"

namespace isbe {

template <>
inline constexpr ExternalKind kExternalKind<cuda::Graph>{3, "a cuda graph"};

namespace cuda {
namespace {

Graph& graph_of(const Napi::Value& value) { return from_external<Graph>(value.Env(), value); }

Napi::Value new_graph(const Napi::CallbackInfo& info) {
  return {info.Env(), to_external(info.Env(), make_graph())};
}

Napi::Value begin_capture(const Napi::CallbackInfo& info) {
  graph_of(info[0]).begin();
  return info.Env().Undefined();
}

Napi::Value end_capture(const Napi::CallbackInfo& info) {
  graph_of(info[0]).end();
  return info.Env().Undefined();
}

Napi::Value replay(const Napi::CallbackInfo& info) {
  graph_of(info[0]).replay();
  return info.Env().Undefined();
}

Napi::Value reset(const Napi::CallbackInfo& info) {
  graph_of(info[0]).reset();
  return info.Env().Undefined();
}

}  // namespace

void export_graphs(Napi::Object exports) {
  export_function<new_graph>(exports, "cudaNewGraph");
  export_function<begin_capture>(exports, "cudaBeginCapture");
  export_function<end_capture>(exports, "cudaEndCapture");
  export_function<replay>(exports, "cudaReplay");
  export_function<reset>(exports, "cudaResetGraph");
}

}  // namespace cuda
}  // namespace isbe
