// TorchScript modules: load, save, look into, run.
#include <fcntl.h>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/runtime/jit_exception.h>
#include <torch/csrc/jit/serialization/export.h>
#include <torch/csrc/jit/serialization/import.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "../errors.h"
#include "../externals.h"
#include "../values.h"
#include "exports.h"
#include "values.h"

namespace isbe {

template <>
inline constexpr ExternalKind kExternalKind<torch::jit::Module>{6, "a TorchScript module"};

namespace script {
namespace {

using torch::jit::Module;

/// A file in memory, which TypeScript has read and checked.
class Bytes : public caffe2::serialize::ReadAdapterInterface {
 public:
  Bytes(const uint8_t* data, size_t size) : data_(data), size_(size) {}
  size_t size() const override { return size_; }
  size_t read(uint64_t position, void* buffer, size_t count, const char*) const override {
    if (position >= size_) return 0;
    count = std::min<size_t>(count, size_ - position);
    std::memcpy(buffer, data_ + position, count);
    return count;
  }

 private:
  const uint8_t* data_;
  size_t size_;
};

Module& module_of(const Napi::Value& value) { return from_external<Module>(value.Env(), value); }

std::string text_of(const Napi::Value& value) { return to_string(value.Env(), value); }

Napi::Value js(Napi::Env env, Module module) {
  return {env, to_external(env, std::make_unique<Module>(std::move(module)))};
}

/// "RuntimeError: what went wrong" out of a message whose other lines quote the program.
std::string without_traceback(const std::string& message) {
  const size_t error = message.rfind("RuntimeError: ");
  if (error != std::string::npos) return message.substr(error + std::strlen("RuntimeError: "));
  return message;
}

/// Runs what may fail inside the interpreter, which wraps what operators throw in errors of the
/// standard library.
template <typename Function>
auto interpreted(const std::string& what, Function function) {
  try {
    return function();
  } catch (const torch::jit::JITException& error) {
    const auto original = error.getOriginalMsg();
    throw AddonError("TORCH", what + ": " + without_traceback(original.value_or(error.what())));
  } catch (const torch::jit::ObjectAttributeError& error) {
    throw AddonError("NOT_FOUND", what + ": " + error.what());
  } catch (const AddonError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw AddonError("TORCH", what + ": " + without_traceback(error.what()));
  }
}

/// (bytes: Uint8Array, device or null) => module
Napi::Value load(const Napi::CallbackInfo& info) {
  if (!info[0].IsTypedArray()) throw AddonError("TYPE", "expected the bytes of a file");
  const auto array = info[0].As<Napi::Uint8Array>();
  std::optional<c10::Device> device;
  if (info[1].IsString()) device = to_device(text_of(info[1]));
  auto bytes = std::make_shared<Bytes>(array.Data(), array.ByteLength());
  return interpreted("torch.jit.load",
                     [&] { return js(info.Env(), torch::jit::load(std::move(bytes), device)); });
}

/// (module, file): writes an archive at the position of an open file
Napi::Value save(const Napi::CallbackInfo& info) {
  const Module& module = module_of(info[0]);
  const int file = info[1].ToNumber().Int32Value();
  int failure = 0;
  const auto write_all = [&](const void* data, size_t size) -> size_t {
    for (size_t done = 0; done < size;) {
      const ssize_t count = write(file, static_cast<const char*>(data) + done, size - done);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) {
        failure = errno;
        return size;  // the writer ends the process over a short count while it unwinds
      }
      done += static_cast<size_t>(count);
    }
    return size;
  };
  torch::jit::ExportModule(module, write_all);
  if (failure != 0) {
    throw AddonError("IO", std::string("the file cannot be written: ") + std::strerror(failure));
  }
  return info.Env().Undefined();
}

const char* kind_of(const c10::ClassType& type, size_t slot) {
  if (type.is_parameter(slot)) return "parameter";
  const c10::TypePtr& attribute = type.getAttribute(slot);
  if (attribute->is_module()) return "module";
  const bool is_tensor = attribute->isSubtypeOf(*c10::TensorType::get());
  return is_tensor && type.is_buffer(slot) ? "buffer" : "attribute";
}

double identity(const void* object) {
  return static_cast<double>(reinterpret_cast<uintptr_t>(object));
}

/// (module) => [{name, kind, id, value}] of its own slots; a value is a module, a tensor or null,
/// and undefined for attributes, which `attribute` reads; what is one object has one id
Napi::Value slots(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto object = module_of(info[0])._ivalue();
  const c10::ClassType& type = *object->type();
  auto result = Napi::Array::New(env, type.numAttributes());
  for (size_t i = 0; i < type.numAttributes(); ++i) {
    auto slot = Napi::Object::New(env);
    const std::string kind = kind_of(type, i);
    const c10::IValue& value = object->getSlot(i);
    slot.Set("name", type.getAttributeName(i));
    slot.Set("kind", kind);
    if (kind == "module") {
      slot.Set("id", identity(value.toObject().get()));
      slot.Set("value", js(env, value.toModule()));
    } else if (kind != "attribute") {
      const at::Tensor tensor = value.isTensor() ? value.toTensor() : at::Tensor();
      slot.Set("id", identity(tensor.unsafeGetTensorImpl()));
      slot.Set("value", Napi::Value(env, isbe::to_js(env, tensor)));
    }
    result.Set(static_cast<uint32_t>(i), slot);
  }
  return result;
}

/// (module) => [{name, schema}]
Napi::Value methods(const Napi::CallbackInfo& info) {
  auto result = Napi::Array::New(info.Env());
  for (const auto& method : module_of(info[0]).get_methods()) {
    auto entry = Napi::Object::New(info.Env());
    std::ostringstream schema;
    schema << method.function().getSchema();
    entry.Set("name", method.name());
    entry.Set("schema", schema.str());
    result.Set(result.Length(), entry);
  }
  return result;
}

/// (module, name) => value of an attribute or a constant
Napi::Value attribute(const Napi::CallbackInfo& info) {
  const std::string name = text_of(info[1]);
  const c10::IValue value = interpreted("attribute", [&] { return module_of(info[0]).attr(name); });
  return {info.Env(), to_js(info.Env(), value)};
}

/// (module, name, value)
Napi::Value set_attribute(const Napi::CallbackInfo& info) {
  Module& module = module_of(info[0]);
  const std::string name = text_of(info[1]);
  const auto slot = module.type()->findAttributeSlot(name);
  if (!slot) throw AddonError("NOT_FOUND", "the module has no attribute '" + name + "'");
  const c10::TypePtr type = module.type()->getAttribute(*slot);
  module._ivalue()->setSlot(*slot, to_ivalue(info.Env(), info[2], type, name));
  return info.Env().Undefined();
}

/// The arguments by position and by name, each as its type in the schema says.
torch::jit::Stack arguments_of(const torch::jit::Method& method, const Napi::Array& positional,
                               const Napi::Object& named) {
  const Napi::Env env = positional.Env();
  const c10::FunctionSchema& schema = method.function().getSchema();
  const auto& parameters = schema.arguments();
  if (positional.Length() > parameters.size() - 1) {
    throw AddonError("TYPE", method.name() + ": expected at most " +
                                 std::to_string(parameters.size() - 1) + " arguments, found " +
                                 std::to_string(positional.Length()));
  }
  torch::jit::Stack stack{method.raw_owner()};
  for (size_t i = 1; i < parameters.size(); ++i) {
    const c10::Argument& parameter = parameters[i];
    Napi::Value given = env.Undefined();
    if (i - 1 < positional.Length()) given = positional.Get(static_cast<uint32_t>(i - 1));
    if (given.IsUndefined() && named.HasOwnProperty(parameter.name())) {
      given = named.Get(parameter.name());
    }
    if (given.IsUndefined() && parameter.default_value()) {
      stack.push_back(*parameter.default_value());
      continue;
    }
    const std::string what = method.name() + ": " + parameter.name();
    stack.push_back(to_ivalue(env, given, parameter.type(), what));
  }
  return stack;
}

/// (module, method, [arguments], {arguments by name}) => result
Napi::Value run(const Napi::CallbackInfo& info) {
  const std::string name = text_of(info[1]);
  const auto method = module_of(info[0]).find_method(name);
  if (!method) throw AddonError("NOT_FOUND", "the module has no method '" + name + "'");
  if (!info[2].IsArray() || !info[3].IsObject()) throw AddonError("TYPE", "expected arguments");
  auto stack = arguments_of(*method, info[2].As<Napi::Array>(), info[3].As<Napi::Object>());
  interpreted(name, [&] { method->function().run(stack); });
  return {info.Env(), stack.empty() ? nullptr : to_js(info.Env(), stack.back())};
}

/// (module) => a module with tensors of its own
Napi::Value copy(const Napi::CallbackInfo& info) {
  return js(info.Env(), module_of(info[0]).deepcopy());
}

/// (module) => its methods as TorchScript writes them
Napi::Value code(const Napi::CallbackInfo& info) {
  return Napi::String::New(info.Env(), module_of(info[0]).dump_to_str(true, false, false));
}

/// (module) => the name of its class, `__torch__.Net`
Napi::Value class_name(const Napi::CallbackInfo& info) {
  const auto& name = module_of(info[0]).type()->name();
  return Napi::String::New(info.Env(), name ? name->qualifiedName() : "");
}

}  // namespace

void export_modules(Napi::Object exports) {
  export_function<load>(exports, "scriptLoad");
  export_function<save>(exports, "scriptSave");
  export_function<slots>(exports, "scriptSlots");
  export_function<methods>(exports, "scriptMethods");
  export_function<attribute>(exports, "scriptAttribute");
  export_function<set_attribute>(exports, "scriptSetAttribute");
  export_function<run>(exports, "scriptRun");
  export_function<copy>(exports, "scriptCopy");
  export_function<code>(exports, "scriptCode");
  export_function<class_name>(exports, "scriptClassName");
}

}  // namespace script
}  // namespace isbe
