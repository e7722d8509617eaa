// Rows of plain numbers and unquoted text, the bulk of most CSV files, by several threads. Whatever
// else a row may hold is left to the reader in TypeScript (lib/data/reader/csv.ts), which says what
// a CSV file is.
#include "csv.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>
#include <vector>

#include "errors.h"

namespace isbe {
namespace {

constexpr int kMostExactDigits = 15;
/// So many digits fit in 64 bits.
constexpr int kMostDigits = 19;

constexpr std::array<uint64_t, kMostDigits + 1> kPowers = [] {
  std::array<uint64_t, kMostDigits + 1> powers{1};
  for (int i = 1; i <= kMostDigits; ++i) powers[i] = 10 * powers[i - 1];
  return powers;
}();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

double power_of_two(int exponent) {
  return std::bit_cast<double>(static_cast<uint64_t>(1023 + exponent) << 52);
}

/// digits / 10^scale, rounded once: to 63 bits or more by a division whose remainder is kept in the
/// last of them, and from there to a double.
double divide(uint64_t digits, int scale) {
  if (digits == 0) return 0;
  const int digits_shift = std::countl_zero(digits);
  const int power_shift = std::countl_zero(kPowers[scale]);
  const uint64_t power = kPowers[scale] << power_shift;
  const auto dividend = static_cast<unsigned __int128>(digits << digits_shift) << 63;
  const auto quotient = static_cast<uint64_t>(dividend / power);
  const bool has_rest = static_cast<uint64_t>(dividend) != quotient * power;
  return static_cast<double>(quotient | static_cast<uint64_t>(has_rest)) *
         power_of_two(power_shift - digits_shift - 63);
}

/// As many of eight characters as are digits, from the first.
struct Digits {
  int count;
  uint64_t value;
};

Digits digits_of(const char* characters) {
  uint64_t word;
  std::memcpy(&word, characters, sizeof word);
  word ^= 0x3030303030303030;  // a digit is its value now, and others are above 9
  const uint64_t others = (word + 0x7676767676767676 | word) & 0x8080808080808080;
  const int count = others == 0 ? 8 : std::countr_zero(others) / 8;
  if (count == 0) return {0, 0};
  word <<= 8 * (8 - count);
  word = word * 10 + (word >> 8);
  const uint64_t pairs = 0x000000ff000000ff;
  return {count,
          ((word & pairs) * 0x000f424000000064 + (word >> 16 & pairs) * 0x0000271000000001) >> 32};
}

/// A number a row, or where the text of a row begins and ends, in bytes of the file.
struct Column {
  double* values;
  bool is_text;
};

/// What lies in a row, from one field to the next. Where it is used as a local object, the compiler
/// keeps the position in a register.
class Fields {
 public:
  Fields(const char* begin, const char* end, char delimiter)
      : at_(begin), end_(end), delimiter_(delimiter) {}

  const char* position() const { return at_; }
  void go_back(const char* position) { at_ = position; }
  bool is_at_end() const { return at_ == end_; }
  size_t lines() const { return lines_; }

  void skip_empty_lines() {
    for (; at_ < end_; ++at_, ++lines_) {
      if (*at_ == '\r' && at_ + 1 < end_ && at_[1] == '\n') ++at_;
      if (*at_ != '\n') return;
    }
  }

  bool text(const char* file, double* bounds) {
    const char* const start = at_;
    if (at_ < end_ && *at_ == '"') return false;
    while (at_ < end_ && *at_ != delimiter_ && *at_ != '\n') ++at_;
    const bool ends_line = at_ == end_ || *at_ == '\n';
    if (ends_line && at_ > start && at_[-1] == '\r') --at_;
    bounds[0] = static_cast<double>(start - file);
    bounds[1] = static_cast<double>(at_ - file);
    return true;
  }

