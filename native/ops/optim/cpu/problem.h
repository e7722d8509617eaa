// What a CPU kernel is given: pointers and numbers, no tensors.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace isbe::optim {

/** Of one parameter, in one order, that of memory. */
struct Piece {
  void* values;
  const void* gradient;
  std::array<void*, 3> state;  // as many of them as the rule has
  int64_t begin;               // in the elements of all parameters, one after the other
  int64_t end;
};

struct Work {
  std::vector<Piece> pieces;
  bool is_double;  // else float32

  int64_t size() const { return pieces.empty() ? 0 : pieces.back().end; }
};

/** What is gone down along: sign * gradient + decay * parameter. */
struct Direction {
  double sign;
  double decay;
};

struct Sgd {
  Direction direction;
  double lr;
  double momentum;  // 0: there is no state
  double dampening;
  bool nesterov;
  bool is_first_step;
};

struct Adam {
  Direction direction;
  double shrink;  // what parameters are multiplied by first
  double rate;    // of the bias-corrected average
  double beta1;
  double beta2;
  double correction;  // the square root of the second moment's
  double eps;
  bool amsgrad;
};

struct Adamax {
  Direction direction;
  double rate;
  double beta1;
  double beta2;
  double eps;
};

struct Adagrad {
  Direction direction;
  double rate;
  double eps;
};

struct Adadelta {
  Direction direction;
  double lr;
  double rho;
  double eps;
};

struct Rprop {
  double sign;  // of the gradient
  double shrink;
  double grow;
  double least;
  double most;
};

/** The kernels of one CPU capability. Each steps the elements [begin, end) of all parameters. */
struct Kernels {
  template <typename Rule>
  using Kernel = void (*)(const Work&, int64_t begin, int64_t end, const Rule&);
  Kernel<Sgd> sgd;
  Kernel<Adam> adam;
  Kernel<Adamax> adamax;
  Kernel<Adagrad> adagrad;
  Kernel<Adadelta> adadelta;
  Kernel<Rprop> rprop;
};

/** The kernels for this machine, or the lesser ones that ATEN_CPU_CAPABILITY asks for. */
const Kernels& cpu_kernels();

}  // namespace isbe::optim
