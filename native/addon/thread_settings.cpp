#include "thread_settings.h"

#include <ATen/DeviceAccelerator.h>
#include <c10/core/impl/VirtualGuardImpl.h>

namespace isbe {
namespace {

std::optional<c10::impl::VirtualGuardImpl> accelerator() {
  const auto type = at::getAccelerator();
  if (!type || !c10::impl::hasDeviceGuardImpl(*type)) return std::nullopt;
  c10::impl::VirtualGuardImpl guard(*type);
  if (guard.deviceCount() == 0) return std::nullopt;
  return guard;
}

}  // namespace

bool has_device_threads() {
  static const bool there = accelerator().has_value();
  return there;
}

ThreadSettings::ThreadSettings() {
  const auto devices = accelerator();
  if (!devices) return;
  const c10::Device current = devices->getDevice();
  device_ = current.index();
  for (c10::DeviceIndex index = 0; index < devices->deviceCount(); ++index) {
    streams_.push_back(devices->getStream({current.type(), index}));
  }
}

void ThreadSettings::apply_streams() const {
  if (streams_.empty()) return;
  const auto devices = accelerator();
  for (const c10::Stream stream : streams_) devices->exchangeStream(stream);
  devices->setDevice({devices->type(), device_});
}

ThreadSettingsGuard::ThreadSettingsGuard(const ThreadSettings& settings) : state_(settings.state_) {
  settings.apply_streams();
}

ThreadSettingsGuard::~ThreadSettingsGuard() { before_.apply_streams(); }

}  // namespace isbe
