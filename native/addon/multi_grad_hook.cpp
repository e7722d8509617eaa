// A hook of JS on the gradients of several tensors, called once a backward. Which of them a
// backward will come to is asked on the thread that runs the engine, which alone knows.
#include "multi_grad_hook.h"

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/graph_task.h>

#include <map>
#include <mutex>
#include <optional>

#include "callback.h"
#include "errors.h"
#include "values.h"

namespace isbe {
namespace {

using torch::autograd::FunctionPreHook;
using torch::autograd::Node;
using WeakTensor = c10::weak_intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;
using PreHooks = std::vector<std::unique_ptr<FunctionPreHook>>;

/// Where the gradient of one tensor comes from. A node is compared only: while it lives, so does
/// its hook, which forgets it.
struct Source {
  const Node* node = nullptr;
  std::optional<WeakTensor> leaf;

  bool runs() const {
    if (!leaf) return runs(node, false);
    const auto tensor = leaf->lock();
    if (!tensor) return false;
    const NodePtr accumulator = torch::autograd::impl::try_get_grad_accumulator(at::Tensor(tensor));
    return runs(accumulator.get(), true);
  }

 private:
  static bool runs(const Node* candidate, bool is_leaf) {
    auto* const key = const_cast<Node*>(candidate);
    const auto* nodes = torch::autograd::get_current_graph_task_nodes_in_graph();
    if (nodes == nullptr || nodes->count(key) == 0) return false;
    const auto* wanted = torch::autograd::get_current_graph_task_exec_info();
    if (wanted == nullptr || wanted->empty()) return true;
    const auto found = wanted->find(key);
    if (found == wanted->end() || !found->second.should_execute()) return false;
    if (is_leaf && found->second.captures_) {
      throw AddonError("NOT_IMPLEMENTED",
                       "registerMultiGradHook: expected backward() to come to a leaf among the "
                       "tensors, found grad(), which does not accumulate there");
    }
    return true;
  }
};

/// What one backward has brought so far.
struct Gathered {
  int64_t expected = 0;
  int64_t count = 0;
  Variables gradients;
};

class MultiGradHook {
 public:
  MultiGradHook(JsCallback callback, bool waits_for_all, size_t count)
      : callback_(std::move(callback)), waits_for_all_(waits_for_all), sources_(count) {}

  void set_source(size_t place, Source source) { sources_[place] = std::move(source); }

  void forget_source(size_t place) {
    const std::lock_guard lock(mutex_);
    sources_[place] = {};
  }

  void arrive(size_t place, const at::Tensor& gradient) {
    std::unique_lock lock(mutex_);
    if (!callback_) return;
    const std::optional<Variables> complete =
        waits_for_all_ ? gather(place, gradient) : first(gradient);
    if (!complete) return;
    const JsCallback callback = *callback_;
    lock.unlock();
    callback(*complete, {});
  }

  void remove() {
    const std::lock_guard lock(mutex_);
    callback_.reset();
    tasks_.clear();
  }

  bool is_removed() {
    const std::lock_guard lock(mutex_);
    return !callback_;
  }

 private:
  std::optional<Variables> gather(size_t place, const at::Tensor& gradient) {
    const int task = torch::autograd::get_current_graph_task_id();
    Gathered& gathered = remember(task);
    if (gathered.count++ == 0) {
      gathered.gradients.resize(sources_.size());
      for (const Source& source : sources_) gathered.expected += source.runs();
    }
    gathered.gradients[place] = gradient;
    if (gathered.count != gathered.expected) return {};
    Variables gradients = std::move(gathered.gradients);
    tasks_.erase(task);
    return gradients;
  }

  std::optional<Variables> first(const at::Tensor& gradient) {
    if (remember(torch::autograd::get_current_graph_task_id()).count++ > 0) return {};
    return Variables{gradient};
  }

  /// Of a backward that failed nobody tells us: the oldest, which have the least numbers, go.
  Gathered& remember(int task) {
    constexpr size_t kMostTasks = 16;
    Gathered& gathered = tasks_[task];
    if (tasks_.size() > kMostTasks) tasks_.erase(tasks_.begin());
    return gathered;
  }

  /// Recursive: asking whether a leaf is reached may let go of it, and with it of its part.
  std::recursive_mutex mutex_;
  std::optional<JsCallback> callback_;  ///< none once it was taken off
  const bool waits_for_all_;
  std::vector<Source> sources_;
  std::map<int, Gathered> tasks_;
};

using SharedHook = std::shared_ptr<MultiGradHook>;

}  // namespace

template <>
inline constexpr ExternalKind kExternalKind<SharedHook>{9, "a hook on several gradients"};

namespace {

/// Its part on one tensor.
struct OneOfSeveral final : FunctionPreHook {
  OneOfSeveral(SharedHook hook, size_t place, int64_t output)
      : hook(std::move(hook)), place(place), output(output) {}
  ~OneOfSeveral() override { hook->forget_source(place); }

  Variables operator()(const Variables& gradients) override {
    hook->arrive(place, gradients.at(output));
    return gradients;
  }

  const SharedHook hook;
  const size_t place;
  const int64_t output;
};

/// Parts of hooks that were taken off, which nobody runs now, make room.
void sweep(PreHooks& hooks) {
  std::erase_if(hooks, [](const auto& hook) {
    const auto* part = dynamic_cast<const OneOfSeveral*>(hook.get());
    return part != nullptr && part->hook->is_removed();
  });
}

void add_part(const SharedHook& hook, size_t place, const at::Tensor& tensor) {
  const auto& node = tensor.grad_fn();
  PreHooks& hooks = node ? node->tensor_pre_hooks() : torch::autograd::impl::hooks(tensor);
  if (torch::autograd::get_current_graph_task_id() == -1) sweep(hooks);
  if (node) {
    hook->set_source(place, {node.get(), std::nullopt});
  } else {
    hook->set_source(place, {nullptr, WeakTensor(tensor.getIntrusivePtr())});
  }
  hooks.push_back(std::make_unique<OneOfSeveral>(hook, place, tensor.output_nr()));
}

/// (handles, function: (gradients: (handle | null)[]) => void, waitsForAll) => the hook
Napi::Value multi_grad_hook(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Variables tensors = to_variables(env, info[0]);
  for (const at::Tensor& tensor : tensors) {
    if (tensor.requires_grad()) continue;
    throw AddonError("VALUE", "expected tensors that require a gradient, found one without");
  }
  const auto hook = std::make_shared<MultiGradHook>(JsCallback(env, info[1]),
                                                    info[2].ToBoolean().Value(), tensors.size());
  for (size_t i = 0; i < tensors.size(); ++i) add_part(hook, i, tensors[i]);
  return {env, to_external(env, std::make_unique<SharedHook>(hook))};
}

/// (hook)
Napi::Value remove_multi_grad_hook(const Napi::CallbackInfo& info) {
  from_external<SharedHook>(info.Env(), info[0])->remove();
  return info.Env().Undefined();
}

}  // namespace

void export_multi_grad_hooks(Napi::Object exports) {
  export_function<multi_grad_hook>(exports, "multiGradHook");
  export_function<remove_multi_grad_hook>(exports, "removeMultiGradHook");
}

}  // namespace isbe
