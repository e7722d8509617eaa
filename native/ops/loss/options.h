// The options of the ISBE operators as enumerations. Parsing allocates nothing: it is on the path
// of every call.
#pragma once
#include <c10/util/Exception.h>

#include <cstdint>
#include <string_view>

namespace isbe {

enum class Normalization : uint8_t { Softmax, Sigmoid, Hardsigmoid, Tanh, Hardtanh, Normalize };
enum class Reduction : uint8_t { None, Mean, Sum };
enum class Report : uint8_t { None, Mse, MsePerSample, Potential };

/** Name to Normalization; an error lists the names there are. */
inline Normalization parse_normalization(std::string_view name) {
  if (name == "softmax") return Normalization::Softmax;
  if (name == "sigmoid") return Normalization::Sigmoid;
  if (name == "hardsigmoid") return Normalization::Hardsigmoid;
  if (name == "tanh") return Normalization::Tanh;
  if (name == "hardtanh") return Normalization::Hardtanh;
  if (name == "normalize") return Normalization::Normalize;
  TORCH_CHECK_VALUE(false, "isbe: normalization is '", name,
                    "': expected softmax, sigmoid, hardsigmoid, tanh, hardtanh or normalize");
}

/** Name to Reduction; an error lists the names there are. */
inline Reduction parse_reduction(std::string_view name) {
  if (name == "mean") return Reduction::Mean;
  if (name == "sum") return Reduction::Sum;
  if (name == "none") return Reduction::None;
  TORCH_CHECK_VALUE(false, "isbe: reduction is '", name, "': expected mean, sum or none");
}

/** Name to Report; an error lists the names there are. */
inline Report parse_report(std::string_view name) {
  if (name == "mse") return Report::Mse;
  if (name == "mse_per_sample") return Report::MsePerSample;
  if (name == "potential") return Report::Potential;
  if (name == "none") return Report::None;
  TORCH_CHECK_VALUE(false, "isbe: report is '", name,
                    "': expected mse, mse_per_sample, potential or none");
}

/** Whether the targets are mapped from [0, 1] to [-1, 1], the range of the soft scores. */
inline bool is_bipolar(Normalization f) {
  return f == Normalization::Tanh || f == Normalization::Hardtanh;
}

}  // namespace isbe
