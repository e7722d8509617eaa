// call(operator, args...): any operator of libtorch, boxed. The hot path of the addon, hence plain
// N-API and a stack that is kept between calls.
#include "dispatch.h"

#include <ATen/core/LegacyTypeDispatch.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <sstream>

#include "errors.h"
#include "handles.h"
#include "operators.h"
#include "values.h"

namespace isbe {
namespace {

constexpr size_t kMostArguments = 64;
/// Node fills what it is offered, given or not.
constexpr size_t kUsualArguments = 8;

struct Arguments {
  size_t count = kUsualArguments;
  napi_value values[kMostArguments];
};

struct KeptStack {
  torch::jit::Stack values;
  bool busy = false;
};

/// The arguments and results of one call. Memory is kept from call to call of a thread; a call made
/// while another converts its arguments (by a getter among them) has a stack of its own. Emptied
/// however the call ends, so that no tensor outlives it.
class CallStack {
 public:
  CallStack() : kept_(kept_stack()), nested_(kept_.busy) { kept_.busy = true; }
  ~CallStack() {
    if (nested_) return;
    kept_.values.clear();
    kept_.busy = false;
  }
  CallStack(const CallStack&) = delete;

  torch::jit::Stack& stack() { return nested_ ? own_ : kept_.values; }

 private:
  static KeptStack& kept_stack() {
    thread_local KeptStack kept;
    return kept;
  }

