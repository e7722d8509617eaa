// Calls that would end the process inside libtorch, or give a wrong value without a word. An
// operator's guards are looked up once, with the operator; most have none.
#pragma once

#include <ATen/core/stack.h>

#include <vector>

namespace isbe {

struct Operator;

/// Looks at the arguments before the call: throws AddonError, puts harmless ones in their place, or
/// puts the results there and returns true, for a call that has been answered.
using Guard = bool (*)(const Operator& op, torch::jit::Stack& arguments);

std::vector<Guard> guards_of(const Operator& op);

}  // namespace isbe
