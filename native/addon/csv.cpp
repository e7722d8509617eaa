// Rows of plain numbers, the bulk of most CSV files. Whatever else a row may hold is left to the
// reader in TypeScript (lib/data/reader/csv.ts), which says what a CSV file is.
#include "csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include "errors.h"

namespace isbe {
namespace {

constexpr int kMostExactDigits = 15;
/// All exact, so that one division of a whole number of so many digits rounds right.
constexpr std::array<double, kMostExactDigits + 1> kPowers = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class RowReader {
 public:
  RowReader(const char* begin, const char* end, char delimiter)
      : at_(begin), end_(end), delimiter_(delimiter) {}

  /// False, and nothing read, for a row that is not of `columns.size()` plain numbers.
  bool read(const std::vector<double*>& columns, size_t row) {
    const char* const start = at_;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (!number(columns[i][row]) || !separator(i + 1 == columns.size())) {
        at_ = start;
        return false;
      }
    }
    return true;
  }

  void skip_empty_lines() {
    for (; at_ < end_; ++at_, ++lines_) {
      if (*at_ == '\r' && at_ + 1 < end_ && at_[1] == '\n') ++at_;
      if (*at_ != '\n') return;
    }
  }

  const char* position() const { return at_; }
  bool at_end() const { return at_ == end_; }
  double lines() const { return lines_; }

 private:
  /// What is left out is NaN.
  bool number(double& value) {
    while (at_ < end_ && (*at_ == ' ' || *at_ == '\t') && *at_ != delimiter_) ++at_;
    const char* const start = at_;
    const bool is_negative = at_ < end_ && *at_ == '-';
    if (at_ < end_ && (*at_ == '-' || *at_ == '+')) ++at_;
    uint64_t digits = 0;
    const char* const first = at_;
    take_digits(digits);
    int count = static_cast<int>(at_ - first);
    int scale = 0;
    if (at_ < end_ && *at_ == '.') {
      const char* const point = at_++;
      take_digits(digits);
      scale = static_cast<int>(point + 1 - at_);
      count -= scale;
    }
    if (count == 0) {
      value = std::numeric_limits<double>::quiet_NaN();
      return at_ == start;
    }
    if (at_ < end_ && (*at_ == 'e' || *at_ == 'E')) return by_library(start, value);
    if (count > kMostExactDigits) return by_library(start, value);
    value = static_cast<double>(digits) / kPowers[-scale];
    if (is_negative) value = -value;
    return true;
  }

  void take_digits(uint64_t& digits) {
    for (; at_ < end_ && is_digit(*at_); ++at_) digits = 10 * digits + (*at_ - '0');
  }

  bool by_library(const char* start, double& value) {
    const auto [after, error] = std::from_chars(*start == '+' ? start + 1 : start, end_, value);
    at_ = after;
    return error == std::errc();
  }

  /// Over what ends a field.
  bool separator(bool is_last) {
    if (at_ == end_) return is_last;
    if (!is_last) return *at_++ == delimiter_;
    if (*at_ == '\r') ++at_;
    if (at_ == end_ || *at_ != '\n') return false;
    ++at_;
    ++lines_;
    return true;
  }

  const char* at_;
  const char* const end_;
  const char delimiter_;
  double lines_ = 0;
};

std::vector<double*> columns_of(const Napi::Array& arrays, size_t& capacity) {
  std::vector<double*> columns;
  capacity = std::numeric_limits<size_t>::max();
  for (uint32_t i = 0; i < arrays.Length(); ++i) {
    auto column = arrays.Get(i).As<Napi::Float64Array>();
    capacity = std::min(capacity, column.ElementLength());
    columns.push_back(column.Data());
  }
  return columns;
}

/// (bytes: Uint8Array, position, delimiter, columns: Float64Array[], row) =>
/// [rows, position, lines]: fills the columns from `row` on until they are full, or a row is not of
/// plain numbers alone.
Napi::Value read_number_rows(const Napi::CallbackInfo& info) {
  const auto bytes = info[0].As<Napi::Uint8Array>();
  const auto* const begin = reinterpret_cast<const char*>(bytes.Data());
  const size_t start = std::min<size_t>(info[1].ToNumber().Int64Value(), bytes.ByteLength());
  const char delimiter = static_cast<char>(info[2].ToNumber().Int32Value());
  size_t capacity = 0;
  const auto columns = columns_of(info[3].As<Napi::Array>(), capacity);
  const size_t first = info[4].ToNumber().Uint32Value();
  RowReader reader(begin + start, begin + bytes.ByteLength(), delimiter);
  size_t row = first;
  for (; row < capacity; ++row) {
    reader.skip_empty_lines();
    if (reader.at_end() || !reader.read(columns, row)) break;
  }
  auto result = Napi::Array::New(info.Env(), 3);
  result.Set(0u, static_cast<double>(row - first));
  result.Set(1u, static_cast<double>(reader.position() - begin));
  result.Set(2u, reader.lines());
  return result;
}

}  // namespace

void export_csv(Napi::Object exports) {
  export_function<read_number_rows>(exports, "readNumberRows");
}

}  // namespace isbe
