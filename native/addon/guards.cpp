#include "guards.h"

#include <ATen/core/enum_tag.h>

#include "guards/guard.h"

namespace isbe {
namespace guards {

c10::IValue* argument(const Operator& op, Stack& stack, std::string_view name) {
  for (size_t i = 0; i < op.parameters.size(); ++i) {
    if (op.parameters[i].name == name) return &stack[i];
  }
  return nullptr;
}

at::Tensor tensor(const Operator& op, Stack& stack, std::string_view name) {
  const c10::IValue* value = argument(op, stack, name);
  return value != nullptr && value->isTensor() ? value->toTensor() : at::Tensor();
}

}  // namespace guards

namespace {

struct Row {
  const char* name;  ///< without overload; in-place operators have names of their own
  Guard guard;
  const char* parameter = nullptr;  ///< only for the overloads that have it
};

constexpr Row kGuards[] = {
    {"aten::div", guards::check_quotient, "rounding_mode"},
    {"aten::div_", guards::check_quotient, "rounding_mode"},
    {"aten::divide", guards::check_quotient, "rounding_mode"},
    {"aten::divide_", guards::check_quotient, "rounding_mode"},
    {"aten::floor_divide", guards::check_quotient},
    {"aten::floor_divide_", guards::check_quotient},
    {"aten::remainder", guards::avoid_minus_one},
    {"aten::remainder_", guards::avoid_minus_one},
    {"aten::fmod", guards::avoid_minus_one},
    {"aten::fmod_", guards::avoid_minus_one},
    {"aten::arange", guards::check_range, "step"},
    {"aten::range", guards::check_range, "step"},
    {"aten::reflection_pad1d_backward", guards::check_padding<2>},
    {"aten::reflection_pad2d_backward", guards::check_padding<4>},
    {"aten::reflection_pad3d_backward", guards::check_padding<6>},
    {"aten::replication_pad1d_backward", guards::check_padding<2>},
    {"aten::replication_pad2d_backward", guards::check_padding<4>},
    {"aten::replication_pad3d_backward", guards::check_padding<6>},
    {"aten::native_batch_norm", guards::check_batch_norm},
    {"aten::_native_batch_norm_legit", guards::check_batch_norm},
    {"aten::_native_batch_norm_legit_no_training", guards::check_batch_norm},
    {"aten::_native_batch_norm_legit_functional", guards::check_batch_norm},
    {"aten::_batch_norm_with_update", guards::check_batch_norm},
    {"aten::_batch_norm_with_update_functional", guards::check_batch_norm},
    {"aten::_batch_norm_no_update", guards::check_batch_norm},
    {"aten::batch_norm_update_stats", guards::check_batch_norm},
    {"aten::native_batch_norm_backward", guards::check_batch_norm_backward},
    {"aten::max_pool2d_with_indices_backward", guards::check_pooling_indices},
    {"aten::max_pool3d_with_indices_backward", guards::check_pooling_indices},
    {"aten::adaptive_max_pool2d_backward", guards::check_pooling_indices},
    {"aten::adaptive_max_pool3d_backward", guards::check_pooling_indices},
    {"aten::fractional_max_pool2d_backward", guards::check_pooling_indices},
    {"aten::fractional_max_pool3d_backward", guards::check_pooling_indices},
    {"aten::lstm", guards::check_recurrent_weights},
    {"aten::gru", guards::check_recurrent_weights},
    {"aten::rnn_tanh", guards::check_recurrent_weights},
    {"aten::rnn_relu", guards::check_recurrent_weights},
    {"aten::mkldnn_rnn_layer", guards::check_layer_weights},
    {"aten::mkldnn_rnn_layer_backward", guards::check_layer_weights},
    {"aten::_adaptive_avg_pool2d_backward", guards::check_not_empty},
    {"aten::_adaptive_avg_pool3d_backward", guards::check_not_empty},
    {"aten::_scaled_dot_product_flash_attention_for_cpu", guards::check_not_empty},
    {"aten::_weight_norm_interface", guards::check_not_empty},
    {"aten::_weight_norm_interface", guards::check_norms},
    {"aten::_weight_norm_interface_backward", guards::check_norms},
    {"aten::mkldnn_reorder_conv2d_weight", guards::check_steps},
    {"aten::mkldnn_reorder_conv3d_weight", guards::check_steps},
    {"aten::_pdist_backward", guards::check_pairs},
    {"aten::_cdist_backward", guards::check_pairs_of_two},
    {"aten::ctc_loss", guards::check_labels},
    {"aten::_ctc_loss", guards::check_labels},
    {"aten::_embedding_bag_dense_backward", guards::check_bags},
    {"aten::_embedding_bag_per_sample_weights_backward", guards::check_bags},
    {"aten::_native_multi_head_attention", guards::check_heads},
    {"aten::_transform_bias_rescale_qkv", guards::check_heads},
    {"aten::pdist", guards::answer_pdist_of_nothing},
    {"aten::_pdist_forward", guards::answer_pdist_of_nothing},
    {"aten::segment_reduce", guards::check_segments},
    {"aten::_segment_reduce_backward", guards::check_segments},
    {"aten::_sparse_coo_tensor_unsafe", guards::check_sparse_indices},
    {"aten::_reshape_alias", guards::check_strides},
    {"aten::_reshape_alias_copy", guards::check_strides},
    {"aten::_cummax_helper", guards::check_scan_results},
    {"aten::_cummin_helper", guards::check_scan_results},
    {"aten::_slow_conv2d_backward", guards::check_planes},
    {"aten::_slow_conv2d_forward", guards::check_planes},
    {"aten::_nnpack_spatial_convolution", guards::check_planes},
    {"aten::_stack", guards::check_some},
    {"aten::quantized_lstm_cell", guards::check_two_states},
    {"aten::_fused_adagrad_", guards::check_fused_states},
    {"aten::_fused_adam_", guards::check_fused_states},
    {"aten::_fused_adamw_", guards::check_fused_states},
    {"aten::_fused_sgd_", guards::check_fused_states},
    {"aten::_fused_sgd_", guards::check_fused_sgd_dtype},
};

bool has_parameter(const Operator& op, const char* name) {
  for (const Parameter& parameter : op.parameters) {
    if (parameter.name == name) return true;
  }
  return false;
}

bool has_out(const Operator& op) {
  for (const c10::Argument& argument : op.handle.schema().arguments()) {
    if (argument.is_out()) return true;
  }
  return false;
}

/// What PyTorch generates from another variant says only in backward() that it has none.
bool has_gradient_formula(const Operator& op) {
  if (op.handle.hasTag(at::Tag::generated)) return false;
  return op.handle.hasKernelForDispatchKey(c10::DispatchKey::Autograd) ||
         op.handle.hasKernelForDispatchKey(c10::DispatchKey::CompositeImplicitAutograd);
}

}  // namespace

std::vector<Guard> guards_of(const Operator& op) {
  std::vector<Guard> found;
  for (const auto& [name, guard, parameter] : kGuards) {
    if (op.handle.schema().name() != name) continue;
    if (parameter == nullptr || has_parameter(op, parameter)) found.push_back(guard);
  }
  if (has_out(op) && !has_gradient_formula(op)) found.push_back(guards::check_out_without_grad);
  return found;
}

}  // namespace isbe
