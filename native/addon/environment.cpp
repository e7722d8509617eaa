#include "environment.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <vector>

#include "errors.h"
#include "handles.h"

namespace isbe {
namespace {

constexpr int64_t kReportStep = 32 << 20;

EnvironmentId next_id() {
  static std::atomic<EnvironmentId> last{0};
  return ++last;
}

thread_local napi_env env_of_this_thread = nullptr;

/// Those whose event loop can be told that another thread has ended, the oldest first.
class Listeners {
 public:
  static Listeners& instance() {
    static auto* listeners = new Listeners;
    return *listeners;
  }

  void add(napi_threadsafe_function listener) {
    std::lock_guard lock(mutex_);
    listeners_.push_back(listener);
  }

  void remove(napi_threadsafe_function listener) {
    std::lock_guard lock(mutex_);
    std::erase(listeners_, listener);
  }

  /// Whether there was one to tell.
  bool tell_oldest(EnvironmentId ended) {
    std::lock_guard lock(mutex_);
    return !listeners_.empty() && napi_call_threadsafe_function(
                                      listeners_.front(), reinterpret_cast<void*>(uintptr_t{ended}),
                                      napi_tsfn_nonblocking) == napi_ok;
  }

 private:
  std::mutex mutex_;
  std::vector<napi_threadsafe_function> listeners_;
};

void call_listener(napi_env env, napi_value, void*, void* ended) {
  if (env == nullptr) return;  // it is ending itself
  napi_value listener = Environment::of(env).thread_end_listener().get(env);
  napi_value undefined = nullptr, id = nullptr;
  napi_get_undefined(env, &undefined);
  napi_create_uint32(env, static_cast<EnvironmentId>(reinterpret_cast<uintptr_t>(ended)), &id);
  napi_call_function(env, undefined, listener, 1, &id, nullptr);
}

void stop_listening(void* listener) {
  Listeners::instance().remove(static_cast<napi_threadsafe_function>(listener));
}

}  // namespace

void KeptFunction::set(napi_env env, napi_value function) {
  if (reference_ != nullptr) napi_delete_reference(env, reference_);
  check_napi(napi_create_reference(env, function, 1, &reference_), "keep a function");
}

napi_value KeptFunction::get(napi_env env) const {
  napi_value function = nullptr;
  if (reference_ != nullptr) napi_get_reference_value(env, reference_, &function);
  return function;
}

Environment::Environment(napi_env env)
    : env_(env), id_(next_id()), thread_(std::make_shared<JsThread>(env)) {}

void Environment::install(napi_env env) {
  auto* environment = new Environment(env);
  env_of_this_thread = env;
  check_napi(
      napi_set_instance_data(
          env, environment,
          [](napi_env, void* data, void*) { delete static_cast<Environment*>(data); }, nullptr),
      "keep instance data");
  check_napi(napi_add_env_cleanup_hook(env, tear_down, environment), "add a cleanup hook");
}

void Environment::tear_down(void* data) {
  auto* environment = static_cast<Environment*>(data);
  HandleTable& handles = HandleTable::instance();
  handles.release_all(environment->id_);
  environment->borrowed_buffers_->close();
  environment->thread_->close();
  // Messages of this thread may not have been read yet: what they carry lives on until the
  // listener says that they have been.
  const EnvironmentId id = environment->id_;
  env_of_this_thread = nullptr;
  if (handles.in_transit(id) > 0 && !Listeners::instance().tell_oldest(id)) {
    handles.release_transfers(id);
  }
}

Environment& Environment::of(napi_env env) {
  void* data = nullptr;
  check_napi(napi_get_instance_data(env, &data), "give instance data");
  return *static_cast<Environment*>(data);
}

napi_env Environment::env_of_thread() { return env_of_this_thread; }

void Environment::listen() {
  if (thread_end_ != nullptr) return;
  napi_value name = nullptr;
  check_napi(napi_create_string_utf8(env_, "isbe-torch", NAPI_AUTO_LENGTH, &name), "make a string");
  check_napi(napi_create_threadsafe_function(env_, nullptr, nullptr, name, 0, 1, nullptr, nullptr,
                                             nullptr, call_listener, &thread_end_),
             "make a threadsafe function");
  check_napi(napi_unref_threadsafe_function(env_, thread_end_), "let the process end");
  Listeners::instance().add(thread_end_);
  // Hooks run in the reverse order: nobody calls the function once Node closes it.
  check_napi(napi_add_env_cleanup_hook(env_, stop_listening, thread_end_), "add a cleanup hook");
}

napi_value Environment::scope_flag(napi_env env) {
  napi_value buffer = nullptr, flag = nullptr;
  void* data = nullptr;
  check_napi(napi_create_arraybuffer(env, 1, &data, &buffer), "make an array");
  check_napi(napi_create_typedarray(env, napi_uint8_array, 1, buffer, 0, &flag), "make an array");
  // Never deleted: what it points to lives as long as the environment.
  napi_ref kept = nullptr;
  check_napi(napi_create_reference(env, flag, 1, &kept), "keep an array");
  scope_flag_ = static_cast<const uint8_t*>(data);
  return flag;
}

void Environment::adjust_external_bytes(int64_t change) {
  unreported_bytes_ += change;
  if (unreported_bytes_ > -kReportStep && unreported_bytes_ < kReportStep) return;
  int64_t total = 0;
  napi_adjust_external_memory(env_, unreported_bytes_, &total);
  reported_bytes_ += unreported_bytes_;
  unreported_bytes_ = 0;
}

}  // namespace isbe
