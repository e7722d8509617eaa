// Opens libtorch before the addon that needs it is loaded. The addon names its libraries without a
// folder, so that it works with a libtorch anywhere; the loader then finds those already open.
#include <dlfcn.h>
#include <napi.h>

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

std::mutex mutex;
// Of the process: its end waits for them, as static destructors must not run beside constructors.
std::vector<std::jthread> helpers;

bool is_open(const std::string& path) {
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  if (library != nullptr) dlclose(library);
  return library != nullptr;
}

// Begins to open a library, while JavaScript goes on. A failure is told by `open`, which tries
// again.
void begin(const Napi::CallbackInfo& info) {
  const std::string path = info[0].As<Napi::String>();
  if (is_open(path)) return;
  const std::lock_guard lock(mutex);
  helpers.emplace_back([path] { dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL); });
}

void join_helpers() {
  const std::lock_guard lock(mutex);
  helpers.clear();
}

void open(const Napi::CallbackInfo& info) {
  const std::string path = info[0].As<Napi::String>();
  join_helpers();
  if (dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) {
    throw Napi::Error::New(info.Env(), dlerror());
  }
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  exports.Set("begin", Napi::Function::New(env, begin, "begin"));
  exports.Set("open", Napi::Function::New(env, open, "open"));
  return exports;
}

}  // namespace

NODE_API_MODULE(isbe_preload, initialize)
