// AOTInductor packages (.pt2): models that PyTorch has compiled to native code, for inference.
#include <torch/csrc/inductor/aoti_package/model_package_loader.h>

#include "../errors.h"
#include "../externals.h"
#include "../values.h"
#include "exports.h"

namespace isbe {

using Package = torch::inductor::AOTIModelPackageLoader;

template <>
inline constexpr ExternalKind kExternalKind<Package>{7, "an AOTInductor package"};

namespace script {
namespace {

Package& package_of(const Napi::Value& value) { return from_external<Package>(value.Env(), value); }

std::vector<at::Tensor> tensors_of(const Napi::Value& value) {
  ValueType type;
  type.kind = Kind::Tensor;
  type.list = true;
  return isbe::to_ivalue(value.Env(), value, type).toTensorVector();
}

/// (path, model name, index of the device or -1) => package
Napi::Value load_package(const Napi::CallbackInfo& info) {
  const auto device = static_cast<c10::DeviceIndex>(info[2].ToNumber().Int32Value());
  auto package = std::make_unique<Package>(to_string(info.Env(), info[0]),
                                           to_string(info.Env(), info[1]), false, 1, device);
  return {info.Env(), to_external(info.Env(), std::move(package))};
}

/// (package) => {metadata: [[key, value]], callSpec: [inputs, outputs], constants: [name]}
Napi::Value describe_package(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Package& package = package_of(info[0]);
  auto metadata = Napi::Array::New(env);
  for (const auto& [key, value] : package.get_metadata()) {
    auto entry = Napi::Array::New(env, 2);
    entry.Set(0u, key);
    entry.Set(1u, value);
    metadata.Set(metadata.Length(), entry);
  }
  const auto texts = [&](const std::vector<std::string>& all) {
    auto array = Napi::Array::New(env);
    for (const std::string& text : all) array.Set(array.Length(), text);
    return array;
  };
  auto result = Napi::Object::New(env);
  result.Set("metadata", metadata);
  result.Set("callSpec", texts(package.get_call_spec()));
  result.Set("constants", texts(package.get_constant_fqns()));
  return result;
}

/// (package, [handles]) => [handles]
Napi::Value run_package(const Napi::CallbackInfo& info) {
  const auto outputs = package_of(info[0]).run(tensors_of(info[1]));
  auto result = Napi::Array::New(info.Env(), outputs.size());
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    result.Set(i, Napi::Value(info.Env(), isbe::to_js(info.Env(), outputs[i])));
  }
  return result;
}

}  // namespace

void export_packages(Napi::Object exports) {
  export_function<load_package>(exports, "packageLoad");
  export_function<describe_package>(exports, "packageDescribe");
  export_function<run_package>(exports, "packageRun");
}

}  // namespace script
}  // namespace isbe
