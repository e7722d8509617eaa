// A guard looks at the arguments of one operator before the call. What its file says of libtorch
// was found with 2.13.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/stack.h>

#include <string>
#include <string_view>

#include "../errors.h"
#include "../operators.h"

namespace isbe::guards {

using Stack = torch::jit::Stack;

/// nullptr where the overload has no such parameter.
c10::IValue* argument(const Operator& op, Stack& stack, std::string_view name);
/// The tensor of that name; undefined where there is none.
at::Tensor tensor(const Operator& op, Stack& stack, std::string_view name);

[[noreturn]] inline void refuse(const std::string& message) { throw AddonError("VALUE", message); }

// division.cpp
/// A rounded quotient that its dtype cannot hold: SIGFPE.
bool check_quotient(const Operator& op, Stack& stack);
/// The same for a remainder, which is 0 then.
bool avoid_minus_one(const Operator& op, Stack& stack);
/// A range whose length overflows, or whose step is 0 once it is an integer: SIGFPE.
bool check_range(const Operator& op, Stack& stack);

// shapes.cpp
/// A list of numbers shorter than what is read of it: SIGSEGV.
template <int length>
bool check_padding(const Operator& op, Stack& stack);
/// Weights, biases or statistics that do not fit the channels: SIGSEGV.
bool check_batch_norm(const Operator& op, Stack& stack);
bool check_batch_norm_backward(const Operator& op, Stack& stack);
/// Indices of a pooling that point outside of its input: SIGSEGV.
bool check_pooling_indices(const Operator& op, Stack& stack);
/// Fewer weights than layers: SIGSEGV.
bool check_recurrent_weights(const Operator& op, Stack& stack);
/// Weights that do not fit the layer of a recurrent network: SIGSEGV.
bool check_layer_weights(const Operator& op, Stack& stack);
/// Gradients or states of a fused optimizer that are smaller than the parameter: SIGSEGV.
bool check_fused_states(const Operator& op, Stack& stack);
/// Tensors without values whose sizes are divided by: SIGFPE.
bool check_not_empty(const Operator& op, Stack& stack);
/// Attention without heads: SIGFPE.
bool check_heads(const Operator& op, Stack& stack);
/// Norms that are not one for each slice of a weight: SIGSEGV.
bool check_norms(const Operator& op, Stack& stack);
/// Strides and dilations that are divided by: SIGFPE.
bool check_steps(const Operator& op, Stack& stack);
/// Distances, or their gradients, that are not those of all pairs of points: SIGSEGV.
bool check_pairs(const Operator& op, Stack& stack);
bool check_pairs_of_two(const Operator& op, Stack& stack);
/// The gradient for the distances of no points divides by their number: SIGFPE.
bool answer_pdist_of_nothing(const Operator& op, Stack& stack);

// bounds.cpp
/// Segments that reach beyond the data, which `unsafe` does not look at: SIGABRT, or numbers of
/// others.
bool check_segments(const Operator& op, Stack& stack);
/// Indices of a sparse tensor outside of its size: SIGSEGV where it is made dense.
bool check_sparse_indices(const Operator& op, Stack& stack);
/// A view beyond its memory: SIGSEGV.
bool check_strides(const Operator& op, Stack& stack);
/// Results of a scan that are smaller than its input are written beyond.
bool check_scan_results(const Operator& op, Stack& stack);
/// Labels of no class, of which CTC reads the probabilities: SIGSEGV.
bool check_labels(const Operator& op, Stack& stack);
/// Indices of an embedding bag that lead out of its table, or to bags that are not there: SIGSEGV.
bool check_bags(const Operator& op, Stack& stack);
/// Lists of sizes in a plane that are shorter than what is read of them: SIGSEGV.
bool check_planes(const Operator& op, Stack& stack);
/// A list whose first tensor is asked for: SIGSEGV.
bool check_some(const Operator& op, Stack& stack);
/// A recurrent cell without its two states: SIGSEGV.
bool check_two_states(const Operator& op, Stack& stack);

// silence.cpp
/// An out= operator without a formula for gradients leaves the graph out without a word.
bool check_out_without_grad(const Operator& op, Stack& stack);
/// The fused SGD steps wrongly in 16 bits. (Adam, AdamW and Adagrad are right; none takes complex
/// parameters, and they say so.)
bool check_fused_sgd_dtype(const Operator& op, Stack& stack);

}  // namespace isbe::guards
