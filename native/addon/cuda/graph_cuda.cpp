// Graphs in a CUDA build.
#include <ATen/Context.h>
#include <ATen/cuda/CUDAGraph.h>
#include <torch/headeronly/version.h>

#include "graph.h"

namespace isbe::cuda {
namespace {

/// A gradient's node may remember the stream of an earlier step whose loss is still alive: in a
/// recording its work goes to the recording's stream instead. Older versions refuse.
void let_old_nodes_follow() {
#if TORCH_VERSION_MAJOR > 2 || TORCH_VERSION_MINOR >= 13
  at::globalContext().setOverrideStaleCaptureStream(true);
#endif
}

class CapturedGraph : public Graph {
 public:
  // Thread-local: other threads may go on allocating while this one records.
  void begin() override {
    let_old_nodes_follow();
    graph_.capture_begin({0, 0}, cudaStreamCaptureModeThreadLocal);
  }
  void end() override { graph_.capture_end(); }
  void replay() override { graph_.replay(); }
  void reset() override { graph_.reset(); }

 private:
  at::cuda::CUDAGraph graph_;
};

}  // namespace

std::unique_ptr<Graph> make_graph() { return std::make_unique<CapturedGraph>(); }

}  // namespace isbe::cuda