  /// What is left out is NaN.
  bool number(double& value) {
    while (at_ < end_ && (*at_ == ' ' || *at_ == '\t') && *at_ != delimiter_) ++at_;
    const char* const start = at_;
    const bool is_negative = at_ < end_ && *at_ == '-';
    if (at_ < end_ && (*at_ == '-' || *at_ == '+')) ++at_;
    uint64_t digits = 0;
    const char* const first = at_;
    take_digits(digits);
    auto count = at_ - first;
    ptrdiff_t scale = 0;
    if (at_ < end_ && *at_ == '.') {
      const char* const point = at_++;
      take_digits(digits);
      scale = at_ - point - 1;
      count += scale;
    }
    if (count == 0) {
      value = std::numeric_limits<double>::quiet_NaN();
      return at_ == start;
    }
    if (count > kMostDigits || (at_ < end_ && (*at_ == 'e' || *at_ == 'E'))) {
      return by_library(start, value);
    }
    // Where both are exact, their division rounds right.
    const double size = count <= kMostExactDigits
                            ? static_cast<double>(digits) / static_cast<double>(kPowers[scale])
                            : divide(digits, static_cast<int>(scale));
    value = is_negative ? -size : size;
    return true;
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

 private:
  void take_digits(uint64_t& digits) {
    while (end_ - at_ >= 8) {
      const auto [count, value] = digits_of(at_);
      digits = kPowers[count] * digits + value;
      at_ += count;
      if (count < 8) return;
    }
    for (; at_ < end_ && is_digit(*at_); ++at_) digits = 10 * digits + (*at_ - '0');
  }

  bool by_library(const char* start, double& value) {
    const auto [after, error] = std::from_chars(*start == '+' ? start + 1 : start, end_, value);
    at_ = after;
    return error == std::errc();
  }

  const char* at_;
  const char* const end_;
  const char delimiter_;
  size_t lines_ = 0;
};

class RowReader {
 public:
  /// Of [begin, end) in the file that begins at `file`.
  RowReader(const char* file, const char* begin, const char* end, char delimiter)
      : file_(file), at_(begin), end_(end), delimiter_(delimiter) {}

  /// Into the rows from `row` to `limit`. Ends before a row that is not of `columns.size()` plain
  /// fields.
  void read(const std::vector<Column>& columns, size_t row, size_t limit) {
    Fields fields(at_, end_, delimiter_);
    for (const size_t first = row; row < limit; rows_ = ++row - first) {
      fields.skip_empty_lines();
      const char* const start = fields.position();
      if (fields.is_at_end()) break;
      if (!read_row(fields, columns, row)) {
        fields.go_back(start);
        break;
      }
    }
    at_ = fields.position();
    lines_ = fields.lines();
  }

  const char* position() const { return at_; }
  size_t rows() const { return rows_; }
  size_t lines() const { return lines_; }

 private:
  bool read_row(Fields& fields, const std::vector<Column>& columns, size_t row) const {
    const Column* const last = &columns.back();
    for (const Column& column : columns) {
      const auto [values, is_text] = column;
      const bool is_plain =
          is_text ? fields.text(file_, values + 2 * row) : fields.number(values[row]);
      if (!is_plain || !fields.separator(&column == last)) return false;
    }
    return true;
  }

