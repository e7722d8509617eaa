// Streams and events. A stream crosses as {id, device}: libtorch keeps streams for ever.
#include <c10/core/Event.h>

#include "../externals.h"
#include "arguments.h"
#include "exports.h"

namespace isbe {

template <>
inline constexpr ExternalKind kExternalKind<c10::Event>{2, "a cuda.Event"};

namespace cuda {
namespace {

c10::Event& event_of(const Napi::Value& value) {
  return from_external<c10::Event>(value.Env(), value);
}

Napi::Value js(Napi::Env env, const c10::Stream& stream) {
  auto object = Napi::Object::New(env);
  object.Set("id", Napi::BigInt::New(env, static_cast<int64_t>(stream.id())));
  object.Set("device", static_cast<int>(stream.device_index()));
  return object;
}

/// (device index) => the stream that operators use now, in this thread
Napi::Value current_stream(const Napi::CallbackInfo& info) {
  return js(info.Env(), guard().getStream(device_of(info[0])));
}

Napi::Value default_stream(const Napi::CallbackInfo& info) {
  return js(info.Env(), guard().getDefaultStream(device_of(info[0])));
}

/// (device index, priority): one of libtorch's pool; lower numbers run first
Napi::Value new_stream(const Napi::CallbackInfo& info) {
  return js(info.Env(), guard().getNewStream(device_of(info[0]), info[1].ToNumber().Int32Value()));
}

/// (stream) => the one that was current before
Napi::Value set_stream(const Napi::CallbackInfo& info) {
  return js(info.Env(), guard().exchangeStream(stream_of(info[0])));
}

Napi::Value query_stream(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), guard().queryStream(stream_of(info[0])));
}

Napi::Value synchronize_stream(const Napi::CallbackInfo& info) {
  guard().synchronizeStream(stream_of(info[0]));
  return info.Env().Undefined();
}

/// (timing)
Napi::Value new_event(const Napi::CallbackInfo& info) {
  guard();
  const auto flag = info[0].ToBoolean().Value() ? c10::EventFlag::BACKEND_DEFAULT
                                                : c10::EventFlag::PYTORCH_DEFAULT;
  return {info.Env(),
          to_external(info.Env(), std::make_unique<c10::Event>(c10::DeviceType::CUDA, flag))};
}

/// (event, stream)
Napi::Value record_event(const Napi::CallbackInfo& info) {
  event_of(info[0]).record(stream_of(info[1]));
  return info.Env().Undefined();
}

/// (event, stream): the stream waits for it
Napi::Value block_event(const Napi::CallbackInfo& info) {
  event_of(info[0]).block(stream_of(info[1]));
  return info.Env().Undefined();
}

Napi::Value query_event(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), event_of(info[0]).query());
}

Napi::Value synchronize_event(const Napi::CallbackInfo& info) {
  event_of(info[0]).synchronize();
  return info.Env().Undefined();
}

/// (event, later event) => milliseconds between them
Napi::Value elapsed_time(const Napi::CallbackInfo& info) {
  const auto& start = event_of(info[0]);
  return Napi::Number::New(info.Env(), start.elapsedTime(event_of(info[1])));
}

}  // namespace

void export_streams(Napi::Object exports) {
  export_function<current_stream>(exports, "cudaCurrentStream");
  export_function<default_stream>(exports, "cudaDefaultStream");
  export_function<new_stream>(exports, "cudaNewStream");
  export_function<set_stream>(exports, "cudaSetStream");
  export_function<query_stream>(exports, "cudaQueryStream");
  export_function<synchronize_stream>(exports, "cudaSynchronizeStream");
  export_function<new_event>(exports, "cudaNewEvent");
  export_function<record_event>(exports, "cudaRecordEvent");
  export_function<block_event>(exports, "cudaBlockEvent");
  export_function<query_event>(exports, "cudaQueryEvent");
  export_function<synchronize_event>(exports, "cudaSynchronizeEvent");
  export_function<elapsed_time>(exports, "cudaElapsedTime");
}

}  // namespace cuda
}  // namespace isbe
