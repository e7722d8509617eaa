// Registration of operators and kernels with libtorch, and calls to them by name.
#pragma once
#include <torch/library.h>

#include <optional>

namespace isbe {

/**
 * As torch::Library, but empty in a second copy of this library in one process: libtorch refuses
 * an operator that there is already, which would end the process. The first copy's serve both.
 */
class C10_HIDDEN Registration {
 public:
  Registration(torch::Library::Kind kind, const char* library, std::optional<c10::DispatchKey> key,
               const char* file, int line, void (*fill)(torch::Library&));

 private:
  std::optional<torch::Library> library_;
};

/** The handle of an operator of ours, for calls from one dispatch key to those below it. */
template <typename Signature>
c10::TypedOperatorHandle<Signature> operator_handle(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

}  // namespace isbe

#define ISBE_REGISTRATION(kind, library, key, id, m)                                             \
  static void C10_CONCATENATE(isbe_fill_, id)(torch::Library&);                                  \
  static const isbe::Registration C10_CONCATENATE(isbe_registration_, id)(                       \
      torch::Library::kind, library, key, __FILE__, __LINE__, &C10_CONCATENATE(isbe_fill_, id)); \
  static void C10_CONCATENATE(isbe_fill_, id)(torch::Library & m)

/** TORCH_LIBRARY(isbe, m) of this library. */
#define ISBE_LIBRARY(m) ISBE_REGISTRATION(DEF, "isbe", std::nullopt, C10_UID, m)

/** TORCH_LIBRARY_IMPL(isbe, key, m) of this library. */
#define ISBE_LIBRARY_IMPL(key, m) ISBE_REGISTRATION(IMPL, "isbe", c10::DispatchKey::key, C10_UID, m)

/** TORCH_LIBRARY_IMPL(_, key, m) of this library: for the operators of all libraries. */
#define ISBE_FALLBACK(key, m) ISBE_REGISTRATION(IMPL, "_", c10::DispatchKey::key, C10_UID, m)
