// The kernel for processors without AVX2: a sample at a time, a number at a time. The row is copied
// to numbers of the arithmetic, side by side, turned into errors there, and copied back.
#include <algorithm>
#include <cmath>

#include "census.h"

namespace isbe::loss {
inline namespace CPU_CAPABILITY {
namespace {

/** Calls f with the first number of a row in a tensor, of the type that the tensor has. */
template <typename F>
void with_numbers(const Rows& rows, int64_t position, F&& f) {
  switch (rows.dtype) {
    case c10::ScalarType::Double:
      return f(static_cast<double*>(rows.data) + position);
    case c10::ScalarType::Float:
      return f(static_cast<float*>(rows.data) + position);
    case c10::ScalarType::BFloat16:
      return f(static_cast<c10::BFloat16*>(rows.data) + position);
    default:
      return f(static_cast<c10::Half*>(rows.data) + position);
  }
}

template <typename acc>
void load_row(const Rows& rows, int64_t position, int64_t classes, acc* to) {
  with_numbers(rows, position, [&](const auto* from) {
    for (int64_t k = 0; k < classes; ++k) to[k] = static_cast<acc>(from[k * rows.classes]);
  });
}

template <typename acc>
void store_row(const Rows& rows, int64_t position, int64_t classes, const acc* from) {
  if (!rows.data) return;
  with_numbers(rows, position, [&](auto* to) {
    using T = std::remove_reference_t<decltype(*to)>;
    for (int64_t k = 0; k < classes; ++k) to[k * rows.classes] = static_cast<T>(from[k]);
  });
}

/** The first of the greatest numbers, NaN left out; minus infinity at 0 when there's no other. */
template <typename acc>
struct Greatest {
  acc value = -kInfinity<acc>;
  int64_t index = 0;

  Greatest(const acc* numbers, int64_t size) {
    for (int64_t k = 0; k < size; ++k) {
      if (!(numbers[k] > value)) continue;
      value = numbers[k];
      index = k;
    }
  }
};

/** One sample's target, as coefficients.h has it. */
template <typename acc>
struct Target {
  acc gain, offset, hit = 0, slope = 0;
  int64_t index;
  const acc* weights;           // of the classes, where each has its own
  const acc* shares = nullptr;  // the distribution

  Target(const Problem& p, const CoefficientRule<acc>& rule, int64_t index)
      : index(index), weights(p.normalization == Normalization::Softmax ? rule.weights : nullptr) {
    const Coefficients<acc> c = rule.at(index);
    gain = c.gain;
    offset = c.offset;
    hit = c.hit;
  }

  Target(const Problem& p, const DenseRule<acc>& rule, const acc* shares)
      : gain(rule.gain),
        offset(rule.offset),
        slope(rule.slope),
        index(Greatest<acc>(shares, p.classes).index),
        weights(static_cast<const acc*>(p.weight)),
        shares(shares) {
    if (p.normalization != Normalization::Softmax) return;
    double sum = 0;
    for (int64_t k = 0; k < p.classes; ++k) sum += subtracted(k);
    gain = static_cast<acc>(sum);
  }

  /** Whether only the sample's class has something subtracted. */
  bool is_one_hot() const { return !shares && offset == 0; }
  acc gain_of(int64_t k) const { return shares && weights ? gain * weights[k] : gain; }
  acc subtracted(int64_t k) const {
    acc result = shares ? offset + slope * shares[k] : offset;
    if (weights) result *= weights[k];
    return k == index ? result + hit : result;
  }
};

struct Sums {
  double squares = 0;    // of the error
  double potential = 0;  // times the scale, as the error
  bool correct = false;
};

template <typename acc>
void dilate(const Problem& p, acc* row) {
  const auto* dilation = static_cast<const acc*>(p.dilation);
  const auto* relocation = static_cast<const acc*>(p.relocation);
  for (int64_t k = 0; k < p.classes; ++k) {
    if (dilation) row[k] *= dilation[k];
    if (relocation) row[k] -= relocation[k];
  }
}

/** A one-hot target leaves the other logits out, so that they may be infinite. */
template <typename acc>
double linear_part(const Problem& p, const Target<acc>& target, const acc* row, acc level) {
  if (target.is_one_hot()) return target.hit * (static_cast<double>(level) - row[target.index]);
  double sum = 0;
  for (int64_t k = 0; k < p.classes; ++k) sum += target.subtracted(k) * (level - row[k]);
  return sum;
}

/** Turns a row of logits into one of errors. */
template <typename acc>
Sums softmax(const Problem& p, const Target<acc>& target, acc* row) {
  dilate(p, row);
  const Greatest<acc> top(row, p.classes);
  const acc level = top.value == -kInfinity<acc> ? acc(0) : top.value;
  const double linear = p.potential ? linear_part(p, target, row, level) : 0;
  double sum = 0;
  for (int64_t k = 0; k < p.classes; ++k) sum += row[k] = std::exp(row[k] - level);
  const acc factor = static_cast<acc>(target.gain / sum);
  Sums sums;
  for (int64_t k = 0; k < p.classes; ++k) {
    row[k] = row[k] * factor - target.subtracted(k);
    sums.squares += static_cast<double>(row[k]) * row[k];
  }
  sums.potential = target.gain * std::log(sum) + linear;
  sums.correct = top.index == target.index && sum > 0;
  if (p.dilated_gradient) {
    for (int64_t k = 0; k < p.classes; ++k) row[k] *= static_cast<const acc*>(p.dilation)[k];
  }
  return sums;
}

/** `parameter`: the slope of hardsigmoid, 1 / |x| of normalize. NaN passes through. */
template <typename acc>
acc score(Normalization f, acc x, acc parameter) {
  const auto clip = [](acc v, acc low, acc high) { return v < low ? low : v > high ? high : v; };
  switch (f) {
    case Normalization::Sigmoid: {
      const acc e = std::exp(-std::abs(x));
      return (x < 0 ? e : acc(1)) / (1 + e);
    }
    case Normalization::Hardsigmoid:
      return clip(parameter * x + acc(0.5), 0, 1);
    case Normalization::Tanh:
      return std::tanh(x);
    case Normalization::Hardtanh:
      return clip(x, -1, 1);
    default:
      return x * parameter;
  }
}

/** The integral of the score: see elementwise.h. */
template <typename acc>
acc potential(Normalization f, acc x, acc parameter) {
  const acc size = std::abs(x);
  switch (f) {
    case Normalization::Sigmoid:
      return (x > 0 ? x : acc(0)) + std::log1p(std::exp(-size));
    case Normalization::Hardsigmoid: {
      const acc y = score(f, x, parameter);
      return y < 1 ? y * y * (acc(0.5) / parameter) : x;
    }
    case Normalization::Tanh:
      return size + std::log1p(std::exp(-2 * size)) - acc(0.693147180559945309);
    case Normalization::Hardtanh:
      return size < 1 ? acc(0.5) * x * x : size - acc(0.5);
    default:
      return x * x * parameter;  // adds up to |x|
  }
}

template <typename acc>
acc parameter_of(const Problem& p, const acc* row) {
  if (p.normalization != Normalization::Normalize) return static_cast<acc>(p.slope);
  double squares = 0;
  for (int64_t k = 0; k < p.classes; ++k) squares += static_cast<double>(row[k]) * row[k];
  return static_cast<acc>(1 / std::max(std::sqrt(squares), 1e-12));
}

template <typename acc>
Sums elementwise(const Problem& p, const Target<acc>& target, acc* row) {
  const acc parameter = parameter_of(p, row);
  const Greatest<acc> top(row, p.classes);
  Sums sums;
  for (int64_t k = 0; k < p.classes; ++k) {
    const acc x = row[k], gain = target.gain_of(k), minus = target.subtracted(k);
    if (p.potential) sums.potential += gain * potential(p.normalization, x, parameter) - minus * x;
    row[k] = gain * score(p.normalization, x, parameter) - minus;
    sums.squares += static_cast<double>(row[k]) * row[k];
  }
  sums.correct = top.index == target.index && sums.squares == sums.squares;
  return sums;
}

template <typename acc>
void rows_kernel(const Problem& p, int64_t begin, int64_t end, void* memory, Partial& partial) {
  acc* const row = static_cast<acc*>(memory);
  acc* const shares = row + p.classes;
  const CoefficientRule<acc> rule(p);
  const DenseRule<acc> dense_rule(p);
  const auto compute = [&](const Target<acc>& target) {
    return p.normalization == Normalization::Softmax ? softmax(p, target, row)
                                                     : elementwise(p, target, row);
  };
  for (int64_t sample = begin; sample < end; ++sample) {
    const int64_t outer = sample / p.inner_size, inner = sample % p.inner_size;
    const int64_t at = p.target.position(outer, inner);
    const int64_t index = p.distributions ? kNoClass : read_index(p.target, at);
    Sums sums;
    if (p.distributions) {
      load_row(p.logits, p.logits.position(outer, inner), p.classes, row);
      load_row(p.target, at, p.classes, shares);
      sums = compute(Target<acc>(p, dense_rule, shares));
    } else if (index == p.ignore_index) {
      std::fill_n(row, p.classes, acc(0));
    } else {
      load_row(p.logits, p.logits.position(outer, inner), p.classes, row);
      sums = compute(Target<acc>(p, rule, index));
    }
    store_row(p.error, p.error.position(outer, inner), p.classes, row);
    const double value = p.potential ? sums.potential : sums.squares;
    partial.correct += sums.correct;
    partial.value += value;
    if (p.sample_values) static_cast<acc*>(p.sample_values)[sample] = static_cast<acc>(value);
  }
}

bool is_double(const Problem& p) { return p.logits.dtype == c10::ScalarType::Double; }

Kernels::RowsKernel select_kernel(const Problem& p) {
  return is_double(p) ? rows_kernel<double> : rows_kernel<float>;
}

int64_t scratch_bytes(const Problem& p) {
  const int64_t rows = p.distributions ? 2 : 1;
  return rows * p.classes * static_cast<int64_t>(is_double(p) ? sizeof(double) : sizeof(float));
}

int64_t samples_at_once(const Problem&) { return 1; }

}  // namespace

extern const Kernels kKernels;
const Kernels kKernels = {take_census, select_kernel, scratch_bytes, samples_at_once};

}  // namespace CPU_CAPABILITY
}  // namespace isbe::loss
