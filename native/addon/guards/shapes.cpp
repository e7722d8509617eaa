// Arguments that do not fit each other, which libtorch reads or writes beyond.
#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include "guard.h"

namespace isbe::guards {
namespace {

std::string text(int64_t number) { return std::to_string(number); }

void check_elements(const Operator& op, Stack& stack, const char* name, int64_t expected) {
  const at::Tensor given = tensor(op, stack, name);
  if (!given.defined() || given.numel() == expected) return;
  refuse(std::string(name) + ": expected " + text(expected) + " values, one a channel, found " +
         text(given.numel()));
}

void check_channels(const Operator& op, Stack& stack, std::initializer_list<const char*> names) {
  const at::Tensor input = tensor(op, stack, "input");
  if (!input.defined() || input.dim() < 2) refuse("input: expected two dimensions or more");
  for (const char* name : names) check_elements(op, stack, name, input.size(1));
}

void require(const Operator& op, Stack& stack, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (!tensor(op, stack, name).defined()) refuse(std::string(name) + ": expected a tensor");
  }
}

bool is_true(const Operator& op, Stack& stack, const char* name) {
  const c10::IValue* flag = argument(op, stack, name);
  return flag != nullptr && flag->isBool() && flag->toBool();
}

/// How many dimensions of space a pooling operator has, by the digit in its name.
int64_t space_of(const Operator& op) {
  return op.handle.schema().name().find("3d") == std::string::npos ? 2 : 3;
}

}  // namespace

template <int length>
bool check_padding(const Operator& op, Stack& stack) {
  const size_t given = argument(op, stack, "padding")->toIntVector().size();
  if (given == length) return false;
  refuse("padding: expected " + text(length) + " numbers, found " + text(given));
}
template bool check_padding<2>(const Operator& op, Stack& stack);
template bool check_padding<4>(const Operator& op, Stack& stack);
template bool check_padding<6>(const Operator& op, Stack& stack);

bool check_batch_norm(const Operator& op, Stack& stack) {
  check_channels(op, stack, {"weight", "bias", "running_mean", "running_var"});
  if (!is_true(op, stack, "training") && argument(op, stack, "training") != nullptr) {
    require(op, stack, {"running_mean", "running_var"});
  }
  return false;
}

bool check_batch_norm_backward(const Operator& op, Stack& stack) {
  check_channels(op, stack, {"weight", "running_mean", "running_var", "save_mean", "save_invstd"});
  if (is_true(op, stack, "train")) {
    require(op, stack, {"save_mean", "save_invstd"});
  } else {
    require(op, stack, {"running_mean", "running_var"});
  }
  if (!tensor(op, stack, "grad_out").sizes().equals(tensor(op, stack, "input").sizes())) {
    refuse("grad_out: expected the shape of input");
  }
  return false;
}

bool check_pooling_indices(const Operator& op, Stack& stack) {
  for (const char* name : {"kernel_size", "output_size"}) {
    const c10::IValue* sizes = argument(op, stack, name);
    if (sizes == nullptr || !sizes->isIntList() || !sizes->toIntVector().empty()) continue;
    refuse(std::string(name) + ": expected " + text(space_of(op)) + " numbers, found none");
  }
  const at::Tensor indices = tensor(op, stack, "indices");
  const at::Tensor input = tensor(op, stack, "self");
  if (!indices.defined() || indices.numel() == 0 || input.dim() < space_of(op)) return false;
  const auto space = input.sizes().slice(input.dim() - space_of(op));
  const int64_t places = c10::multiply_integers(space);
  if (indices.min().item<int64_t>() < 0 || indices.max().item<int64_t>() >= places) {
    refuse("indices: expected numbers from 0 to " + text(places - 1));
  }
  return false;
}

bool check_recurrent_weights(const Operator& op, Stack& stack) {
  const c10::IValue* weights = argument(op, stack, "params");
  const c10::IValue* layers = argument(op, stack, "num_layers");
  if (weights == nullptr || layers == nullptr || !layers->isInt()) return false;
  const int64_t expected = layers->toInt() * (is_true(op, stack, "bidirectional") ? 2 : 1) *
                           (is_true(op, stack, "has_biases") ? 4 : 2);
  const auto given = static_cast<int64_t>(weights->toTensorVector().size());
  // An LSTM with projections has one weight more a layer and direction.
  const int64_t directions = layers->toInt() * (is_true(op, stack, "bidirectional") ? 2 : 1);
  if (given == expected || given == expected + directions) return false;
  refuse("params: expected " + text(expected) + " tensors for " + text(layers->toInt()) +
         " layers, found " + text(given));
}

bool check_layer_weights(const Operator& op, Stack& stack) {
  // Numbered from 0 in the layer itself, from 1 in its backward.
  const int from = argument(op, stack, "weight0") == nullptr ? 1 : 0;
  const auto weight = [&](int i) { return tensor(op, stack, "weight" + text(from + i)); };
  const int64_t hidden = argument(op, stack, "hidden_size")->toInt();
  const at::Tensor input = tensor(op, stack, "input");
  if (hidden < 1 || input.dim() != 3) refuse("expected a hidden size, and input of 3 dimensions");
  const int64_t gates = weight(0).dim() == 2 ? weight(0).size(0) / hidden : 0;
  if (gates < 1 || gates > 4 ||
      weight(0).sizes() != at::IntArrayRef({gates * hidden, input.size(2)}) ||
      weight(1).sizes() != at::IntArrayRef({gates * hidden, hidden})) {
    refuse("expected weights of the input's and the hidden size");
  }
  for (const int bias : {2, 3}) {
    if (weight(bias).dim() == 1 && weight(bias).numel() >= gates * hidden) continue;
    refuse("expected a bias for each gate and hidden unit");
  }
  for (const char* name : {"hx_", "cx_", "cx_tmp"}) {
    const at::Tensor state = tensor(op, stack, name);
    if (!state.defined() || state.numel() == input.size(1) * hidden ||
        state.numel() == input.size(0) * hidden) {
      continue;
    }
    refuse(std::string(name) + ": expected a state of the hidden size for each sample");
  }
  for (const char* name : {"input", "hx_", "cx_", "cx_tmp", "output", "hy_", "cy_"}) {
    const at::Tensor given = tensor(op, stack, name);
    if (!given.defined() || given.scalar_type() == weight(0).scalar_type()) continue;
    refuse(std::string(name) + ": expected the dtype of the weights");
  }
  return false;
}

