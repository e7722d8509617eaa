// All validation of shapes, dtypes and options, once, for every dispatch key. Sizes are read as
// SymInt, so that the same checks run on tensors without data.
#pragma once
#include <ATen/core/Tensor.h>

#include "arguments.h"

namespace isbe::loss {

/** Throws one line naming what was expected and found when the arguments don't fit together. */
void check_arguments(const Arguments& arguments);

/** Throws when the arguments of soft_scores don't fit together. */
void check_score_arguments(const at::Tensor& logits, Normalization normalization, double slope,
                           const OptionalTensor& dilation, const OptionalTensor& relocation);

/** Throws unless `out` can take the error: shape, dtype and device of the logits. */
void check_out(const Arguments& arguments, const at::Tensor& out);

/** Throws when a write to `out` would hit one place twice, or logits or targets still to be read.
 */
void check_memory(const Arguments& arguments, const at::Tensor& out);

/** Throws unless scale_on_device can multiply the error by `upstream`. */
void check_scale(const at::Tensor& error, const at::Tensor& upstream);

/** The operator that the user called, from what it wrote to. */
const char* name_of_writing(const at::Tensor& logits, const at::Tensor& out);

/**
 * Throws, naming `operation`, when autograd forbids overwriting `tensor`: a leaf that requires
 * grad, or a view of one.
 */
void check_overwritable(const at::Tensor& tensor, const char* operation);

/** Throws when a tensor that gets no gradient (target, weight, ...) asks for one. */
void check_no_gradient_asked(const Arguments& arguments);

}  // namespace isbe::loss
