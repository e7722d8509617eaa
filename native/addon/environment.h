// What belongs to one JS thread (Node environment): its identity as an owner of handles, what
// TypeScript gave it to call, and the figures reported to its garbage collector.
#pragma once

#include <napi.h>

#include <cstdint>
#include <memory>

#include "borrowed.h"
#include "js_thread.h"

namespace isbe {

using EnvironmentId = uint32_t;

/// A function of JS that is called again and again.
class KeptFunction {
 public:
  void set(napi_env env, napi_value function);
  /// nullptr before one was set.
  napi_value get(napi_env env) const;

 private:
  napi_ref reference_ = nullptr;
};

class Environment {
 public:
  static void install(napi_env env);
  static Environment& of(napi_env env);
  /// Of the JS that this thread runs; nullptr on a thread that runs none.
  static napi_env env_of_thread();

  EnvironmentId id() const { return id_; }

  KeptFunction& error_factory() { return error_factory_; }
  KeptFunction& warning_listener() { return warning_listener_; }
  /// Gives the stack of the running JS.
  KeptFunction& stack_factory() { return stack_factory_; }
  /// Called with the id of a thread that ended with tensors given away and not received.
  KeptFunction& thread_end_listener() { return thread_end_listener_; }
  /// From here on the event loop of this thread is told of others' ends.
  void listen();

  /// A byte that JS sets while results are released by a scope. Those are nothing that a garbage
  /// collection could free, and telling the collector of them makes it run for nothing.
  napi_value scope_flag(napi_env env);
  bool is_in_scope() const { return scope_flag_ != nullptr && *scope_flag_ != 0; }

  /// Adds to (or, negative, takes from) the native bytes that the garbage collector knows of. Told
  /// in coarse steps: every report can start a collection.
  void adjust_external_bytes(int64_t change);
  /// Of tensors, what the collector knows of.
  int64_t reported_bytes() const { return reported_bytes_; }

  BorrowedBuffers& borrowed_buffers() { return *borrowed_buffers_; }
  const std::shared_ptr<JsThread>& thread() const { return thread_; }

 private:
  explicit Environment(napi_env env);
  static void tear_down(void* data);

  napi_env env_;
  EnvironmentId id_;
  KeptFunction error_factory_;
  KeptFunction warning_listener_;
  KeptFunction stack_factory_;
  KeptFunction thread_end_listener_;
  napi_threadsafe_function thread_end_ = nullptr;
  const uint8_t* scope_flag_ = nullptr;
  int64_t unreported_bytes_ = 0, reported_bytes_ = 0;
  std::shared_ptr<BorrowedBuffers> borrowed_buffers_ = std::make_shared<BorrowedBuffers>();
  std::shared_ptr<JsThread> thread_;
};

}  // namespace isbe
