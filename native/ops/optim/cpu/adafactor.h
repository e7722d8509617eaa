// Adafactor's step of one parameter: sums over rows and columns, then two walks with what they make
// of the second moment of each element.
#pragma once
#include <cmath>

#include "problem.h"
#include "rule.h"

namespace isbe::optim {
inline namespace CPU_CAPABILITY {
namespace {

/** The sum of term(0..size)^2, in as many parts as a vector has room for. */
template <typename T, typename Term>
double sum_of_squares(int64_t size, const Term& term) {
  constexpr int64_t kParts = 16;
  T parts[kParts] = {};
  int64_t i = 0;
  for (; i + kParts <= size; i += kParts)
    for (int64_t part = 0; part < kParts; ++part) parts[part] += term(i + part) * term(i + part);
  double sum = 0;
  for (const T part : parts) sum += part;
  for (; i < size; ++i) sum += double(term(i)) * double(term(i));
  return sum;
}

template <typename T>
class AdafactorStep {
 public:
  AdafactorStep(const Matrices& matrices, const Adafactor& rule)
      : m_(matrices),
        rule_(rule),
        least_square_(rule.least * rule.least),
        factors_(static_cast<T*>(matrices.factors)),
        column_sums_(static_cast<T*>(matrices.column_sums)) {}

  void run() {
    const int64_t size = m_.count * m_.rows * m_.columns;
    const T* const old = values(0);
    const double squares = sum_of_squares<T>(size, [=](int64_t i) { return old[i]; });
    for (int64_t matrix = 0; matrix < m_.count; ++matrix) average(matrix);
    double length = 0;
    for (int64_t row = 0; row < m_.count * m_.rows; ++row) {
      length += sum_of_squares<T>(m_.columns, step_of(row));
    }
    const double clipped = larger(std::sqrt(length / size) / rule_.clip, 1.);
    const double rate = rule_.rate * larger(std::sqrt(squares / size), rule_.smallest) / clipped;
    for (int64_t row = 0; row < m_.count * m_.rows; ++row) {
      descend(values(row), step_of(row), rule_.maximize ? -rate : rate);
    }
  }

 private:
  T* values(int64_t row) const { return static_cast<T*>(m_.values) + row * m_.columns; }
  const T* gradient(int64_t row) const {
    return static_cast<const T*>(m_.gradient) + row * m_.columns;
  }
  T* column_variance(int64_t matrix) const {
    return static_cast<T*>(m_.column_variance) + matrix * m_.columns;
  }

  /** The second moments of a matrix, and what a row's is multiplied by a column's with. */
  void average(int64_t matrix) {
    const T weight = rule_.weight;
    T* const sums = column_sums_;
    for (int64_t i = 0; i < m_.columns; ++i) sums[i] = 0;
    const int64_t first = matrix * m_.rows;
    for (int64_t row = first; row < first + m_.rows; ++row) {
      const T* __restrict from = gradient(row);
      for (int64_t i = 0; i < m_.columns; ++i) sums[i] += from[i] * from[i];
    }
    T* const variance = column_variance(matrix);
    const T rows = m_.rows;
    for (int64_t i = 0; i < m_.columns; ++i) {
      variance[i] = lerp(variance[i], sums[i] / rows, weight);
    }
    if (m_.row_variance != nullptr) return average_rows(first, weight);
    for (int64_t row = 0; row < m_.rows; ++row) factors_[first + row] = 1;
  }

  void average_rows(int64_t first, T weight) {
    T* const variance = static_cast<T*>(m_.row_variance) + first;
    double sum = 0;
    for (int64_t row = 0; row < m_.rows; ++row) {
      const T* const from = gradient(first + row);
      const double squares = sum_of_squares<T>(m_.columns, [=](int64_t i) { return from[i]; });
      variance[row] = lerp(variance[row], T(squares / m_.columns), weight);
      sum += variance[row];
    }
    const T mean = sum / m_.rows, least = rule_.least;
    for (int64_t row = 0; row < m_.rows; ++row) {
      factors_[first + row] = variance[row] / (mean < least ? least : mean);
    }
  }

  auto step_of(int64_t row) const {
    const T* const from = gradient(row);
    const T* const variance = column_variance(row / m_.rows);
    return [=, factor = factors_[row], least = least_square_](int64_t i) {
      const T square = factor * variance[i];
      return from[i] / std::sqrt(square < least ? least : square);
    };
  }

  template <typename Step>
  void descend(T* __restrict to, const Step& step, T rate) const {
    const T shrink = rule_.shrink;
    for (int64_t i = 0; i < m_.columns; ++i) to[i] = shrink * to[i] - rate * step(i);
  }

  const Matrices& m_;
  const Adafactor& rule_;
  const T least_square_;
  T* const factors_;  // of each row
  T* const column_sums_;
};

template <typename T>
void adafactor(const Matrices& matrices, const Adafactor& rule) {
  AdafactorStep<T>(matrices, rule).run();
}

}  // namespace
}  // namespace CPU_CAPABILITY
}  // namespace isbe::optim
