// libtorch's headers of function transforms ask for a JSON library that it does not ship, in functions
// that nothing here calls: declarations are enough.
#pragma once

#include <string>

namespace nlohmann {

struct json {
  json() = default;
  template <typename T>
  json(const T& value);
  static json parse(const std::string& text);
  std::string dump() const;
  template <typename T>
  T get() const;
};

}  // namespace nlohmann
