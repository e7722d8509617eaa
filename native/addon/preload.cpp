// Opens libtorch before the addon that needs it is loaded. The addon names its libraries without a
// folder, so that it works with a libtorch anywhere; the loader then finds those already open.
#include <dlfcn.h>
#include <napi.h>

namespace {

void open(const Napi::CallbackInfo& info) {
  const std::string path = info[0].As<Napi::String>();
  if (dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) {
    throw Napi::Error::New(info.Env(), dlerror());
  }
}

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  exports.Set("open", Napi::Function::New(env, open, "open"));
  return exports;
}

}  // namespace

NODE_API_MODULE(isbe_preload, initialize)