bool check_fused_states(const Operator& op, Stack& stack) {
  const auto parameters = argument(op, stack, "self")->toListRef();
  for (const char* name : {"grads", "exp_avgs", "exp_avg_sqs", "max_exp_avg_sqs", "state_sums",
                           "momentum_buffer_list"}) {
    const c10::IValue* given = argument(op, stack, name);
    if (given == nullptr) continue;
    const auto tensors = given->toListRef();
    // The last of them are there only with AMSGrad or momentum.
    const bool optional = name[0] == 'm';
    if (optional && tensors.empty()) continue;
    if (tensors.size() != parameters.size()) {
      refuse(std::string(name) + ": expected " + text(parameters.size()) + " tensors, found " +
             text(tensors.size()));
    }
    for (size_t i = 0; i < tensors.size(); ++i) {
      if (tensors[i].toTensor().sizes() == parameters[i].toTensor().sizes()) continue;
      refuse(std::string(name) + ": expected tensors of the parameters' shapes");
    }
  }
  return false;
}

bool check_not_empty(const Operator& op, Stack& stack) {
  for (size_t i = 0; i < op.parameters.size(); ++i) {
    if (!stack[i].isTensor() || !stack[i].toTensor().defined()) continue;
    if (stack[i].toTensor().numel() == 0) {
      refuse(op.parameters[i].name + ": expected a tensor with values, found an empty one");
    }
  }
  return false;
}

bool check_heads(const Operator& op, Stack& stack) {
  for (const char* name : {"num_head", "num_heads"}) {
    const c10::IValue* heads = argument(op, stack, name);
    if (heads != nullptr && heads->toInt() < 1) refuse("expected one head or more");
  }
  return false;
}

bool check_norms(const Operator& op, Stack& stack) {
  const bool is_backward = argument(op, stack, "saved_v") != nullptr;
  const at::Tensor weight = tensor(op, stack, is_backward ? "saved_v" : "v");
  const int64_t dim = argument(op, stack, "dim")->toInt();
  if (weight.dim() == 0 || dim < -weight.dim() || dim >= weight.dim()) return false;
  for (const char* name : {"g", "saved_g", "saved_norms"}) {
    const at::Tensor given = tensor(op, stack, name);
    if (!given.defined() || given.numel() == weight.size(dim)) continue;
    refuse(std::string(name) + ": expected " + text(weight.size(dim)) + " values, found " +
           text(given.numel()));
  }
  const at::Tensor gradient = tensor(op, stack, "grad_w");
  if (gradient.defined() && gradient.sizes() != weight.sizes()) {
    refuse("grad_w: expected the shape of saved_v");
  }
  return false;
}

bool check_steps(const Operator& op, Stack& stack) {
  for (const char* name : {"stride", "dilation"}) {
    for (const int64_t step : argument(op, stack, name)->toIntVector()) {
      if (step < 1) refuse(std::string(name) + ": expected numbers of 1 or more");
    }
  }
  if (argument(op, stack, "groups")->toInt() < 1) refuse("groups: expected 1 or more");
  return false;
}

bool check_pairs(const Operator& op, Stack& stack) {
  const at::Tensor points = tensor(op, stack, "self");
  if (points.dim() != 2) refuse("self: expected points of two dimensions");
  const int64_t pairs = points.size(0) * (points.size(0) - 1) / 2;
  for (const char* name : {"grad", "pdist"}) {
    if (tensor(op, stack, name).numel() == pairs) continue;
    refuse(std::string(name) + ": expected " + text(pairs) + " values, one a pair of points");
  }
  if (pairs > 0) return false;
  stack = {at::zeros_like(points)};
  return true;
}

bool check_pairs_of_two(const Operator& op, Stack& stack) {
  const at::Tensor x1 = tensor(op, stack, "x1");
  const at::Tensor x2 = tensor(op, stack, "x2");
  if (x1.dim() < 2 || x2.dim() < 2) refuse("x1, x2: expected points of two dimensions or more");
  auto sizes = at::infer_size(x1.sizes().slice(0, x1.dim() - 2), x2.sizes().slice(0, x2.dim() - 2));
  sizes.push_back(x1.size(-2));
  sizes.push_back(x2.size(-2));
  for (const char* name : {"grad", "cdist"}) {
    if (tensor(op, stack, name).sizes() == at::IntArrayRef(sizes)) continue;
    refuse(std::string(name) + ": expected a value for each pair of points");
  }
  return false;
}

bool answer_pdist_of_nothing(const Operator& op, Stack& stack) {
  const at::Tensor points = tensor(op, stack, "self");
  if (points.dim() != 2 || points.size(0) > 0) return false;
  stack = {points.flatten()};
  return true;
}

}  // namespace isbe::guards
