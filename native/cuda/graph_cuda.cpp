// Graphs in a CUDA build.
#include <ATen/cuda/CUDAGraph.h>

#include "graph.h"

namespace isbe::cuda {
namespace {

class CapturedGraph : public Graph {
 public:
  // Thread-local: other threads may go on allocating while this one records.
  void begin() override { graph_.capture_begin({0, 0}, cudaStreamCaptureModeThreadLocal); }
  void end() override { graph_.capture_end(); }
  void replay() override { graph_.replay(); }
  void reset() override { graph_.reset(); }

 private:
  at::cuda::CUDAGraph graph_;
};

}  // namespace

std::unique_ptr<Graph> make_graph() { return std::make_unique<CapturedGraph>(); }

}  // namespace isbe::cuda
