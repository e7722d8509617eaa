// Random numbers of a part of a thread's work. Between _push_seed and _pop_seed an operator that
// wants a generator and was given none draws from one of that seed: libtorch's default generator is
// the process's, and what a thread would get from it depends on all others.
#include <ATen/CPUGeneratorImpl.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "../common/library.h"

namespace isbe::random {
namespace {

// Above all other keys, and used by nothing: libtorch has none for modes that are written in C++.
constexpr auto kMode = c10::DispatchKey::TESTING_ONLY_GenericMode;

class Source {
 public:
  explicit Source(int64_t seed) : seed_(static_cast<uint64_t>(seed)) {}

  // Few of those who may draw do.
  const at::Generator& generator() {
    if (!generator_) generator_ = at::detail::createCPUGenerator(seed_);
    return *generator_;
  }

 private:
  uint64_t seed_;
  std::optional<at::Generator> generator_;
};

thread_local std::vector<Source> sources;

bool wants_generator(const c10::Argument& argument) {
  const auto* optional = argument.type()->castRaw<c10::OptionalType>();
  return optional != nullptr && optional->getElementType()->kind() == c10::TypeKind::GeneratorType;
}

bool is_elsewhere(const c10::IValue& value) {
  if (value.isDevice()) return !value.toDevice().is_cpu();
  return value.isTensor() && value.toTensor().defined() && !value.toTensor().is_cpu();
}

void give_generator(const c10::FunctionSchema& schema, c10::Stack& stack) {
  const auto& arguments = schema.arguments();
  const auto first = stack.end() - static_cast<std::ptrdiff_t>(arguments.size());
  for (size_t i = 0; i < arguments.size(); ++i) {
    c10::IValue& value = first[static_cast<std::ptrdiff_t>(i)];
    if (!value.isNone() || !wants_generator(arguments[i])) continue;
    if (std::none_of(first, stack.end(), is_elsewhere)) value = sources.back().generator();
  }
}

void draw_from_source(const c10::OperatorHandle& op, c10::DispatchKeySet keys, c10::Stack* stack) {
  // Threads that work for this one have its mode, and no source.
  if (!sources.empty()) give_generator(op.schema(), *stack);
  op.redispatchBoxed(keys & c10::DispatchKeySet(c10::DispatchKeySet::FULL_AFTER, kMode), stack);
}

void push_seed(int64_t seed) {
  sources.emplace_back(seed);
  c10::impl::tls_set_dispatch_key_included(kMode, true);
}

void pop_seed() {
  TORCH_CHECK(!sources.empty(), "_pop_seed: expected a seed to take back");
  sources.pop_back();
  if (sources.empty()) c10::impl::tls_set_dispatch_key_included(kMode, false);
}

/// Gives what the thread draws from another seed, where it doesn't draw from the process's
/// generator.
bool reseed(int64_t seed) {
  if (sources.empty()) return false;
  sources.back() = Source(seed);
  return true;
}

}  // namespace
}  // namespace isbe::random

ISBE_LIBRARY_IMPL(CompositeExplicitAutograd, m) {
  m.impl("_push_seed", isbe::random::push_seed);
  m.impl("_pop_seed", isbe::random::pop_seed);
  m.impl("_reseed", isbe::random::reseed);
}

ISBE_FALLBACK(TESTING_ONLY_GenericMode, m) {
  m.fallback(torch::CppFunction::makeFromBoxedFunction<&isbe::random::draw_from_source>());
}
