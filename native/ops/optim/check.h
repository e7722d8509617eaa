// What the steps of optimizers ask of their lists.
#pragma once
#include <ATen/core/Tensor.h>

#include <initializer_list>

namespace isbe::optim {

/**
 * Throws one line naming what was expected and found: lists of one length; tensors of a parameter
 * that have its shape, dtype, device and order in memory, without gaps.
 */
void check_lists(at::TensorList params, at::TensorList grads,
                 std::initializer_list<at::TensorList> states);

}  // namespace isbe::optim
