// Rows of plain numbers and unquoted text, the bulk of most CSV files, by several threads. Whatever
// else a row may hold is left to the reader in TypeScript (lib/data/reader/csv.ts), which says what
// a CSV file is.
#include "csv.h"

#include <ATen/Parallel.h>

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

/// A number a row, or where the text of a row begins and ends, in bytes of the file.
struct Column {
  double* values;
  bool is_text;
};

class RowReader {
 public:
  /// Of [begin, end) in the file that begins at `file`.
  RowReader(const char* file, const char* begin, const char* end, char delimiter)
      : file_(file), at_(begin), end_(end), delimiter_(delimiter) {}

  /// Into the rows from `row` to `limit`. Ends before a row that is not of `columns.size()` plain
  /// fields.
  void read(const std::vector<Column>& columns, size_t row, size_t limit) {
    const size_t first = row;
    for (; row < limit; ++row) {
      skip_empty_lines();
      if (at_ == end_ || !read_row(columns, row)) break;
    }
    rows_ = row - first;
  }

  const char* position() const { return at_; }
  size_t rows() const { return rows_; }
  size_t lines() const { return lines_; }

 private:
  bool read_row(const std::vector<Column>& columns, size_t row) {
    const char* const start = at_;
    for (size_t i = 0; i < columns.size(); ++i) {
      const auto [values, is_text] = columns[i];
      const bool is_plain = is_text ? text(values + 2 * row) : number(values[row]);
      if (!is_plain || !separator(i + 1 == columns.size())) {
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

  bool text(double* bounds) {
    const char* const start = at_;
    if (at_ < end_ && *at_ == '"') return false;
    while (at_ < end_ && *at_ != delimiter_ && *at_ != '\n') ++at_;
    const bool ends_line = at_ == end_ || *at_ == '\n';
    if (ends_line && at_ > start && at_[-1] == '\r') --at_;
    bounds[0] = static_cast<double>(start - file_);
    bounds[1] = static_cast<double>(at_ - file_);
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
