// A JS thread as the autograd engine sees it: functions of JS that a graph calls run on it and
// nowhere else, wherever the engine runs the node that calls them.
//
// On the JS thread itself the call is direct. Where another thread runs the node (a device's, or
// that of a deep recursion), the JS thread has to listen meanwhile: it lets a helper thread run the
// engine and serves calls until the helper is done. `backward` inside of such a call is run by the
// thread that waits for the call, as the engine expects of a reentrant backward; the JS thread
// serves on. So nobody ever waits for a thread that waits for him.
#pragma once

#include <napi.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace isbe {

class JsThread {
 public:
  explicit JsThread(napi_env env) : env_(env), id_(std::this_thread::get_id()) {}

  using Work = std::function<void(napi_env)>;
  /// Runs `work` on the JS thread and waits for it. Throws what it throws; AddonError SCOPE when
  /// the JS thread has ended, or does not run a backward itself and is another one than this.
  void call(const Work& work);

  /// Runs `job`, in which the engine may call JS: here, or by a helper while this thread serves.
  /// To be called on the JS thread.
  void run(const std::function<void()>& job);
  /// Whether this thread is within `run`.
  bool is_running() const { return depth_ > 0; }

  /// Calls are served even where they could be direct: for tests.
  void set_always_serves(bool on) { always_serves_ = on; }

  /// For the last owner of a reference, on whichever thread it is.
  void drop(napi_ref reference);
  /// Deletes what was dropped. To be called on the JS thread.
  void drain();
  /// The JS thread ends: its references go with it.
  void close();

  bool is(napi_env env) const { return env == env_; }

 private:
  struct Request;

  void run_served(const std::function<void()>& job);
  void serve(const std::atomic<bool>& done, std::unique_lock<std::mutex>& lock);
  void answer(Request& request, std::unique_lock<std::mutex>& lock);
  void wait_for_answer(Request& request, std::unique_lock<std::mutex>& lock);
  bool must_serve() const;

  const napi_env env_;
  const std::thread::id id_;
  std::atomic<bool> has_dropped_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = true;
  int serving_ = 0;                 ///< depth of `serve`
  std::vector<Request*> requests_;  ///< not yet answered
  std::vector<napi_ref> dropped_;

  // Of the JS thread alone.
  bool always_serves_ = false;
  int depth_ = 0;               ///< of `run`
  Request* current_ = nullptr;  ///< being answered
};

/// A JS object that C++ keeps; it may let go of it on any thread.
class JsReference {
 public:
  /// On the JS thread.
  JsReference(napi_env env, napi_value object);
  ~JsReference();
  JsReference(const JsReference&) = delete;

  JsThread& thread() const { return *thread_; }
  napi_value get(napi_env env) const;
  /// Whether there is one in the process: else no graph can call JS.
  static bool any();

 private:
  const std::shared_ptr<JsThread> thread_;
  napi_ref reference_ = nullptr;
};

/// What JS threw, on its way through the engine.
class JsException : public std::exception {
 public:
  /// Takes the pending exception of `env`.
  explicit JsException(napi_env env);
  const char* what() const noexcept override { return message_.c_str(); }
  /// Throws the same object in JS; false when it belongs to another thread.
  bool rethrow(napi_env env) const;

 private:
  std::shared_ptr<JsReference> holder_;  ///< [what was thrown]: it may be no object
  std::string message_;
};

}  // namespace isbe
