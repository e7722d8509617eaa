// Functions of autograd written in JS, and hooks on gradients.
#include "functions.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <functional>
#include <unordered_set>

#include "environment.h"
#include "errors.h"
#include "js_node.h"
#include "transforms.h"
#include "values.h"

namespace isbe {
namespace {

using Outputs = std::vector<std::optional<at::Tensor>>;
using Impls = std::unordered_set<at::TensorImpl*>;

/// What the context of a function was told.
struct Context {
  explicit Context(const Napi::CallbackInfo& info)
      : saved(to_variables(info.Env(), info[4])),
        dirty(to_variables(info.Env(), info[5])),
        non_differentiable(to_variables(info.Env(), info[6])),
        materializes(info[7].ToBoolean()),
        sets_up_context(info[8].ToBoolean()) {}

  const Variables saved, dirty, non_differentiable;
  const bool materializes, sets_up_context;
};

Outputs outputs_of(const Variables& tensors) {
  Outputs outputs;
  for (const at::Tensor& tensor : tensors) {
    outputs.push_back(tensor.defined() ? std::optional(tensor) : std::nullopt);
  }
  return outputs;
}

Impls impls_of(const Variables& tensors) {
  Impls impls;
  for (const at::Tensor& tensor : tensors) {
    if (tensor.defined()) impls.insert(tensor.unsafeGetTensorImpl());
  }
  return impls;
}

Variables defined_of(const Variables& tensors) {
  Variables defined;
  for (const at::Tensor& tensor : tensors) {
    if (tensor.defined()) defined.push_back(tensor);
  }
  return defined;
}

Variables no_forward_mode(const Variables&, const Variables&) {
  throw AddonError("NOT_IMPLEMENTED",
                   "functions of autograd written in JavaScript have no forward-mode derivative");
}

at::Tensor view_of(const at::Tensor& tensor) { return tensor.view_as(tensor); }

/// The outputs as tensors of the graph; an output that is an input becomes another tensor.
Outputs wrapped(const Variables& inputs, const Outputs& outputs, const NodePtr& node,
                const Context& context) {
  for (const at::Tensor& tensor : context.dirty) torch::autograd::impl::bump_version(tensor);
  const Impls not_to_return = context.sets_up_context ? impls_of(context.saved) : Impls();
  return torch::autograd::_wrap_outputs(defined_of(inputs), impls_of(context.non_differentiable),
                                        impls_of(context.dirty), outputs, node, no_forward_mode,
                                        not_to_return, view_of, false);
}

bool is_replaced(const std::optional<at::Tensor>& raw, const std::optional<at::Tensor>& output) {
  return output && raw && !output->is_same(*raw);
}

Napi::Value js_outputs(Napi::Env env, NodeId id, const Outputs& raw, const Outputs& outputs) {
  const auto number = Napi::Number::New(env, static_cast<double>(id));
  if (std::equal(raw.begin(), raw.end(), outputs.begin(), std::not_fn(is_replaced))) return number;
  auto result = Napi::Array::New(env, outputs.size() + 1);
  result.Set(uint32_t{0}, number);
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    result.Set(i + 1, is_replaced(raw[i], outputs[i]) ? Napi::Value(env, to_js(env, *outputs[i]))
                                                      : env.Null());
  }
  return result;
}

/// (name of the function, backward: (...gradients) => gradients of the inputs,
///  inputs: (handle | null)[],
///  outputs: (handle | null)[], saved, dirty, nonDifferentiable: handles or nothing, materializes,
///  setsUpContext)
/// => number of the node, or 0 where nothing is recorded; where an output became another tensor,
/// [that number, ...its handle or null for each output]
Napi::Value connect(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  refuse_in_transform("function of autograd written in JavaScript", "operators");
  Environment::of(env).thread()->drain();
  const Variables inputs = to_variables(env, info[2]);
  const Outputs raw = outputs_of(to_variables(env, info[3]));
  const Context context(info);
  const bool records = at::GradMode::is_enabled() &&
                       std::any_of(inputs.begin(), inputs.end(), [](const at::Tensor& input) {
                         return input.defined() && input.requires_grad();
                       });
  if (!records) return js_outputs(env, 0, raw, wrapped(inputs, raw, {}, context));
  const NodePtr node =
      make_node<JsNode>(to_string(env, info[0]), JsCallback(env, info[1]), context.materializes);
  auto& function = static_cast<JsNode&>(*node);
  function.set_inputs(inputs);
  const Outputs outputs = wrapped(inputs, raw, node, context);
  function.set_outputs(outputs);
  function.save(context.saved, outputs);
  return js_outputs(env, function.id(), raw, outputs);
}

NodeId node_id(const Napi::Value& value) {
  return static_cast<NodeId>(value.ToNumber().Int64Value());
}

/// (number of a node) => (handle | null)[]
Napi::Value saved_tensors(const Napi::CallbackInfo& info) {
  NodePtr keep_alive;
  JsNode& node = find_node(node_id(info[0]), keep_alive);
  return {info.Env(), to_js(info.Env(), node.saved())};
}

/// (number of a node) => boolean[]
Napi::Value needs_input_grad(const Napi::CallbackInfo& info) {
  NodePtr keep_alive;
  const auto& inputs = find_node(node_id(info[0]), keep_alive).inputs();
  auto array = Napi::Array::New(info.Env(), inputs.size());
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    array.Set(i, Napi::Boolean::New(info.Env(), inputs[i].needs_gradient));
  }
  return array;
}

}  // namespace

void export_functions(Napi::Object exports) {
  export_function<connect>(exports, "connectFunction");
  export_function<saved_tensors>(exports, "savedTensors");
  export_function<needs_input_grad>(exports, "needsInputGrad");
}

}  // namespace isbe
