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

struct NAdam {
  Direction direction;
  double shrink;
  double of_gradient;  // what the gradient and the average are multiplied by
  double of_momentum;
  double beta1;
  double beta2;
  double correction;
  double eps;
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

/**
 * Matrices of one parameter, one after the other. A vector is one of a single row, whose second
 * moments are those of its columns.
 */
struct Matrices {
  void* values;
  const void* gradient;
  void* row_variance;  // null for a vector
  void* column_variance;
  void* factors;      // room for a number a row of all matrices
  void* column_sums;  // and for one a column
  int64_t count;
  int64_t rows;
  int64_t columns;
};

struct Adafactor {
  double weight;    // of this gradient in the second moments
  double least;     // of them
  double clip;      // the root mean square above which a step is shortened
  double smallest;  // of the size of a parameter
  double rate;
  double shrink;
  bool maximize;
};

/** The kernels of one CPU capability. Each steps the elements [begin, end) of all parameters. */
struct Kernels {
  template <typename Rule>
  using Kernel = void (*)(const Work&, int64_t begin, int64_t end, const Rule&);
  Kernel<Sgd> sgd;
  Kernel<Adam> adam;
  Kernel<NAdam> nadam;
  Kernel<Adamax> adamax;
  Kernel<Adagrad> adagrad;
  Kernel<Adadelta> adadelta;
  Kernel<Rprop> rprop;
  void (*adafactor)(const Matrices&, bool is_double, const Adafactor&);  // a whole parameter
};

/** The kernels for this machine, or the lesser ones that ATEN_CPU_CAPABILITY asks for. */
const Kernels& cpu_kernels();

}  // namespace isbe::optim
