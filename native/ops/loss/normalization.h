// The normalisations F of the soft scores Y = F(X). No header of libtorch: nvcc reads this too.
#pragma once
#include <cstdint>
#include <string_view>

namespace isbe::loss {

enum class Normalization : uint8_t { Softmax, Sigmoid, Hardsigmoid, Tanh, Hardtanh, Normalize };

/** What users call them, in the same order. */
constexpr std::string_view kNormalizationNames[] = {"softmax", "sigmoid",  "hardsigmoid",
                                                    "tanh",    "hardtanh", "normalize"};

/** Whether the targets are mapped from [0, 1] to [-1, 1], the range of the soft scores. */
constexpr bool is_bipolar(Normalization f) {
  return f == Normalization::Tanh || f == Normalization::Hardtanh;
}

}  // namespace isbe::loss
