#include "engine.h"

#include <torch/csrc/autograd/engine.h>

#include <mutex>

#include "environment.h"
#include "errors.h"
#include "saved_tensors.h"
#include "values.h"

namespace isbe {
namespace {

using torch::autograd::Engine;

struct Step {
  std::string node;
  std::string stack;  ///< empty where no JS was running
};

/// Where the node that failed last was made, then the nodes within whose backward that was.
class Failure {
 public:
  static Failure& instance() {
    static auto* failure = new Failure;
    return *failure;
  }
  void set(std::vector<Step> steps) {
    std::lock_guard lock(mutex_);
    steps_ = std::move(steps);
  }
  std::vector<Step> take() {
    std::lock_guard lock(mutex_);
    return std::exchange(steps_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<Step> steps_;
};

/// The stack of the JS that runs on this thread.
std::string current_stack() {
  napi_env env = Environment::env_of_thread();
  napi_value factory = env == nullptr ? nullptr : Environment::of(env).stack_factory().get(env);
  if (factory == nullptr) return {};
  napi_value undefined = nullptr, stack = nullptr;
  napi_get_undefined(env, &undefined);
  if (napi_call_function(env, undefined, factory, 0, nullptr, &stack) == napi_ok) {
    return to_string(env, stack);
  }
  napi_value ignored = nullptr;
  napi_get_and_clear_last_exception(env, &ignored);
  return {};
}

class CallSite final : public torch::autograd::AnomalyMetadata {
 public:
  void store_stack() override { stack_ = current_stack(); }

  void assign_parent(const NodePtr& parent) override { parent_ = parent; }

  void print_stack(const std::string& name) override {
    std::vector<Step> steps{{name, stack_}};
    for (NodePtr node = parent_; node;) {
      const auto* site = dynamic_cast<const CallSite*>(node->metadata());
      if (site == nullptr) break;
      steps.push_back({node->name(), site->stack_});
      node = site->parent_;
    }
    Failure::instance().set(std::move(steps));
  }

 private:
  std::string stack_;
  NodePtr parent_;
};

class JsEngine final : public Engine {
 public:
  /// Never destroyed: its threads may run while the process exits.
  static Engine& instance() {
    static auto* engine = new JsEngine;
    return *engine;
  }

  std::unique_ptr<torch::autograd::AnomalyMetadata> make_anomaly_metadata() override {
    return std::make_unique<CallSite>();
  }

  std::unique_ptr<torch::autograd::SavedVariableHooks> get_default_saved_variable_hooks() override {
    return saved_variable_hooks();
  }
};

/// (factory: () => string): gives the stack of the running JS
Napi::Value set_stack_factory(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).stack_factory().set(info.Env(), info[0]);
  return info.Env().Undefined();
}

/// () => [name of a node, stack][] of the last failure in anomaly mode, which is forgotten
Napi::Value take_failure(const Napi::CallbackInfo& info) {
  const std::vector<Step> steps = Failure::instance().take();
  auto array = Napi::Array::New(info.Env(), steps.size());
  for (uint32_t i = 0; i < steps.size(); ++i) {
    auto pair = Napi::Array::New(info.Env(), 2);
    pair.Set(uint32_t{0}, steps[i].node);
    pair.Set(uint32_t{1}, steps[i].stack);
    array.Set(i, pair);
  }
  return array;
}

/// (on): backward is always run by a helper thread, as with devices; for tests
Napi::Value set_always_serves(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).thread()->set_always_serves(info[0].ToBoolean().Value());
  return info.Env().Undefined();
}

}  // namespace

void install_engine() { torch::autograd::set_default_engine_stub(JsEngine::instance); }

void export_engine(Napi::Object exports) {
  export_function<set_stack_factory>(exports, "setStackFactory");
  export_function<take_failure>(exports, "takeFailure");
  export_function<set_always_serves>(exports, "setAlwaysServes");
}

}  // namespace isbe
