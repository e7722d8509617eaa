// What the steps of optimizers ask of their lists.
#pragma once
#include <ATen/core/Tensor.h>

#include <initializer_list>

namespace isbe::optim {

/** Whether elements are in one order in memory; strides of dimensions of one say nothing. */
bool lies_as(const at::Tensor& parameter, const at::Tensor& other);

/**
 * Throws one line naming what was expected and found: lists of one length; tensors of a parameter
 * that have its shape, dtype and device, and states its order in memory, without gaps.
 */
void check_lists(at::TensorList params, at::TensorList grads,
                 std::initializer_list<at::TensorList> states);

/**
 * The same of Adafactor's: parameters and gradients without elements are not for it, all lie in the
 * order of their shape, and variances are those of rows and columns, or of a vector's elements.
 */
void check_factored(at::TensorList params, at::TensorList grads, at::TensorList row_vars,
                    at::TensorList col_vars);

}  // namespace isbe::optim
