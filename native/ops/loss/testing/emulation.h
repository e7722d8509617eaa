// Runs the CUDA kernels' source on the CPU, for tests where there's no GPU: grid by grid, block by
// block, the threads of a block as fibers that hand over at shuffles and barriers. Slow, and exact
// in what a kernel may rely on: a thread that misses a barrier which others wait at is an error.
#pragma once
#include "../cuda/work.h"

namespace isbe::loss::cuda {

/** The device that is emulated: few multiprocessors, so that small works have several rows each. */
constexpr Machine kEmulatedMachine = {3, 48 * 1024};

/** Runs the kernels of a work whose memory is the CPU's. Throws where a kernel would assert. */
void emulate(const Work& work, const Plan& plan);
void emulate(const ScaleWork& work);

}  // namespace isbe::loss::cuda
