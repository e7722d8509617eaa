// What belongs to one JS thread (Node environment): its identity as an owner of handles, the error
// factory, and the figures reported to its garbage collector.
#pragma once

#include <napi.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace isbe {

using EnvironmentId = uint32_t;
/// Owner of the tensors that are on their way from one thread to another.
constexpr EnvironmentId kNobody = 0;

/// References to JS buffers whose tensors are gone. Filled on any thread, emptied on the JS thread.
class ReleasedBuffers {
 public:
  void add(napi_ref reference);
  void drain(napi_env env);
  void close();

 private:
  std::mutex mutex_;
  std::vector<napi_ref> references_;
  bool open_ = true;
};

class Environment {
 public:
  static void install(napi_env env);
  static Environment& of(napi_env env);

  EnvironmentId id() const { return id_; }

  void set_error_factory(napi_env env, napi_value factory);
  /// nullptr before TypeScript has registered one.
  napi_value error_factory() const;

  /// Adds to (or, negative, takes from) the native bytes that the garbage collector knows of. Told
  /// in coarse steps: every report can start a collection.
  void adjust_external_bytes(int64_t change);

  const std::shared_ptr<ReleasedBuffers>& released_buffers() const { return released_buffers_; }

 private:
  explicit Environment(napi_env env);
  static void tear_down(void* environment);

  napi_env env_;
  EnvironmentId id_;
  napi_ref error_factory_ = nullptr;
  int64_t unreported_bytes_ = 0;
  std::shared_ptr<ReleasedBuffers> released_buffers_ = std::make_shared<ReleasedBuffers>();
};

}  // namespace isbe
