#include "device.h"

namespace isbe::loss::cuda {
namespace {

Device& device() {
  static Device device;
  return device;
}

const Device& require_device() {
  TORCH_CHECK_NOT_IMPLEMENTED(device().forward,
                              "isbe: the tensors are on CUDA and this library was built without "
                              "it: use a CUDA build, or move them with .cpu()");
  return device();
}

}  // namespace

void set_device(const Device& given) { device() = given; }

SoftError forward_on_device(const Arguments& arguments, const Wanted& wanted) {
  return require_device().forward(arguments, wanted);
}

void scale_on_device(const at::Tensor& error, const at::Tensor& upstream, double factor) {
  require_device().scale(error, upstream, factor);
}

}  // namespace isbe::loss::cuda
