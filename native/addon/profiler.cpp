// One profile at a time in the process. Its callbacks belong to the JS thread that started it, and
// libtorch hands them on to the autograd threads that work for that thread.
#include "profiler.h"

#include <ATen/record_function.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <sstream>
#include <string_view>
#include <vector>

#include "../allocator/allocator.h"
#include "errors.h"

namespace isbe {
namespace {

using Clock = std::chrono::steady_clock;

struct Event {
  std::string name;
  std::string shapes;  ///< of the tensor arguments, when asked for
  bool is_operator;    ///< otherwise a node of the autograd graph or its engine
  bool backward;
  uint64_t thread;
  int64_t start;     ///< nanoseconds since the profile began
  int64_t duration;  ///< nanoseconds
  int64_t own;       ///< of these, outside of the events within
  int64_t bytes;     ///< allocated minus freed, outside of the events within
};

struct Recorder {
  const bool with_shapes;
  const Clock::time_point begin = Clock::now();
  std::mutex mutex;
  std::vector<Event> events;

  explicit Recorder(bool shapes) : with_shapes(shapes) { events.reserve(1 << 12); }

  int64_t now() const {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count();
  }
};

std::atomic<std::shared_ptr<Recorder>>& active_recorder() {
  static auto* recorder = new std::atomic<std::shared_ptr<Recorder>>;
  return *recorder;
}

/// An event that has not ended. Keeps the recorder: an autograd thread may end one after the stop.
struct Open final : at::ObserverContext {
  std::shared_ptr<Recorder> recorder;
  Open* parent = nullptr;
  std::string shapes;
  bool is_operator = false;
  bool backward = false;
  int64_t start = 0;
  int64_t within = 0;  ///< nanoseconds of the events within
  int64_t bytes_before = 0;
  int64_t bytes_within = 0;
};

thread_local Open* innermost = nullptr;

constexpr std::string_view kEngine = "autograd::engine::";

std::string shapes_of(c10::ArrayRef<const c10::IValue> inputs) {
  std::ostringstream text;
  for (const c10::IValue& input : inputs) {
    if (!input.isTensor() || !input.toTensor().defined()) continue;
    text << (text.tellp() > 0 ? " " : "") << input.toTensor().sizes();
  }
  return text.str();
}

std::unique_ptr<at::ObserverContext> on_start(const at::RecordFunction& function) {
  auto recorder = active_recorder().load();
  if (!recorder) return nullptr;
  auto open = std::make_unique<Open>();
  const bool is_node = function.scope() == at::RecordScope::BACKWARD_FUNCTION ||
                       std::string_view(function.name()).substr(0, kEngine.size()) == kEngine;
  open->parent = innermost;
  open->is_operator = !is_node;
  open->backward = is_node || (innermost != nullptr && innermost->backward);
  if (recorder->with_shapes) open->shapes = shapes_of(function.inputs());
  innermost = open.get();
  open->recorder = std::move(recorder);
  open->bytes_before = allocator_statistics().in_use;
  open->start = open->recorder->now();
  return open;
}

std::string full_name(const at::RecordFunction& function) {
  const std::string_view overload = function.overload_name();
  return overload.empty() ? std::string(function.name())
                          : std::string(function.name()) + "." + std::string(overload);
}

void on_end(const at::RecordFunction& function, at::ObserverContext* context) {
  auto* open = static_cast<Open*>(context);
  if (open == nullptr) return;
  const int64_t duration = open->recorder->now() - open->start;
  const int64_t bytes = allocator_statistics().in_use - open->bytes_before;
  innermost = open->parent;
  if (open->parent != nullptr) {
    open->parent->within += duration;
    open->parent->bytes_within += bytes;
  }
  std::lock_guard lock(open->recorder->mutex);
  open->recorder->events.push_back({full_name(function), std::move(open->shapes), open->is_operator,
                                    open->backward, function.threadId(), open->start, duration,
                                    duration - open->within, bytes - open->bytes_within});
}

/// The profile of this JS thread. Stops it also when the thread is terminated.
class Recording {
 public:
  static Recording& of_thread() {
    thread_local Recording recording;
    return recording;
  }

  ~Recording() { stop(); }

  void start(bool shapes) {
    auto recorder = std::make_shared<Recorder>(shapes);
    std::shared_ptr<Recorder> none;
    if (!active_recorder().compare_exchange_strong(none, recorder)) {
      throw AddonError("VALUE",
                       "profile: expected one profile at a time in the process, found one that is "
                       "still running; stop it first");
    }
    recorder_ = std::move(recorder);
    callback_ = at::addThreadLocalCallback(
        at::RecordFunctionCallback(on_start, on_end)
            .needsInputs(shapes)
            .scopes({at::RecordScope::FUNCTION, at::RecordScope::BACKWARD_FUNCTION}));
  }

  /// Without a profile of this thread, nothing.
  std::vector<Event> stop() {
    if (!recorder_) return {};
    at::removeCallback(callback_);
    active_recorder().store(nullptr);
    const auto recorder = std::move(recorder_);
    std::lock_guard lock(recorder->mutex);
    return std::move(recorder->events);
  }

 private:
  std::shared_ptr<Recorder> recorder_;
  at::CallbackHandle callback_ = at::INVALID_CALLBACK_HANDLE;
};

Napi::Object js(Napi::Env env, const Event& event) {
  auto object = Napi::Object::New(env);
  object.Set("name", event.name);
  object.Set("shapes", event.shapes);
  object.Set("isOperator", event.is_operator);
  object.Set("backward", event.backward);
  object.Set("thread", static_cast<double>(event.thread));
  object.Set("start", static_cast<double>(event.start) / 1e3);
  object.Set("duration", static_cast<double>(event.duration) / 1e3);
  object.Set("self", static_cast<double>(event.own) / 1e3);
  object.Set("bytes", static_cast<double>(event.bytes));
  return object;
}

/// (shapes: boolean)
Napi::Value start_profile(const Napi::CallbackInfo& info) {
  Recording::of_thread().start(info[0].ToBoolean().Value());
  return info.Env().Undefined();
}

/// () => events in the order of their ends, times in microseconds
Napi::Value stop_profile(const Napi::CallbackInfo& info) {
  const std::vector<Event> events = Recording::of_thread().stop();
  auto array = Napi::Array::New(info.Env(), events.size());
  for (uint32_t i = 0; i < events.size(); ++i) array.Set(i, js(info.Env(), events[i]));
  return array;
}

}  // namespace

void export_profiler(Napi::Object exports) {
  export_function<start_profile>(exports, "startProfile");
  export_function<stop_profile>(exports, "stopProfile");
}

}  // namespace isbe
