// The optimizers' rules, an element at a time; the compiler makes vectors of them. Compiled once a
// CPU capability, with CPU_CAPABILITY naming it: nothing here may instantiate code that the other
// versions share.
#include <algorithm>
#include <cmath>

#include "adafactor.h"
#include "problem.h"
#include "rule.h"

namespace isbe::optim {
inline namespace CPU_CAPABILITY {
namespace {

template <typename T>
struct Descent {
  explicit Descent(const Direction& direction)
      : sign(direction.sign), decay(direction.decay), decays(direction.decay != 0) {}

  T operator()(T value, T gradient) const {
    return decays ? sign * gradient + decay * value : sign * gradient;
  }

  T sign;
  T decay;
  bool decays;  // an infinite parameter times 0 is no number
};

template <typename T, typename Step, typename... State>
void step_range(int64_t size, const Step& step, T* __restrict values, const T* __restrict gradient,
                State* __restrict... state) {
  for (int64_t i = 0; i < size; ++i) step(values[i], gradient[i], state[i]...);
}

/** step(value, gradient, state...) for the elements [begin, end), with so many states of each. */
template <typename T, size_t... kStates, typename Step>
void for_each_element(const Work& work, int64_t begin, int64_t end, std::index_sequence<kStates...>,
                      const Step& step) {
  for (const Piece& piece : work.pieces) {
    const int64_t from = std::max(begin, piece.begin) - piece.begin;
    const int64_t to = std::min(end, piece.end) - piece.begin;
    if (from >= to) continue;
    step_range(to - from, step, static_cast<T*>(piece.values) + from,
               static_cast<const T*>(piece.gradient) + from,
               (static_cast<T*>(piece.state[kStates]) + from)...);
  }
}

constexpr std::make_index_sequence<0> kNoState{};
constexpr std::make_index_sequence<1> kOneState{};
constexpr std::make_index_sequence<2> kTwoStates{};
constexpr std::make_index_sequence<3> kThreeStates{};

template <typename T>
void sgd(const Work& work, int64_t begin, int64_t end, const Sgd& rule) {
  const Descent<T> descent(rule.direction);
  const T lr = rule.lr, momentum = rule.momentum;
  if (rule.momentum == 0) {
    return for_each_element<T>(work, begin, end, kNoState, [=](T& value, T gradient) {
      value -= lr * descent(value, gradient);
    });
  }
  const T kept = rule.is_first_step ? 0 : momentum;
  const T taken = rule.is_first_step ? 1 : 1 - rule.dampening;
  const bool nesterov = rule.nesterov;
  for_each_element<T>(work, begin, end, kOneState, [=](T& value, T gradient, T& average) {
    const T direction = descent(value, gradient);
    average = kept * average + taken * direction;
    value -= lr * (nesterov ? direction + momentum * average : average);
  });
}

template <typename T>
void adam(const Work& work, int64_t begin, int64_t end, const Adam& rule) {
  const Descent<T> descent(rule.direction);
  const T shrink = rule.shrink, fresh = 1 - rule.beta1;
  const T beta2 = rule.beta2, fresh_square = 1 - rule.beta2;
  // Both sides of the quotient times the correction, which saves a division.
  const T rate = rule.rate * rule.correction, eps = rule.eps * rule.correction;
  const auto advance = [=](T direction, T& average, T& square) {
    average = lerp(average, direction, fresh);
    square = beta2 * square + fresh_square * direction * direction;
  };
  if (!rule.amsgrad) {
    return for_each_element<T>(
        work, begin, end, kTwoStates, [=](T& value, T gradient, T& average, T& square) {
          advance(descent(value, gradient), average, square);
          value = shrink * value - rate * average / (std::sqrt(square) + eps);
        });
  }
  for_each_element<T>(work, begin, end, kThreeStates,
                      [=](T& value, T gradient, T& average, T& square, T& most) {
                        advance(descent(value, gradient), average, square);
                        most = larger(most, square);
                        value = shrink * value - rate * average / (std::sqrt(most) + eps);
                      });
}

template <typename T>
void nadam(const Work& work, int64_t begin, int64_t end, const NAdam& rule) {
  const Descent<T> descent(rule.direction);
  const T shrink = rule.shrink, fresh = 1 - rule.beta1;
  const T beta2 = rule.beta2, fresh_square = 1 - rule.beta2;
  const T of_gradient = rule.of_gradient * rule.correction;
  const T of_momentum = rule.of_momentum * rule.correction, eps = rule.eps * rule.correction;
  for_each_element<T>(work, begin, end, kTwoStates,
                      [=](T& value, T gradient, T& average, T& square) {
                        const T direction = descent(value, gradient);
                        average = lerp(average, direction, fresh);
                        square = beta2 * square + fresh_square * direction * direction;
                        const T change = of_gradient * direction + of_momentum * average;
                        value = shrink * value - change / (std::sqrt(square) + eps);
                      });
}

template <typename T>
void adamax(const Work& work, int64_t begin, int64_t end, const Adamax& rule) {
  const Descent<T> descent(rule.direction);
  const T rate = rule.rate, fresh = 1 - rule.beta1, beta2 = rule.beta2, eps = rule.eps;
  for_each_element<T>(work, begin, end, kTwoStates, [=](T& value, T gradient, T& average, T& norm) {
    const T direction = descent(value, gradient);
    average = lerp(average, direction, fresh);
    norm = larger(beta2 * norm, std::abs(direction) + eps);
    value -= rate * average / norm;
  });
}

template <typename T>
void adagrad(const Work& work, int64_t begin, int64_t end, const Adagrad& rule) {
  const Descent<T> descent(rule.direction);
  const T rate = rule.rate, eps = rule.eps;
  for_each_element<T>(work, begin, end, kOneState, [=](T& value, T gradient, T& sum) {
    const T direction = descent(value, gradient);
    sum += direction * direction;
    value -= rate * direction / (std::sqrt(sum) + eps);
  });
}

template <typename T>
void adadelta(const Work& work, int64_t begin, int64_t end, const Adadelta& rule) {
  const Descent<T> descent(rule.direction);
  const T lr = rule.lr, rho = rule.rho, fresh = 1 - rule.rho, eps = rule.eps;
  for_each_element<T>(work, begin, end, kTwoStates,
                      [=](T& value, T gradient, T& square, T& step_square) {
                        const T direction = descent(value, gradient);
                        square = rho * square + fresh * direction * direction;
                        const T step = std::sqrt((step_square + eps) / (square + eps)) * direction;
                        step_square = rho * step_square + fresh * step * step;
                        value -= lr * step;
                      });
}

template <typename T>
void rprop(const Work& work, int64_t begin, int64_t end, const Rprop& rule) {
  const T sign = rule.sign, shrink = rule.shrink, grow = rule.grow;
  const T least = rule.least, most = rule.most;
  for_each_element<T>(work, begin, end, kTwoStates,
                      [=](T& value, T gradient, T& previous, T& size) {
                        const T product = sign * gradient * previous;
                        // A product that is no number stays one, as in PyTorch.
                        const T kept = product == 0 ? T(1) : product;
                        size *= product > 0 ? grow : product < 0 ? shrink : kept;
                        size = size < least ? least : size;
                        size = size > most ? most : size;
                        previous = product < 0 ? T(0) : sign * gradient;
                        value -= (previous > 0 ? T(1) : previous < 0 ? T(-1) : T(0)) * size;
                      });
}

}  // namespace

#define ISBE_BY_DTYPE(kernel)                                                         \
  [](const Work& work, int64_t begin, int64_t end, const auto& rule) {                \
    return (work.is_double ? kernel<double> : kernel<float>)(work, begin, end, rule); \
  }

extern const Kernels kKernels;
const Kernels kKernels = {ISBE_BY_DTYPE(sgd),
                          ISBE_BY_DTYPE(adam),
                          ISBE_BY_DTYPE(nadam),
                          ISBE_BY_DTYPE(adamax),
                          ISBE_BY_DTYPE(adagrad),
                          ISBE_BY_DTYPE(adadelta),
                          ISBE_BY_DTYPE(rprop),
                          [](const Matrices& matrices, bool is_double, const Adafactor& rule) {
                            (is_double ? adafactor<double> : adafactor<float>)(matrices, rule);
                          }};

#undef ISBE_BY_DTYPE

}  // namespace CPU_CAPABILITY
}  // namespace isbe::optim
