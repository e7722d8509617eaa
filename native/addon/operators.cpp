#include "operators.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <unordered_map>

#include "errors.h"

namespace isbe {
namespace {

constexpr size_t kMostOperators = 1 << 14;

struct Registry {
  std::array<std::atomic<const Operator*>, kMostOperators> operators{};
  std::mutex mutex;
  std::unordered_map<std::string, OperatorId> ids;
};

Registry& registry() {
  static auto* instance = new Registry;
  return *instance;
}

std::string full_name(const std::string& name, const std::string& overload) {
  return overload.empty() ? name : name + "." + overload;
}

bool shares_write_alias(const c10::Argument& a, const c10::Argument& b) {
  const auto* first = a.alias_info();
  const auto* second = b.alias_info();
  return first && second && first->isWrite() && second->isWrite() &&
         first->beforeSets() == second->beforeSets();
}

int aliased_parameter(const c10::FunctionSchema& schema, const c10::Argument& result) {
  for (size_t i = 0; i < schema.arguments().size(); ++i) {
    if (shares_write_alias(schema.arguments()[i], result)) return static_cast<int>(i);
  }
  return -1;
}

/// Whether it makes a tensor of no other's values: of sizes, or like another.
bool makes_anew(const c10::FunctionSchema& schema) {
  const bool chooses = schema.argumentIndexWithName("pin_memory").has_value() &&
                       schema.argumentIndexWithName("layout").has_value();
  const auto is_tensor = [](const c10::Argument& argument) {
    return ValueType::of(argument).kind == Kind::Tensor;
  };
  const auto& arguments = schema.arguments();
  return chooses && (schema.name().ends_with("_like") ||
                     std::none_of(arguments.begin(), arguments.end(), is_tensor));
}

}  // namespace

Operator::Operator(const c10::OperatorHandle& given)
    : handle(given),
      name(full_name(handle.schema().name(), handle.schema().overload_name())),
      is_factory(makes_anew(handle.schema())) {
  const c10::FunctionSchema& schema = handle.schema();
  for (const c10::Argument& argument : schema.arguments()) {
    const auto& value = argument.default_value();
    parameters.push_back({argument.name(), ValueType::of(argument), value ? &*value : nullptr});
  }
  for (const c10::Argument& result : schema.returns()) {
    result_aliases.push_back(aliased_parameter(schema, result));
  }
  guards = guards_of(*this);
}

OperatorId find_operator(const std::string& name, const std::string& overload) {
  Registry& known = registry();
  std::lock_guard lock(known.mutex);
  const std::string key = full_name(name, overload);
  if (const auto found = known.ids.find(key); found != known.ids.end()) return found->second;
  const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  if (!handle) {
    throw AddonError("NOT_FOUND", "no operator '" + key + "' is registered with libtorch");
  }
  const auto id = static_cast<OperatorId>(known.ids.size());
  if (id == kMostOperators) throw AddonError("NATIVE", "too many operators");
  known.operators[id].store(new Operator(*handle), std::memory_order_release);
  known.ids.emplace(key, id);
  return id;
}

const Operator& operator_at(OperatorId id) {
  const Operator* found =
      id < kMostOperators ? registry().operators[id].load(std::memory_order_acquire) : nullptr;
  if (found == nullptr) throw AddonError("NOT_FOUND", "no operator has this number");
  return *found;
}

}  // namespace isbe
