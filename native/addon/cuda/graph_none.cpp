// Graphs in a build without CUDA.
#include "../errors.h"
#include "graph.h"

namespace isbe::cuda {

std::unique_ptr<Graph> make_graph() {
  throw AddonError("DEVICE", "cuda.graph: expected a CUDA build, this is a CPU build of libtorch");
}

}  // namespace isbe::cuda