  KeptStack& kept_;
  const bool nested_;
  torch::jit::Stack own_;
};

bool is_undefined(napi_env env, napi_value value) {
  napi_valuetype type = napi_undefined;
  napi_typeof(env, value, &type);
  return type == napi_undefined;
}

std::string type_message(const Operator& op, size_t position, const std::string& problem) {
  const Parameter& parameter = op.parameters[position];
  return op.name + ": argument '" + parameter.name + "' (" + parameter.type.text() +
         "): " + problem;
}

/// The value of an argument that was left out.
c10::IValue absent(const Operator& op, size_t position) {
  const Parameter& parameter = op.parameters[position];
  if (parameter.default_value) return *parameter.default_value;
  if (parameter.type.optional) return {};
  throw AddonError("TYPE", type_message(op, position, "expected a value, found undefined"));
}

c10::IValue argument(napi_env env, const Operator& op, size_t position, napi_value value) {
  const Parameter& parameter = op.parameters[position];
  const bool may_be_absent = parameter.default_value || parameter.type.optional;
  if (may_be_absent && is_undefined(env, value)) return absent(op, position);
  try {
    return to_ivalue(env, value, parameter.type);
  } catch (const AddonError& error) {
    if (std::string_view(error.code()) != "TYPE") throw;
    throw AddonError("TYPE", type_message(op, position, error.what()));
  }
}

void push_arguments(napi_env env, const Operator& op, const Arguments& arguments,
                    torch::jit::Stack& stack) {
  if (arguments.count - 1 > op.parameters.size()) {
    throw AddonError("TYPE", op.name + ": expected at most " +
                                 std::to_string(op.parameters.size()) + " arguments, found " +
                                 std::to_string(arguments.count - 1));
  }
  for (size_t i = 0; i < op.parameters.size(); ++i) {
    const bool given = i + 1 < arguments.count;
    stack.push_back(given ? argument(env, op, i, arguments.values[i + 1]) : absent(op, i));
  }
}

napi_value result(napi_env env, const Operator& op, size_t position, const Arguments& arguments,
                  const c10::IValue& value) {
  const int alias = op.result_aliases[position];
  if (alias >= 0 && static_cast<size_t>(alias) + 1 < arguments.count) {
    return arguments.values[alias + 1];
  }
  return to_js(env, value);
}

napi_value results(napi_env env, const Operator& op, const Arguments& arguments,
                   const torch::jit::Stack& stack) {
  if (stack.size() == 1) return result(env, op, 0, arguments, stack[0]);
  if (stack.empty()) return nullptr;
  napi_value array = nullptr;
  napi_create_array_with_length(env, stack.size(), &array);
  for (uint32_t i = 0; i < stack.size(); ++i) {
    napi_set_element(env, array, i, result(env, op, i, arguments, stack[i]));
  }
  return array;
}

std::string describe(const at::Tensor& tensor) {
  std::ostringstream text;
  text << c10::getDtypeNames(tensor.scalar_type()).first << tensor.sizes() << " on "
       << tensor.device().str();
  return text.str();
}

/// What the operator was given, for the error message; never throws.
CallContext context_of(napi_env env, const Operator& op, const Arguments& arguments) {
  CallContext context{op.name, {}};
  for (size_t i = 0; i < op.parameters.size() && i + 1 < arguments.count; ++i) {
    if (op.parameters[i].type.kind != Kind::Tensor || op.parameters[i].type.list) continue;
    try {
      const at::Tensor tensor = to_tensor(env, arguments.values[i + 1]);
      context.operands.push_back(op.parameters[i].name + ": " + describe(tensor));
    } catch (...) {
      continue;  // an absent or released tensor has no shape to report
    }
  }
  return context;
}

void read(napi_env env, napi_callback_info info, Arguments& arguments) {
  const auto get = [&] {
    check_napi(napi_get_cb_info(env, info, &arguments.count, arguments.values, nullptr, nullptr),
               "give arguments");
  };
  get();
  if (arguments.count <= kUsualArguments) return;
  arguments.count = kMostArguments;
  get();
  if (arguments.count > kMostArguments) {
    throw AddonError("TYPE", "expected at most " + std::to_string(kMostArguments) + " arguments");
  }
}

const Operator& called_operator(napi_env env, const Arguments& arguments) {
  uint32_t id = 0;
  if (arguments.count == 0 || napi_get_value_uint32(env, arguments.values[0], &id) != napi_ok) {
    throw AddonError("TYPE", "expected an operator number as the first argument");
  }
  return operator_at(id);
}

/// Leaves the results on the stack. What fills a new tensor is no write to it: its version is 0.
void run(const Operator& op, torch::jit::Stack& stack) {
  std::optional<at::AutoDispatchBelowADInplaceOrView> unseen;
  if (op.is_factory) unseen.emplace();
  for (const Guard guard : op.guards) {
    if (guard(op, stack)) return;
  }
  op.handle.callBoxed(stack);
}

napi_value call_operator(napi_env env, napi_callback_info info) {
  Arguments arguments;
  const Operator* op = nullptr;
  try {
    read(env, info, arguments);
    op = &called_operator(env, arguments);
    CallStack call;
    push_arguments(env, *op, arguments, call.stack());
    run(*op, call.stack());
    deliver_warnings(env);
    return results(env, *op, arguments, call.stack());
  } catch (...) {
    throw_current_exception(env, op ? context_of(env, *op, arguments) : CallContext{});
    return nullptr;
  }
}

/// (operator, repeat, ...arguments) => seconds a call of the operator alone: neither conversions
/// nor the crossing count. The first calls warm up.
napi_value time_operator(napi_env env, napi_callback_info info) {
  Arguments arguments;
  try {
    read(env, info, arguments);
    const Operator& op = called_operator(env, arguments);
    int64_t repeat = 0;
    if (arguments.count < 2 || napi_get_value_int64(env, arguments.values[1], &repeat) != napi_ok) {
      throw AddonError("TYPE", "expected a number of repetitions as the second argument");
    }
    std::copy(arguments.values + 2, arguments.values + arguments.count, arguments.values + 1);
    --arguments.count;
    torch::jit::Stack given, stack;
    push_arguments(env, op, arguments, given);
    std::chrono::steady_clock::time_point start;
    for (int64_t i = -2; i < repeat; ++i) {
      if (i == 0) start = std::chrono::steady_clock::now();
      stack = given;
      run(op, stack);
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    napi_value seconds = nullptr;
    napi_create_double(env, elapsed.count() / static_cast<double>(repeat), &seconds);
    return seconds;
  } catch (...) {
    throw_current_exception(env);
    return nullptr;
  }
}

/// (name: string, overload: string) => operator number
Napi::Value find_operator_number(const Napi::CallbackInfo& info) {
  const OperatorId id =
      find_operator(to_string(info.Env(), info[0]), to_string(info.Env(), info[1]));
  return Napi::Number::New(info.Env(), id);
}

void export_plain(Napi::Object exports, const char* name, napi_callback callback) {
  napi_value function = nullptr;
  check_napi(
      napi_create_function(exports.Env(), name, NAPI_AUTO_LENGTH, callback, nullptr, &function),
      "make a function");
  exports.Set(name, function);
}

}  // namespace

void export_dispatch(Napi::Object exports) {
  export_plain(exports, "call", call_operator);
  export_plain(exports, "timeOperator", time_operator);
  export_function<find_operator_number>(exports, "operator");
}

}  // namespace isbe
