// The CUDA kernels of the operators: tensors, stream and device for the kernels in kernels.cu. Part
// of a CUDA build alone.
#include <ATen/Functions.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include <array>
#include <mutex>

#include "../backend.h"
#include "device.h"
#include "forward.h"
#include "launch.h"

namespace isbe::loss {
namespace {

int attribute(cudaDeviceAttr name, c10::DeviceIndex device) {
  int value = 0;
  C10_CUDA_CHECK(cudaDeviceGetAttribute(&value, name, device));
  return value;
}

struct DeviceState {
  std::once_flag is_known;
  cuda::Machine machine;
  std::mutex mutex;
  at::Tensor ticket;
};

/** Never destroyed: at the end of the process CUDA may be gone before it. */
DeviceState& state_of(c10::DeviceIndex device) {
  static auto& states = *new std::array<DeviceState, C10_COMPILE_TIME_MAX_GPUS>();
  DeviceState& state = states.at(device);
  std::call_once(state.is_known, [&] {
    state.machine.multiprocessors = attribute(cudaDevAttrMultiProcessorCount, device);
    state.machine.shared_bytes = attribute(cudaDevAttrMaxSharedMemoryPerBlockOptin, device);
  });
  return state;
}

/** The current stream of a device, made current for as long as this lives. */
class Stream : public cuda::Runner {
 public:
  explicit Stream(const at::Tensor& tensor)
      : guard_(tensor.device()), stream_(c10::cuda::getCurrentCUDAStream(tensor.get_device())) {}

  cuda::Machine machine() const override { return state_of(stream_.device_index()).machine; }

  /**
   * The default stream keeps its ticket: its kernels follow each other, leave it zero, and are
   * never captured into a graph. On other streams a call has its own.
   */
  at::Tensor ticket(const at::TensorOptions& options) const override {
    const c10::DeviceIndex device = stream_.device_index();
    if (stream_ != c10::cuda::getDefaultCUDAStream(device)) return at::zeros({1}, options);
    DeviceState& state = state_of(device);
    const std::lock_guard<std::mutex> lock(state.mutex);
    if (!state.ticket.defined()) state.ticket = at::zeros({1}, options);
    return state.ticket;
  }

  void run(const cuda::Work& work, const cuda::Plan& plan) const override {
    C10_CUDA_CHECK(cuda::launch(work, plan, stream_.stream()));
  }

  void run(const cuda::ScaleWork& work) const override {
    C10_CUDA_CHECK(cuda::launch(work, stream_.stream()));
  }

 private:
  c10::cuda::CUDAGuard guard_;
  c10::cuda::CUDAStream stream_;
};

/** Checked before the stream is taken: logits of the CPU beside a target on CUDA have none. */
SoftError forward(const Arguments& arguments, const Wanted& wanted) {
  check_arguments(arguments);
  return cuda::forward(arguments, wanted, Stream(arguments.logits));
}

void scale(const at::Tensor& error, const at::Tensor& upstream, double factor) {
  cuda::scale(error, upstream, factor, Stream(error));
}

}  // namespace

ISBE_LIBRARY_IMPL(CUDA, m) {
  cuda::set_device({forward, scale});
  Backend<forward>::add_to(m);
  m.impl("_cuda_scale", [](at::Tensor& error, const at::Tensor& upstream, double factor) {
    scale(error, upstream, factor);
  });
}

}  // namespace isbe::loss
