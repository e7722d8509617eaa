#include "transfer_token.h"

#include <dlfcn.h>

#include <memory>

namespace isbe {
namespace {

/// On any thread, when no thread and no message has the buffer any more.
void release_handle(void* data) {
  const std::unique_ptr<Handle> handle(static_cast<Handle*>(data));
  HandleTable::instance().release(*handle);
}

template <class Function>
Function find(const char* symbol) {
  return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, symbol));
}

/// Node-API's function, which came late (22.23, 24.16, 26.1) and is not in the headers that addons
/// are built with.
class NodeApi {
 public:
  explicit operator bool() const { return create_ != nullptr; }

  napi_value buffer(napi_env env, Handle* data) const {
    napi_value buffer = nullptr;
    const auto release = [](void* memory, void*) { release_handle(memory); };
    create_(env, data, sizeof(Handle), release, nullptr, &buffer);
    return buffer;
  }

 private:
  using Finalize = void (*)(void* data, void* hint);
  using Create = napi_status (*)(napi_env, void*, size_t, Finalize, void*, napi_value*);
  Create create_ = find<Create>("node_api_create_external_sharedarraybuffer");
};

/// What that function calls, for versions without it. By its mangled names: a V8 whose functions
/// take something else has others, and none is called then. Types stand for those of V8 that are
/// passed in the same way: a handle is a pointer, a unique_ptr is returned in memory.
class V8 {
 public:
  explicit operator bool() const {
    return isolate_ != nullptr && new_store_ != nullptr && new_buffer_ != nullptr &&
           destroy_ != nullptr;
  }

  napi_value buffer(napi_env, Handle* data) const {
    const auto release = [](void* memory, size_t, void*) { release_handle(memory); };
    const Unique made = new_store_(data, sizeof(Handle), release, nullptr);
    const auto destroy = [destroy = destroy_](void* store) {
      destroy(store);
      ::operator delete(store);
    };
    // A napi_value is what a handle of V8 is.
    return new_buffer_(isolate_(), std::shared_ptr<void>(made.store, destroy));
  }

 private:
  struct Unique {
    void* store;
    ~Unique() {}  // NOLINT(modernize-use-equals-default): what is trivial is returned otherwise
  };
  using Release = void (*)(void* data, size_t length, void* hint);
  using NewStore = Unique (*)(void*, size_t, Release, void*);
  using NewBuffer = napi_value (*)(void* isolate, std::shared_ptr<void> store);

  void* (*isolate_)() = find<void* (*)()>("_ZN2v87Isolate10GetCurrentEv");
  NewStore new_store_ =
      find<NewStore>("_ZN2v817SharedArrayBuffer15NewBackingStoreEPvmPFvS1_mS1_ES1_");
  NewBuffer new_buffer_ = find<NewBuffer>(
      "_ZN2v817SharedArrayBuffer3NewEPNS_7IsolateESt10shared_ptrINS_12BackingStoreEE");
  void (*destroy_)(void*) = find<void (*)(void*)>("_ZN2v812BackingStoreD1Ev");
};

}  // namespace

Napi::Value transfer_token(Napi::Env env, Handle handle) {
  static const NodeApi node_api;
  static const V8 v8;
  if (!node_api && !v8) return env.Undefined();
  auto* const data = new Handle(handle);
  napi_value const token = node_api ? node_api.buffer(env, data) : v8.buffer(env, data);
  if (token != nullptr) return {env, token};  // which owns its memory
  delete data;
  return env.Undefined();
}

}  // namespace isbe
