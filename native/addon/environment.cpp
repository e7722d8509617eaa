#include "environment.h"

#include <atomic>

#include "errors.h"
#include "handles.h"

namespace isbe {
namespace {

constexpr int64_t kReportStep = 32 << 20;

EnvironmentId next_id() {
  static std::atomic<EnvironmentId> last{kNobody};
  return ++last;
}

}  // namespace

void ReleasedBuffers::add(napi_ref reference) {
  std::lock_guard lock(mutex_);
  if (open_) references_.push_back(reference);
}

void ReleasedBuffers::drain(napi_env env) {
  std::vector<napi_ref> references;
  {
    std::lock_guard lock(mutex_);
    references.swap(references_);
  }
  for (napi_ref reference : references) napi_delete_reference(env, reference);
}

void ReleasedBuffers::close() {
  std::lock_guard lock(mutex_);
  open_ = false;
  references_.clear();
}

Environment::Environment(napi_env env) : env_(env), id_(next_id()) {}

void Environment::install(napi_env env) {
  auto* environment = new Environment(env);
  check_napi(
      napi_set_instance_data(
          env, environment,
          [](napi_env, void* data, void*) { delete static_cast<Environment*>(data); }, nullptr),
      "keep instance data");
  check_napi(napi_add_env_cleanup_hook(env, tear_down, environment), "add a cleanup hook");
}

void Environment::tear_down(void* data) {
  auto* environment = static_cast<Environment*>(data);
  // Node deletes the references of an environment with it.
  environment->released_buffers_->close();
  HandleTable::instance().release_all(environment->id_);
}

Environment& Environment::of(napi_env env) {
  void* data = nullptr;
  check_napi(napi_get_instance_data(env, &data), "give instance data");
  return *static_cast<Environment*>(data);
}

void Environment::set_error_factory(napi_env env, napi_value factory) {
  if (error_factory_ != nullptr) napi_delete_reference(env, error_factory_);
  check_napi(napi_create_reference(env, factory, 1, &error_factory_), "keep the error factory");
}

napi_value Environment::error_factory() const {
  napi_value factory = nullptr;
  if (error_factory_ != nullptr) napi_get_reference_value(env_, error_factory_, &factory);
  return factory;
}

void Environment::adjust_external_bytes(int64_t change) {
  unreported_bytes_ += change;
  if (unreported_bytes_ > -kReportStep && unreported_bytes_ < kReportStep) return;
  int64_t total = 0;
  napi_adjust_external_memory(env_, unreported_bytes_, &total);
  unreported_bytes_ = 0;
}

}  // namespace isbe
