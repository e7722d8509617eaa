// The graph that autograd has recorded: its nodes and their hooks.
#include "graph.h"

#include <torch/csrc/autograd/function.h>

#include "callback.h"
#include "errors.h"
#include "values.h"

namespace isbe {

template <>
inline constexpr ExternalKind kExternalKind<NodePtr>{8, "a node of the graph"};

namespace {

using torch::autograd::FunctionPostHook;
using torch::autograd::FunctionPreHook;

/// Results of a hook instead of `values`, where it gives any.
Variables replaced(const Variables& values, const Variables& results, const char* hook) {
  if (results.size() == 1 && !results[0].defined() && values.size() != 1) return values;
  TORCH_CHECK(results.size() == values.size(), hook,
              " has returned an incorrect number of values (got ", results.size(),
              ", but expected ", values.size(), ")");
  Variables chosen;
  for (size_t i = 0; i < values.size(); ++i) {
    chosen.push_back(results[i].defined() ? results[i] : values[i]);
  }
  return chosen;
}

struct Before final : FunctionPreHook {
  explicit Before(JsCallback callback) : callback(std::move(callback)) {}
  Variables operator()(const Variables& gradients) override {
    return replaced(gradients, callback(gradients, {}), "a prehook");
  }
  const JsCallback callback;
};

struct After final : FunctionPostHook {
  explicit After(JsCallback callback) : callback(std::move(callback)) {}
  Variables operator()(const Variables& inputs, const Variables& outputs) override {
    return replaced(inputs, callback(inputs, outputs), "a hook");
  }
  const JsCallback callback;
};

/// null, or [the node, its address as an identity]
Napi::Value js(Napi::Env env, const NodePtr& node) {
  if (!node) return env.Null();
  auto pair = Napi::Array::New(env, 2);
  pair.Set(uint32_t{0}, Napi::Value(env, to_external(env, std::make_unique<NodePtr>(node))));
  pair.Set(uint32_t{1}, static_cast<double>(reinterpret_cast<uintptr_t>(node.get())));
  return pair;
}

torch::autograd::Node& node_of(const Napi::Value& value) {
  return *from_external<NodePtr>(value.Env(), value);
}

Napi::Value edge(Napi::Env env, const torch::autograd::Edge& edge) {
  auto pair = Napi::Array::New(env, 2);
  pair.Set(uint32_t{0}, js(env, edge.function));
  pair.Set(uint32_t{1}, edge.input_nr);
  return pair;
}

/// (handle) => [node, number of its output]: for a leaf the node that accumulates its gradient
Napi::Value gradient_edge(const Napi::CallbackInfo& info) {
  const at::Tensor tensor = to_tensor(info.Env(), info[0]);
  if (!tensor.requires_grad()) {
    throw AddonError("VALUE", "expected a tensor that requires a gradient");
  }
  return edge(info.Env(), torch::autograd::impl::gradient_edge(tensor));
}

Napi::Value node_name(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), node_of(info[0]).name());
}

/// (node) => [node or null, number of its output][]
Napi::Value next_edges(const Napi::CallbackInfo& info) {
  const auto& edges = node_of(info[0]).next_edges();
  auto array = Napi::Array::New(info.Env(), edges.size());
  for (uint32_t i = 0; i < edges.size(); ++i) array.Set(i, edge(info.Env(), edges[i]));
  return array;
}

/// (node, function: (gradients of inputs, gradients of outputs) => gradients of inputs or nothing)
Napi::Value hook_after(const Napi::CallbackInfo& info) {
  node_of(info[0]).add_post_hook(std::make_unique<After>(JsCallback(info.Env(), info[1])));
  return info.Env().Undefined();
}

/// (node, function: (gradients of outputs) => gradients of outputs or nothing)
Napi::Value hook_before(const Napi::CallbackInfo& info) {
  node_of(info[0]).add_pre_hook(std::make_unique<Before>(JsCallback(info.Env(), info[1])));
  return info.Env().Undefined();
}

}  // namespace

void export_graph(Napi::Object exports) {
  export_function<gradient_edge>(exports, "gradientEdge");
  export_function<node_name>(exports, "nodeName");
  export_function<next_edges>(exports, "nextEdges");
  export_function<hook_after>(exports, "hookAfter");
  export_function<hook_before>(exports, "hookBefore");
}

}  // namespace isbe
