// The node of a function of autograd that is written in JS.
#pragma once

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable_info.h>

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "callback.h"

// Since libtorch 2.13 nodes count their own references.
#if __has_include(<torch/csrc/autograd/node.h>)
#define ISBE_NODES_ARE_INTRUSIVE
#endif

namespace isbe {

/// A node by number: JS holds no reference to it, so that a context, which the node keeps alive, is
/// in no cycle with it.
using NodeId = uint64_t;

class JsNode final : public torch::autograd::Node {
 public:
  JsNode(std::string function, JsCallback backward, bool materializes);
  ~JsNode() override;

  /// Of each argument of the forward, tensor or not.
  struct Input {
    bool is_tensor;
    bool needs_gradient;
  };
  void set_inputs(const Variables& inputs);
  /// Once each output has its place in the graph.
  void set_outputs(const std::vector<std::optional<at::Tensor>>& outputs);
  void save(const Variables& tensors, const std::vector<std::optional<at::Tensor>>& outputs);

  NodeId id() const { return id_; }
  std::string name() const override { return function_ + "Backward"; }
  void release_variables() override;
#ifdef ISBE_NODES_ARE_INTRUSIVE
  /// Called when the last reference goes: the weak one in the list of nodes puts off destruction.
  void release_resources() override;
#endif
  Variables apply(Variables&& gradients) override;

  /// Throws as libtorch does when the graph was freed.
  Variables saved();
  const std::vector<Input>& inputs() const { return inputs_; }

 private:
  Variables materialized(Variables gradients) const;
  Variables of_tensors(const Variables& results) const;

  const NodeId id_;
  const std::string function_;
  std::optional<JsCallback> backward_;
  const bool materializes_;
  std::vector<Input> inputs_;
  std::vector<torch::autograd::VariableInfo> outputs_;
  std::vector<torch::autograd::SavedVariable> saved_;
  bool freed_ = false;
};

/// Throws AddonError SCOPE for a node that is gone.
JsNode& find_node(NodeId id, NodePtr& keep_alive);

template <class T, class... Arguments>
NodePtr make_node(Arguments&&... arguments) {
  if constexpr (std::is_constructible_v<NodePtr, std::shared_ptr<T>>) {
    return std::shared_ptr<T>(new T(std::forward<Arguments>(arguments)...),
                              [](auto* node) { deleteNode(node); });
  } else {
    return c10::make_intrusive<T>(std::forward<Arguments>(arguments)...);
  }
}

}  // namespace isbe
