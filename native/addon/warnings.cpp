#include "warnings.h"

#include <c10/util/Exception.h>

#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include "environment.h"
#include "errors.h"

namespace isbe {
namespace {

/// Of texts with numbers in them there is no end; later ones are dropped.
constexpr size_t kMostTexts = 1000;

class Collector final : public c10::WarningHandler {
 public:
  /// Never destroyed: threads of libtorch may warn while the process exits.
  static Collector& instance() {
    static auto* collector = new Collector;
    return *collector;
  }

  void process(const c10::Warning& warning) override {
    std::lock_guard lock(mutex_);
    if (known_.size() == kMostTexts || !known_.insert(warning.msg()).second) return;
    waiting_.push_back(warning.msg());
    warnings_wait = true;
  }

  std::vector<std::string> take() {
    std::lock_guard lock(mutex_);
    warnings_wait = false;
    return std::exchange(waiting_, {});
  }

 private:
  std::mutex mutex_;
  std::unordered_set<std::string> known_;
  std::vector<std::string> waiting_;
};

/// (listener: (text) => void)
Napi::Value set_warning_listener(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).warning_listener().set(info.Env(), info[0]);
  return info.Env().Undefined();
}

}  // namespace

void collect_warnings() { c10::WarningUtils::set_warning_handler(&Collector::instance()); }

void deliver_waiting_warnings(napi_env env) {
  napi_value listener = Environment::of(env).warning_listener().get(env);
  if (listener == nullptr) return;
  napi_value undefined = nullptr;
  napi_get_undefined(env, &undefined);
  for (const std::string& text : Collector::instance().take()) {
    napi_value argument = nullptr;
    napi_create_string_utf8(env, text.data(), text.size(), &argument);
    if (napi_call_function(env, undefined, listener, 1, &argument, nullptr) == napi_ok) continue;
    // The results of the call that delivers must not be lost for a listener's failure.
    napi_value ignored = nullptr;
    napi_get_and_clear_last_exception(env, &ignored);
  }
}

void export_warnings(Napi::Object exports) {
  export_function<set_warning_listener>(exports, "setWarningListener");
}

}  // namespace isbe
