// A CUDA graph: work that is recorded once and replayed with one launch. graph_cuda.cpp has it in a
// CUDA build and graph_none.cpp says so in another: up to 2.14 libtorch has no hook for it.
#pragma once

#include <memory>

namespace isbe::cuda {

class Graph {
 public:
  virtual ~Graph() = default;
  /// From here on, what goes to the current stream is recorded instead of run.
  virtual void begin() = 0;
  virtual void end() = 0;
  /// Runs what was recorded, on the current stream.
  virtual void replay() = 0;
  /// Gives its memory back.
  virtual void reset() = 0;
};

/// Throws AddonError DEVICE in a build without CUDA.
std::unique_ptr<Graph> make_graph();

}  // namespace isbe::cuda
