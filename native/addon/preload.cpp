// Opens libtorch before the addon that needs it is loaded. The addon names its libraries without a
// folder, so that it works with a libtorch anywhere; the loader then finds those already open.
#include <dlfcn.h>
#include <napi.h>

#include <cstdlib>

namespace {

// GNU OpenMP's threads wait for each other by spinning, by default for milliseconds: as soon as
// another process wants one of the cores, a step takes many times as long. docs/performance.md has
// what shorter spins cost and save. The runtime reads the variable once, while it is being opened;
// whoever set it, or OMP_WAIT_POLICY, is asked for nothing.
class ShortSpin {
 public:
  ShortSpin()
      : ours_(std::getenv(kVariable) == nullptr && std::getenv("OMP_WAIT_POLICY") == nullptr) {
    if (ours_) setenv(kVariable, kIterations, 1);
  }
  ~ShortSpin() {
    // Programs that this process starts have their own cores to share.
    if (ours_) unsetenv(kVariable);
  }
  ShortSpin(const ShortSpin&) = delete;
  ShortSpin& operator=(const ShortSpin&) = delete;

 private:
  static constexpr const char* kVariable = "GOMP_SPINCOUNT";
  static constexpr const char* kIterations = "10000";
  bool ours_;
};

void open(const Napi::CallbackInfo& info) {
  const std::string path = info[0].As<Napi::String>();
  const ShortSpin shortSpin;
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
