// Where the keys above the backends reach the CUDA side of the library, which a CPU build lacks.
#pragma once
#include "../arguments.h"
#include "../forward.h"

namespace isbe::loss::cuda {

/** What a CUDA build brings. */
struct Device {
  Forward forward = nullptr;
  void (*scale)(const at::Tensor& error, const at::Tensor& upstream, double factor) = nullptr;
};

/** To be called once, when the library is loaded. */
void set_device(const Device& given);

/** Forward for tensors on CUDA; an error that says so when the library has none. */
SoftError forward_on_device(const Arguments& arguments, const Wanted& wanted);

/**
 * error *= upstream * factor, decided on the device: where the product is 1 no memory is touched,
 * and nobody waits to learn it. `error` is dense, `upstream` a scalar of the arithmetic's dtype.
 */
void scale_on_device(const at::Tensor& error, const at::Tensor& upstream, double factor);

}  // namespace isbe::loss::cuda
