// The options of the ISBE operators as enumerations. Parsing allocates nothing: it is on the path
// of every call.
#pragma once
#include <c10/util/Exception.h>

#include <cstdint>
#include <iterator>
#include <string_view>

#include "normalization.h"

namespace isbe::loss {

enum class Reduction : uint8_t { None, Mean, Sum };
enum class Report : uint8_t { None, Mse, MsePerSample, Potential };

/** Name to Normalization; an error lists the names there are. */
inline Normalization parse_normalization(std::string_view name) {
  for (size_t i = 0; i < std::size(kNormalizationNames); ++i) {
    if (name == kNormalizationNames[i]) return static_cast<Normalization>(i);
  }
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

}  // namespace isbe::loss
