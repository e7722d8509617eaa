// From the arguments of an operator to a work for the CUDA kernels and back to tensors. The same
// for the device and for the emulation, which differ in how a work is run.
#pragma once
#include "../arguments.h"
#include "../forward.h"
#include "work.h"

namespace isbe::loss::cuda {

/** What runs works: a device and its stream, or the emulation. */
class Runner {
 public:
  virtual ~Runner() = default;
  virtual Machine machine() const = 0;
  /** One unsigned number on the device that is zero whenever no kernel of this runner's runs. */
  virtual at::Tensor ticket(const at::TensorOptions& options) const = 0;
  virtual void run(const Work& work, const Plan& plan) const = 0;
  virtual void run(const ScaleWork& work) const = 0;
};

/** As Forward in ../forward.h, of arguments that were checked; waits for nothing that the
 * runner doesn't wait for. */
SoftError forward(const Arguments& arguments, const Wanted& wanted, const Runner& runner);

/** As scale_on_device in device.h. */
void scale(const at::Tensor& error, const at::Tensor& upstream, double factor,
           const Runner& runner);

}  // namespace isbe::loss::cuda
