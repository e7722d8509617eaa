// Positions and sizes that libtorch takes on trust.
#include <ATen/ATen.h>

#include <algorithm>
#include <vector>

#include "guard.h"

namespace isbe::guards {
namespace {

int64_t least(const at::Tensor& numbers) { return numbers.min().item<int64_t>(); }
int64_t greatest(const at::Tensor& numbers) { return numbers.max().item<int64_t>(); }

bool is_readable(const at::Tensor& numbers) {
  return numbers.defined() && numbers.numel() > 0 && numbers.is_cpu();
}

[[noreturn]] void refuse_beyond(const char* name, int64_t size) {
  refuse(std::string(name) + ": expected positions within " + std::to_string(size) + " values");
}

}  // namespace

bool check_segments(const Operator& op, Stack& stack) {
  const at::Tensor data = tensor(op, stack, "data");
  const int64_t axis = argument(op, stack, "axis")->toInt();
  if (data.dim() == 0 || axis < -data.dim() || axis >= data.dim()) return false;
  const int64_t size = data.size(axis);
  const at::Tensor lengths = tensor(op, stack, "lengths");
  if (is_readable(lengths) && (least(lengths) < 0 || greatest(lengths.sum(-1)) > size)) {
    refuse_beyond("lengths", size);
  }
  const at::Tensor offsets = tensor(op, stack, "offsets");
  if (is_readable(offsets) && (least(offsets) < 0 || greatest(offsets) > size)) {
    refuse_beyond("offsets", size);
  }
  return false;
}

bool check_sparse_indices(const Operator& op, Stack& stack) {
  const at::Tensor indices = tensor(op, stack, "indices");
  const auto sizes = argument(op, stack, "size")->toIntVector();
  if (indices.dim() != 2 || !is_readable(indices)) return false;
  const int64_t rows = std::min(indices.size(0), static_cast<int64_t>(sizes.size()));
  for (int64_t row = 0; row < rows; ++row) {
    const at::Tensor positions = indices.select(0, row);
    if (least(positions) < 0 || greatest(positions) >= sizes[row]) {
      refuse_beyond("indices", sizes[row]);
    }
  }
  return false;
}

bool check_strides(const Operator& op, Stack& stack) {
  const at::Tensor self = tensor(op, stack, "self");
  const auto sizes = argument(op, stack, "size")->toIntVector();
  const auto strides = argument(op, stack, "stride")->toIntVector();
  if (sizes.size() != strides.size()) refuse("stride: expected as many numbers as in size");
  if (!self.has_storage()) return false;
  const auto values = static_cast<int64_t>(self.storage().nbytes() / self.element_size());
  int64_t last = self.storage_offset();
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] < 0 || strides[i] < 0) refuse("expected sizes and strides of 0 or more");
    if (sizes[i] == 0) return false;
    int64_t reach = 0;
    const bool overflow = __builtin_mul_overflow(sizes[i] - 1, strides[i], &reach) ||
                          __builtin_add_overflow(last, reach, &last);
    if (overflow || last >= values) refuse_beyond("stride", values);
  }
  return false;
}

bool check_scan_results(const Operator& op, Stack& stack) {
  const at::Tensor self = tensor(op, stack, "self");
  for (const char* name : {"values", "indices"}) {
    if (tensor(op, stack, name).sizes() == self.sizes()) continue;
    refuse(std::string(name) + ": expected the shape of self");
  }
  return false;
}

namespace {

std::vector<int64_t> numbers_of(const c10::IValue& value) {
  if (!value.isTensor()) return value.toIntVector();
  const at::Tensor numbers = value.toTensor().to(at::kCPU, at::kLong).contiguous();
  const auto* first = numbers.const_data_ptr<int64_t>();
  return {first, first + numbers.numel()};
}

void check_label_row(const int64_t* labels, int64_t count, int64_t classes) {
  const auto* const end = labels + count;
  const auto* const found =
      std::find_if(labels, end, [&](int64_t label) { return label < 0 || label >= classes; });
  if (found == end) return;
  refuse("targets: expected classes from 0 to " + std::to_string(classes - 1) + ", found " +
         std::to_string(*found));
}

}  // namespace

bool check_labels(const Operator& op, Stack& stack) {
  const at::Tensor targets = tensor(op, stack, "targets");
  const at::Tensor scores = tensor(op, stack, "log_probs");
  if (scores.dim() < 2 || !is_readable(targets) || c10::isComplexType(targets.scalar_type())) {
    return false;
  }
  const auto lengths = numbers_of(*argument(op, stack, "target_lengths"));
  const int64_t classes = scores.size(-1);
  const at::Tensor labels = targets.to(at::kLong).contiguous();
  const auto* const first = labels.const_data_ptr<int64_t>();
  const auto within = [](int64_t length, int64_t most) {
    return std::clamp<int64_t>(length, 0, most);
  };
  if (labels.dim() == 2) {  // padded with whatever
    const int64_t width = labels.size(1);
    const auto rows = std::min(labels.size(0), static_cast<int64_t>(lengths.size()));
    for (int64_t i = 0; i < rows; ++i) {
      check_label_row(first + i * width, within(lengths[i], width), classes);
    }
  } else if (labels.dim() == 1) {
    check_label_row(first, within(c10::sum_integers(lengths), labels.size(0)), classes);
  }
  return false;
}

bool check_bags(const Operator& op, Stack& stack) {
  const c10::IValue* count = argument(op, stack, "num_weights");
  const at::Tensor table = tensor(op, stack, "weight");
  const at::Tensor gradient = tensor(op, stack, "grad");
  if (gradient.dim() != 2 || (count == nullptr && table.dim() != 2)) {
    refuse("grad, weight: expected two dimensions");
  }
  const int64_t rows = count != nullptr ? count->toInt() : table.size(0);
  const auto check = [&](const char* name, int64_t size) {
    const at::Tensor given = tensor(op, stack, name);
    if (is_readable(given) && (least(given) < 0 || greatest(given) >= size)) {
      refuse_beyond(name, size);
    }
  };
  check("indices", rows);
  check("offset2bag", gradient.size(0));
  const at::Tensor bags = tensor(op, stack, "offset2bag");
  if (bags.numel() > 0 && bags.numel() != tensor(op, stack, "indices").numel()) {
    refuse("offset2bag: expected a bag for each index");
  }
  return false;
}

bool check_planes(const Operator& op, Stack& stack) {
  for (const char* name : {"kernel_size", "stride", "padding"}) {
    const c10::IValue* given = argument(op, stack, name);
    // A stride has a default, which may be one number.
    if (given == nullptr || !given->isIntList()) continue;
    const size_t count = given->toIntVector().size();
    if (count == 2 || (count == 1 && name[0] == 's')) continue;
    refuse(std::string(name) + ": expected 2 numbers, found " + std::to_string(count));
  }
  return false;
}

bool check_some(const Operator& op, Stack& stack) {
  if (argument(op, stack, "tensors")->toListRef().empty()) refuse("tensors: expected one or more");
  return false;
}

bool check_two_states(const Operator& op, Stack& stack) {
  const size_t given = argument(op, stack, "hx")->toListRef().size();
  if (given != 2) refuse("hx: expected two tensors, found " + std::to_string(given));
  return false;
}

}  // namespace isbe::guards