  const char* const file_;
  const char* at_;
  const char* const end_;
  const char delimiter_;
  size_t rows_ = 0;
  size_t lines_ = 0;
};

/// Whole lines for one thread. A row takes a line or more: those before the part, and hence the row
/// that it begins with, are known before any is read.
struct Part {
  RowReader reader;
  const char* end;
  size_t lines;
};

constexpr int64_t kBytesWorthAThread = 1 << 18;

/// Where the line ends that `from` is in, or `end`.
const char* after_line(const char* from, const char* end) {
  const char* const newline = std::find(from, end, '\n');
  return newline == end ? end : newline + 1;
}

std::vector<Part> split(const char* file, const char* begin, const char* end, char delimiter) {
  const int64_t most = (end - begin) / kBytesWorthAThread;
  const int64_t count = std::max<int64_t>(1, std::min<int64_t>(most, at::get_num_threads()));
  const int64_t size = (end - begin) / count;
  std::vector<Part> parts;
  for (int64_t i = count; i > 0 && begin < end; --i) {
    const char* const cut = after_line(std::max(begin, end - (i - 1) * size), end);
    parts.push_back({RowReader(file, begin, cut, delimiter), cut, 0});
    begin = cut;
  }
  return parts;
}

struct Progress {
  const char* position;
  size_t rows;
  size_t lines;
};

/// Reads all parts at once, and counts them up to the first that was not read to its end: of parts
/// with empty lines, rows of several lines or without room, the rows that follow lie elsewhere.
Progress read_parts(std::vector<Part>& parts, const std::vector<Column>& columns, size_t first,
                    size_t capacity, const char* begin) {
  const auto count = static_cast<int64_t>(parts.size());
  if (count > 1) {
    at::parallel_for(0, count, 1, [&](int64_t from, int64_t to) {
      for (int64_t i = from; i < to; ++i) {
        const char* const start = parts[i].reader.position();
        parts[i].lines = std::count(start, parts[i].end, '\n');
      }
    });
  }
  std::vector<size_t> rows(parts.size() + 1, first);
  for (int64_t i = 0; i < count; ++i) rows[i + 1] = rows[i] + parts[i].lines;
  if (count > 0) rows[count] = capacity;
  at::parallel_for(0, count, 1, [&](int64_t from, int64_t to) {
    for (int64_t i = from; i < to; ++i) {
      parts[i].reader.read(columns, rows[i], std::min(rows[i + 1], capacity));
    }
  });
  Progress all{begin, 0, 0};
  for (const auto& [reader, end, lines] : parts) {
    all = {reader.position(), all.rows + reader.rows(), all.lines + reader.lines()};
    if (reader.position() != end || reader.rows() != lines) break;
  }
  return all;
}

/// By windows that grow: a row that is left to others costs no more than what was read before it.
Progress read_windows(const char* file, const char* begin, const char* end, char delimiter,
                      const std::vector<Column>& columns, size_t first, size_t capacity) {
  Progress all{begin, 0, 0};
  for (int64_t size = kBytesWorthAThread; all.position < end; size *= 4) {
    const char* const from = all.position;
    const char* const to = after_line(from + std::min<int64_t>(size, end - from), end);
    auto parts = split(file, from, to, delimiter);
    const Progress window = read_parts(parts, columns, first + all.rows, capacity, from);
    all = {window.position, all.rows + window.rows, all.lines + window.lines};
    if (window.position != to) break;
  }
  return all;
}

/// A column of text is an array in an array.
std::vector<Column> columns_of(const Napi::Array& arrays, size_t& capacity) {
  std::vector<Column> columns;
  capacity = std::numeric_limits<size_t>::max();
  for (uint32_t i = 0; i < arrays.Length(); ++i) {
    const Napi::Value given = arrays.Get(i);
    const bool is_text = given.IsArray();
    const Napi::Value values = is_text ? given.As<Napi::Array>().Get(0u) : given;
    auto array = values.As<Napi::Float64Array>();
    capacity = std::min(capacity, array.ElementLength() / (is_text ? 2 : 1));
    columns.push_back({array.Data(), is_text});
  }
  return columns;
}

/// (bytes: Uint8Array, position, delimiter, columns: (Float64Array | [bounds: Float64Array])[],
/// row)
/// => [rows, position, lines]: fills the columns from `row` on until they are full, or a row is not
/// of plain fields alone.
Napi::Value read_plain_rows(const Napi::CallbackInfo& info) {
  const auto bytes = info[0].As<Napi::Uint8Array>();
  const auto* const file = reinterpret_cast<const char*>(bytes.Data());
  const size_t start = std::min<size_t>(info[1].ToNumber().Int64Value(), bytes.ByteLength());
  const char delimiter = static_cast<char>(info[2].ToNumber().Int32Value());
  size_t capacity = 0;
  const auto columns = columns_of(info[3].As<Napi::Array>(), capacity);
  const size_t first = info[4].ToNumber().Uint32Value();
  const Progress done = read_windows(file, file + start, file + bytes.ByteLength(), delimiter,
                                     columns, first, capacity);
  auto result = Napi::Array::New(info.Env(), 3);
  result.Set(0u, static_cast<double>(done.rows));
  result.Set(1u, static_cast<double>(done.position - file));
  result.Set(2u, static_cast<double>(done.lines));
  return result;
}

}  // namespace

void export_csv(Napi::Object exports) {
  export_function<read_plain_rows>(exports, "readPlainRows");
}

}  // namespace isbe
