#include "transfer_token.h"

#include <dlfcn.h>

#include <memory>

namespace isbe {
namespace {

using Finalize = void (*)(void* data, void* hint);
using Create = napi_status (*)(napi_env env, void* data, size_t length, Finalize finalize,
                               void* hint, napi_value* result);

/// Looked up, since older versions of Node have no such symbol; experimental there, hence not in
/// the headers that addons are built with.
Create find_create() {
  return reinterpret_cast<Create>(
      dlsym(RTLD_DEFAULT, "node_api_create_external_sharedarraybuffer"));
}

/// On any thread, when no thread and no message has the buffer any more.
void release_handle(void* data, void*) {
  const std::unique_ptr<Handle> handle(static_cast<Handle*>(data));
  HandleTable::instance().release(*handle);
}

}  // namespace

Napi::Value transfer_token(Napi::Env env, Handle handle) {
  static const Create create = find_create();
  if (create == nullptr) return env.Undefined();
  auto data = std::make_unique<Handle>(handle);
  napi_value token = nullptr;
  if (create(env, data.get(), sizeof(Handle), release_handle, nullptr, &token) != napi_ok) {
    return env.Undefined();
  }
  data.release();  // NOLINT(bugprone-unused-return-value): the buffer owns it now
  return {env, token};
}

}  // namespace isbe
