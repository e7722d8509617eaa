#include "js_node.h"

#include <ATen/ATen.h>

#include <unordered_map>

#include "errors.h"

namespace isbe {
namespace {

template <class Pointer>
struct WeakOf;
template <class T>
struct WeakOf<std::shared_ptr<T>> {
  using type = std::weak_ptr<T>;
};
template <class T>
struct WeakOf<c10::intrusive_ptr<T>> {
  using type = c10::weak_intrusive_ptr<T>;
};

/// The living nodes of the process by number.
class Nodes {
 public:
  static Nodes& instance() {
    static auto* nodes = new Nodes;
    return *nodes;
  }

  NodeId next() { return ++last_; }

  void add(JsNode& node) {
    std::lock_guard lock(mutex_);
    nodes_.emplace(node.id(), Entry{&node, WeakOf<NodePtr>::type(node.getptr())});
  }

  void remove(NodeId id) {
    std::lock_guard lock(mutex_);
    nodes_.erase(id);
  }

  JsNode* find(NodeId id, NodePtr& keep_alive) {
    std::lock_guard lock(mutex_);
    const auto found = nodes_.find(id);
    if (found == nodes_.end()) return nullptr;
    keep_alive = found->second.weak.lock();
    return keep_alive ? found->second.node : nullptr;
  }

 private:
  struct Entry {
    JsNode* node;
    WeakOf<NodePtr>::type weak;
  };

  std::atomic<NodeId> last_{0};
  std::mutex mutex_;
  std::unordered_map<NodeId, Entry> nodes_;
};

}  // namespace

JsNode& find_node(NodeId id, NodePtr& keep_alive) {
  JsNode* const node = Nodes::instance().find(id, keep_alive);
  if (node != nullptr) return *node;
  throw AddonError("SCOPE", "the graph that this context belongs to is gone");
}

JsNode::JsNode(std::string function, JsCallback backward, bool materializes)
    : id_(Nodes::instance().next()),
      function_(std::move(function)),
      backward_(std::move(backward)),
      materializes_(materializes) {}

JsNode::~JsNode() { Nodes::instance().remove(id_); }

void JsNode::set_inputs(const Variables& inputs) {
  Nodes::instance().add(*this);
  for (const at::Tensor& input : inputs) {
    const bool needs_gradient = input.defined() && input.requires_grad();
    inputs_.push_back({input.defined(), needs_gradient});
    if (!input.defined()) continue;
    add_next_edge(needs_gradient ? torch::autograd::impl::gradient_edge(input)
                                 : torch::autograd::Edge());
  }
}

void JsNode::set_outputs(const std::vector<std::optional<at::Tensor>>& outputs) {
  for (const auto& output : outputs) {
    if (output && output->defined()) {
      outputs_.emplace_back(*output);
    } else {
      outputs_.emplace_back();
    }
  }
}

void JsNode::save(const Variables& tensors, const std::vector<std::optional<at::Tensor>>& outputs) {
  for (const at::Tensor& tensor : tensors) {
    const bool is_output =
        tensor.defined() && std::any_of(outputs.begin(), outputs.end(), [&](const auto& output) {
          return output && output->is_same(tensor);
        });
    saved_.emplace_back(tensor, is_output);
  }
}

void JsNode::release_variables() {
  std::lock_guard lock(mutex_);
  saved_.clear();
  freed_ = true;
}

#ifdef ISBE_NODES_ARE_INTRUSIVE
void JsNode::release_resources() {
  Node::release_resources();
  Nodes::instance().remove(id_);
  release_variables();
  backward_.reset();
}
#endif

Variables JsNode::saved() {
  std::lock_guard lock(mutex_);
  TORCH_CHECK(!freed_, torch::autograd::ERR_BACKWARD_TWICE);
  Variables tensors;
  for (const auto& saved : saved_) tensors.push_back(saved.unpack(getptr()));
  return tensors;
}

Variables JsNode::apply(Variables&& gradients) {
  return of_tensors((*backward_)(materialized(std::move(gradients))));
}

Variables JsNode::materialized(Variables gradients) const {
  if (!materializes_) return gradients;
  at::OptionalDeviceGuard guard;
  for (size_t i = 0; i < gradients.size(); ++i) {
    if (!gradients[i].defined()) gradients[i] = outputs_[i].zeros(guard);
  }
  return gradients;
}

Variables JsNode::of_tensors(const Variables& results) const {
  const size_t expected = inputs_.size();
  for (size_t i = expected; i < results.size(); ++i) {
    TORCH_CHECK(!results[i].defined(), "function ", name(),
                " returned an incorrect number of gradients (expected ", expected, ", got ",
                results.size(), ")");
  }
  TORCH_CHECK(results.size() >= expected, "function ", name(),
              " returned an incorrect number of gradients (expected ", expected, ", got ",
              results.size(), ")");
  Variables gradients;
  for (size_t i = 0; i < expected; ++i) {
    if (inputs_[i].is_tensor) {
      gradients.push_back(results[i]);
      continue;
    }
    TORCH_CHECK(!results[i].defined(), "function ", name(),
                " returned a gradient different than null at position ", i + 1,
                ", but the corresponding forward input was not a Tensor");
  }
  return gradients;
}

}  // namespace isbe
