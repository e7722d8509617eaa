#include "js_thread.h"

#include <optional>

#include "environment.h"
#include "errors.h"
#include "thread_settings.h"
#include "warnings.h"

namespace isbe {
namespace {

std::atomic<int64_t> references{0};

/// Deeper recursions the engine hands to threads of its own: its limit is 60.
constexpr int kDeepestDirect = 50;

std::string message_of(napi_env env, napi_value thrown) {
  napi_value text = nullptr;
  size_t size = 0;
  if (napi_coerce_to_string(env, thrown, &text) != napi_ok ||
      napi_get_value_string_utf8(env, text, nullptr, 0, &size) != napi_ok) {
    napi_value ignored = nullptr;
    napi_get_and_clear_last_exception(env, &ignored);
    return "a function of JavaScript threw";
  }
  std::string message(size, '\0');
  napi_get_value_string_utf8(env, text, message.data(), size + 1, &size);
  return message;
}

}  // namespace

/// A call that a thread waits for. Meanwhile it runs the jobs that JS gives it.
struct JsThread::Request {
  explicit Request(const Work& asked) : work(asked) {}

  const Work& work;
  const ThreadSettings settings;
  std::condition_variable changed;
  const std::function<void()>* job = nullptr;
  std::atomic<bool>* job_done = nullptr;
  bool answered = false;
  std::exception_ptr error;
};

void JsThread::call(const Work& work) {
  if (std::this_thread::get_id() == id_) {
    std::unique_lock lock(mutex_);
    if (!open_) throw AddonError("SCOPE", "the thread of this function has ended");
    lock.unlock();
    work(env_);
    return;
  }
  Request request(work);
  std::unique_lock lock(mutex_);
  if (!open_) {
    throw AddonError("SCOPE",
                     "a function or hook of this graph belongs to a thread that has ended: run "
                     "backward on the thread that made the graph");
  }
  if (serving_ == 0) {
    throw AddonError("SCOPE",
                     "a function or hook of this graph belongs to another thread: run backward on "
                     "the thread that made the graph");
  }
  requests_.push_back(&request);
  changed_.notify_all();
  wait_for_answer(request, lock);
  if (request.error) std::rethrow_exception(request.error);
}

void JsThread::wait_for_answer(Request& request, std::unique_lock<std::mutex>& lock) {
  while (!request.answered) {
    if (request.job == nullptr) {
      request.changed.wait(lock);
      continue;
    }
    const auto& job = *std::exchange(request.job, nullptr);
    std::atomic<bool>& done = *request.job_done;
    lock.unlock();
    job();
    lock.lock();
    done = true;
    changed_.notify_all();
  }
}

bool JsThread::must_serve() const {
  return always_serves_ || current_ != nullptr || depth_ > kDeepestDirect ||
         (JsReference::any() && has_device_threads());
}

void JsThread::run(const std::function<void()>& job) {
  drain();
  struct Depth {
    int& depth;
    explicit Depth(int& value) : depth(++value) {}
    ~Depth() { --depth; }
  } depth(depth_);
  if (must_serve()) {
    run_served(job);
  } else {
    job();
  }
}

void JsThread::run_served(const std::function<void()>& job) {
  std::exception_ptr error;
  std::atomic<bool> done = false;
  const ThreadSettings settings;
  const std::function<void()> whole = [&] {
    try {
      const ThreadSettingsGuard guard(settings);
      job();
    } catch (...) {
      error = std::current_exception();
    }
  };
  std::unique_lock lock(mutex_);
  std::optional<std::thread> helper;
  if (current_ != nullptr) {
    if (current_->job != nullptr) throw AddonError("SCOPE", "backward is under way already");
    current_->job = &whole;
    current_->job_done = &done;
    current_->changed.notify_all();
  } else {
    helper.emplace([&] {
      collect_warnings();
      whole();
      const std::lock_guard finish(mutex_);
      done = true;
      changed_.notify_all();
    });
  }
  serve(done, lock);
  lock.unlock();
  if (helper) helper->join();
  if (error) std::rethrow_exception(error);
}

void JsThread::serve(const std::atomic<bool>& done, std::unique_lock<std::mutex>& lock) {
  ++serving_;
  while (!done) {
    if (requests_.empty()) {
      changed_.wait(lock);
      continue;
    }
    Request* const request = requests_.front();
    requests_.erase(requests_.begin());
    answer(*request, lock);
  }
  if (--serving_ > 0) return;
  // Of other graphs than ours: nobody listens to them any more.
  for (Request* const request : std::exchange(requests_, {})) {
    request->error = std::make_exception_ptr(
        AddonError("SCOPE", "a function or hook of this graph belongs to another thread"));
    request->answered = true;
    request->changed.notify_all();
  }
}

void JsThread::answer(Request& request, std::unique_lock<std::mutex>& lock) {
  lock.unlock();
  Request* const outer = std::exchange(current_, &request);
  std::exception_ptr error;
  try {
    const ThreadSettingsGuard guard(request.settings);
    request.work(env_);
  } catch (...) {
    error = std::current_exception();
  }
  current_ = outer;
  lock.lock();
  request.error = error;
  request.answered = true;
  request.changed.notify_all();
}

void JsThread::drop(napi_ref reference) {
  const std::lock_guard lock(mutex_);
  if (!open_) return;  // Node deletes the references of a thread with it
  dropped_.push_back(reference);
  has_dropped_ = true;
}

void JsThread::drain() {
  if (!has_dropped_.load(std::memory_order_relaxed)) return;
  std::vector<napi_ref> dropped;
  {
    const std::lock_guard lock(mutex_);
    dropped.swap(dropped_);
    has_dropped_ = false;
  }
  for (napi_ref reference : dropped) napi_delete_reference(env_, reference);
}

void JsThread::close() {
  const std::lock_guard lock(mutex_);
  open_ = false;
  dropped_.clear();
}

JsReference::JsReference(napi_env env, napi_value object) : thread_(Environment::of(env).thread()) {
  check_napi(napi_create_reference(env, object, 1, &reference_), "keep an object");
  ++references;
}

JsReference::~JsReference() {
  --references;
  thread_->drop(reference_);
}

bool JsReference::any() { return references > 0; }

napi_value JsReference::get(napi_env env) const {
  napi_value object = nullptr;
  napi_get_reference_value(env, reference_, &object);
  return object;
}

JsException::JsException(napi_env env) {
  napi_value thrown = nullptr, array = nullptr;
  // Fails, or gives nothing, when the thread is being terminated: nobody will see the error then.
  if (napi_get_and_clear_last_exception(env, &thrown) != napi_ok || thrown == nullptr ||
      napi_create_array_with_length(env, 1, &array) != napi_ok ||
      napi_set_element(env, array, 0, thrown) != napi_ok) {
    message_ = "the thread of a function was terminated";
    return;
  }
  holder_ = std::make_shared<JsReference>(env, array);
  message_ = message_of(env, thrown);
}

bool JsException::rethrow(napi_env env) const {
  if (holder_ == nullptr || !holder_->thread().is(env)) return false;
  napi_value thrown = nullptr;
  napi_get_element(env, holder_->get(env), 0, &thrown);
  napi_throw(env, thrown);
  return true;
}

}  // namespace isbe
