// The operators that JS has asked for by name, each with what a call needs worked out once.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

#include <string>
#include <vector>

#include "guards.h"
#include "types.h"

namespace isbe {

struct Parameter {
  std::string name;
  ValueType type;
  const c10::IValue* default_value;  ///< nullptr when the argument is required
};

struct Operator {
  explicit Operator(const c10::OperatorHandle& given);

  c10::OperatorHandle handle;
  std::string name;  ///< "aten::add.Tensor"
  /// Makes a tensor of sizes, or like another: autograd need not see how.
  bool is_factory;
  std::vector<Parameter> parameters;
  /// For each result the parameter that it is (in-place and out operators), or -1 for a new value.
  std::vector<int> result_aliases;
  std::vector<Guard> guards;
};

using OperatorId = uint32_t;

/// Process-wide, since schemas are. Throws AddonError NOT_FOUND for an unknown name.
OperatorId find_operator(const std::string& name, const std::string& overload);
/// Throws AddonError NOT_FOUND for an id never given out.
const Operator& operator_at(OperatorId id);

}  // namespace isbe
