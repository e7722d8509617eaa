// DO NOT EDIT: written by `npm run generate` from the schemas of libtorch 2.13.
// Arguments and results are explained by the PyTorch operator of the same name in snake_case.
import type { Stream } from '../../cuda/stream'
import type { Generator } from '../../runtime/generator'
import type {
  Device, DType, Int, IntList, IntOrList, Layout, MemoryFormat, Scalar, Tensor, TensorList,
} from './types'

export interface Operators {
  /** `abs(Tensor self) -> Tensor` */
  abs(self: Tensor): Tensor
  abs(self: Tensor, options: { out: Tensor }): Tensor
  /** `abs_(Tensor(a!) self) -> Tensor(a!)` */
  abs_(self: Tensor): Tensor
  /** `absolute(Tensor self) -> Tensor` */
  absolute(self: Tensor): Tensor
  absolute(self: Tensor, options: { out: Tensor }): Tensor
  /** `absolute_(Tensor(a!) self) -> Tensor(a!)` */
  absolute_(self: Tensor): Tensor
  /** `acos(Tensor self) -> Tensor` */
  acos(self: Tensor): Tensor
  acos(self: Tensor, options: { out: Tensor }): Tensor
  /** `acos_(Tensor(a!) self) -> Tensor(a!)` */
  acos_(self: Tensor): Tensor
  /** `acosh(Tensor self) -> Tensor` */
  acosh(self: Tensor): Tensor
  acosh(self: Tensor, options: { out: Tensor }): Tensor
  /** `acosh_(Tensor(a!) self) -> Tensor(a!)` */
  acosh_(self: Tensor): Tensor
  /** `adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor` */
  adaptiveAvgPool1d(self: Tensor, outputSize: IntOrList): Tensor
  adaptiveAvgPool1d(self: Tensor, outputSize: IntOrList, options: { out: Tensor }): Tensor
  /** `adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor` */
  adaptiveAvgPool2d(self: Tensor, outputSize: IntOrList): Tensor
  adaptiveAvgPool2d(self: Tensor, outputSize: IntOrList, options: { out: Tensor }): Tensor
  /** `adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor` */
  adaptiveAvgPool3d(self: Tensor, outputSize: IntOrList): Tensor
  adaptiveAvgPool3d(self: Tensor, outputSize: IntOrList, options: { out: Tensor }): Tensor
  adaptiveAvgPool3dBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor
  /** `adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool1d(self: Tensor, outputSize: IntOrList): [Tensor, Tensor]
  /** `adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool2d(self: Tensor, outputSize: IntOrList): [Tensor, Tensor]
  adaptiveMaxPool2d(self: Tensor, outputSize: IntOrList, options: { out: readonly [out: Tensor, indices: Tensor] }): [Tensor, Tensor]
  /** `adaptive_max_pool2d_backward(Tensor grad_output, Tensor self, Tensor indices) -> Tensor` */
  adaptiveMaxPool2dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor): Tensor
  adaptiveMaxPool2dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor, options: { out: Tensor }): Tensor
  /** `adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool3d(self: Tensor, outputSize: IntOrList): [Tensor, Tensor]
  adaptiveMaxPool3d(self: Tensor, outputSize: IntOrList, options: { out: readonly [out: Tensor, indices: Tensor] }): [Tensor, Tensor]
  /** `adaptive_max_pool3d_backward(Tensor grad_output, Tensor self, Tensor indices) -> Tensor` */
  adaptiveMaxPool3dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor): Tensor
  adaptiveMaxPool3dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor, options: { out: Tensor }): Tensor
  /** `add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`, `add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  add(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor
  add(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor
  add(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor
  add(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor
  /** `add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`, `add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  add_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor
  add_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor
  /** `addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  /** `addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addbmm_(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  /** `addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` */
  addcdiv(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor
  addcdiv(self: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: Scalar; out: Tensor }): Tensor
  /** `addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` */
  addcdiv_(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor
  /** `addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` */
  addcmul(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor
  addcmul(self: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: Scalar; out: Tensor }): Tensor
  /** `addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` */
  addcmul_(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor
  /** `addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`, `addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, outDtype: DType, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  /** `addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmm_(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  /** `addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addmv(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addmv(self: Tensor, mat: Tensor, vec: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  /** `addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmv_(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  /** `addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addr(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addr(self: Tensor, vec1: Tensor, vec2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  /** `addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addr_(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  /** `adjoint(Tensor(a) self) -> Tensor(a)` */
  adjoint(self: Tensor): Tensor
  /** `affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor` */
  affineGridGenerator(theta: Tensor, size: IntList, alignCorners: boolean): Tensor
  affineGridGenerator(theta: Tensor, size: IntList, alignCorners: boolean, options: { out: Tensor }): Tensor
  /** `affine_grid_generator_backward(Tensor grad, SymInt[] size, bool align_corners) -> Tensor` */
  affineGridGeneratorBackward(grad: Tensor, size: IntList, alignCorners: boolean): Tensor
  /** `alias(Tensor(a) self) -> Tensor(a)` */
  alias(self: Tensor): Tensor
  /** `alias_copy(Tensor self) -> Tensor` */
  aliasCopy(self: Tensor): Tensor
  aliasCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `all(Tensor self) -> Tensor`, `all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`, `all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` */
  all(self: Tensor): Tensor
  all(self: Tensor, options?: { dim?: IntList | null; keepdim?: boolean }): Tensor
  all(self: Tensor, options: { out: Tensor }): Tensor
  all(self: Tensor, options: { dim?: IntList | null; keepdim?: boolean; out: Tensor }): Tensor
  all(self: Tensor, dim: Int, options?: { keepdim?: boolean }): Tensor
  all(self: Tensor, dim: Int, options: { keepdim?: boolean; out: Tensor }): Tensor
  /** `allclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> bool` */
  allclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean
  /** `alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  alphaDropout(input: Tensor, p: number, train: boolean): Tensor
  /** `alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  alphaDropout_(self: Tensor, p: number, train: boolean): Tensor
  /** `amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` */
  amax(self: Tensor, options?: { dim?: IntOrList; keepdim?: boolean }): Tensor
  amax(self: Tensor, options: { dim?: IntOrList; keepdim?: boolean; out: Tensor }): Tensor
  /** `amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` */
  amin(self: Tensor, options?: { dim?: IntOrList; keepdim?: boolean }): Tensor
  amin(self: Tensor, options: { dim?: IntOrList; keepdim?: boolean; out: Tensor }): Tensor
  /** `aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)` */
  aminmax(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): [min: Tensor, max: Tensor]
  aminmax(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; out: readonly [min: Tensor, max: Tensor] }): [min: Tensor, max: Tensor]
  /** `angle(Tensor self) -> Tensor` */
  angle(self: Tensor): Tensor
  angle(self: Tensor, options: { out: Tensor }): Tensor
  /** `any(Tensor self) -> Tensor`, `any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`, `any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` */
  any(self: Tensor): Tensor
  any(self: Tensor, options?: { dim?: IntList | null; keepdim?: boolean }): Tensor
  any(self: Tensor, options: { out: Tensor }): Tensor
  any(self: Tensor, options: { dim?: IntList | null; keepdim?: boolean; out: Tensor }): Tensor
  any(self: Tensor, dim: Int, options?: { keepdim?: boolean }): Tensor
  any(self: Tensor, dim: Int, options: { keepdim?: boolean; out: Tensor }): Tensor
  /** `arange(Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  arange(end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  arange(end: Scalar, options: { out: Tensor }): Tensor
  arange(start: Scalar, end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  arange(start: Scalar, end: Scalar, options?: { step?: Scalar; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  arange(start: Scalar, end: Scalar, options: { step?: Scalar; out: Tensor }): Tensor
  /** `arccos(Tensor self) -> Tensor` */
  arccos(self: Tensor): Tensor
  arccos(self: Tensor, options: { out: Tensor }): Tensor
  /** `arccos_(Tensor(a!) self) -> Tensor(a!)` */
  arccos_(self: Tensor): Tensor
  /** `arccosh(Tensor self) -> Tensor` */
  arccosh(self: Tensor): Tensor
  arccosh(self: Tensor, options: { out: Tensor }): Tensor
  /** `arccosh_(Tensor(a!) self) -> Tensor(a!)` */
  arccosh_(self: Tensor): Tensor
  /** `arcsin(Tensor self) -> Tensor` */
  arcsin(self: Tensor): Tensor
  arcsin(self: Tensor, options: { out: Tensor }): Tensor
  /** `arcsin_(Tensor(a!) self) -> Tensor(a!)` */
  arcsin_(self: Tensor): Tensor
  /** `arcsinh(Tensor self) -> Tensor` */
  arcsinh(self: Tensor): Tensor
  arcsinh(self: Tensor, options: { out: Tensor }): Tensor
  /** `arcsinh_(Tensor(a!) self) -> Tensor(a!)` */
  arcsinh_(self: Tensor): Tensor
  /** `arctan(Tensor self) -> Tensor` */
  arctan(self: Tensor): Tensor
  arctan(self: Tensor, options: { out: Tensor }): Tensor
  /** `arctan2(Tensor self, Tensor other) -> Tensor` */
  arctan2(self: Tensor, other: Tensor): Tensor
  arctan2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  arctan2_(self: Tensor, other: Tensor): Tensor
  /** `arctan_(Tensor(a!) self) -> Tensor(a!)` */
  arctan_(self: Tensor): Tensor
  /** `arctanh(Tensor self) -> Tensor` */
  arctanh(self: Tensor): Tensor
  arctanh(self: Tensor, options: { out: Tensor }): Tensor
  /** `arctanh_(Tensor(a!) self) -> Tensor(a!)` */
  arctanh_(self: Tensor): Tensor
  /** `argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` */
  argmax(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): Tensor
  argmax(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; out: Tensor }): Tensor
  /** `argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` */
  argmin(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): Tensor
  argmin(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; out: Tensor }): Tensor
  /** `argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor`, `argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor` */
  argsort(self: Tensor, options?: { dim?: Int; descending?: boolean }): Tensor
  argsort(self: Tensor, options: { stable: boolean; dim?: Int; descending?: boolean }): Tensor
  argsort(self: Tensor, options: { stable: boolean; dim?: Int; descending?: boolean; out: Tensor }): Tensor
  /** `argwhere(Tensor self) -> Tensor` */
  argwhere(self: Tensor): Tensor
  /** `as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` */
  asStrided(self: Tensor, size: IntList, stride: IntList, options?: { storageOffset?: Int | null }): Tensor
  /** `as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` */
  asStrided_(self: Tensor, size: IntList, stride: IntList, options?: { storageOffset?: Int | null }): Tensor
  /** `as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
  asStridedCopy(self: Tensor, size: IntList, stride: IntList, options?: { storageOffset?: Int | null }): Tensor
  asStridedCopy(self: Tensor, size: IntList, stride: IntList, options: { storageOffset?: Int | null; out: Tensor }): Tensor
  /** `as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
  asStridedScatter(self: Tensor, src: Tensor, size: IntList, stride: IntList, options?: { storageOffset?: Int | null }): Tensor
  asStridedScatter(self: Tensor, src: Tensor, size: IntList, stride: IntList, options: { storageOffset?: Int | null; out: Tensor }): Tensor
  /** `asin(Tensor self) -> Tensor` */
  asin(self: Tensor): Tensor
  asin(self: Tensor, options: { out: Tensor }): Tensor
  /** `asin_(Tensor(a!) self) -> Tensor(a!)` */
  asin_(self: Tensor): Tensor
  /** `asinh(Tensor self) -> Tensor` */
  asinh(self: Tensor): Tensor
  asinh(self: Tensor, options: { out: Tensor }): Tensor
  /** `asinh_(Tensor(a!) self) -> Tensor(a!)` */
  asinh_(self: Tensor): Tensor
  /** `atan(Tensor self) -> Tensor` */
  atan(self: Tensor): Tensor
  atan(self: Tensor, options: { out: Tensor }): Tensor
  /** `atan2(Tensor self, Tensor other) -> Tensor` */
  atan2(self: Tensor, other: Tensor): Tensor
  atan2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  atan2_(self: Tensor, other: Tensor): Tensor
  /** `atan_(Tensor(a!) self) -> Tensor(a!)` */
  atan_(self: Tensor): Tensor
  /** `atanh(Tensor self) -> Tensor` */
  atanh(self: Tensor): Tensor
  atanh(self: Tensor, options: { out: Tensor }): Tensor
  /** `atanh_(Tensor(a!) self) -> Tensor(a!)` */
  atanh_(self: Tensor): Tensor
  /** `atleast_1d(Tensor self) -> Tensor`, `atleast_1d.Sequence(Tensor[] tensors) -> Tensor[]` */
  atleast1d(self: Tensor): Tensor
  atleast1d(tensors: TensorList): Tensor[]
  /** `atleast_2d(Tensor self) -> Tensor`, `atleast_2d.Sequence(Tensor[] tensors) -> Tensor[]` */
  atleast2d(self: Tensor): Tensor
  atleast2d(tensors: TensorList): Tensor[]
  /** `atleast_3d(Tensor self) -> Tensor`, `atleast_3d.Sequence(Tensor[] tensors) -> Tensor[]` */
  atleast3d(self: Tensor): Tensor
  atleast3d(tensors: TensorList): Tensor[]
  /** `avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True) -> Tensor` */
  avgPool1d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean }): Tensor
  avgPool1d(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean; out: Tensor }): Tensor
  /** `avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` */
  avgPool2d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor
  avgPool2d(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null; out: Tensor }): Tensor
  /** `avg_pool2d_backward(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride, int[2] padding, bool ceil_mode, bool count_include_pad, int? divisor_override) -> Tensor` */
  avgPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, stride: IntOrList, padding: IntOrList, ceilMode: boolean, countIncludePad: boolean, divisorOverride: Int | null): Tensor
  avgPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, stride: IntOrList, padding: IntOrList, ceilMode: boolean, countIncludePad: boolean, divisorOverride: Int | null, options: { out: Tensor }): Tensor
  /** `avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` */
  avgPool3d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor
  avgPool3d(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null; out: Tensor }): Tensor
  /** `avg_pool3d_backward(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] stride, int[3] padding, bool ceil_mode, bool count_include_pad, int? divisor_override) -> Tensor` */
  avgPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, stride: IntOrList, padding: IntOrList, ceilMode: boolean, countIncludePad: boolean, divisorOverride: Int | null): Tensor
  avgPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, stride: IntOrList, padding: IntOrList, ceilMode: boolean, countIncludePad: boolean, divisorOverride: Int | null, options: { out: Tensor }): Tensor
  /** `baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`, `baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, outDtype: DType, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  /** `baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  baddbmm_(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  /** `bartlett_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `bartlett_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  bartlettWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  bartlettWindow(windowLength: Int, options: { out: Tensor }): Tensor
  bartlettWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  bartlettWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor
  /** `batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor
  /** `batch_norm_backward(Tensor grad_out, Tensor input, Tensor weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var, bool update, float eps, bool[3] output_mask, Tensor reserve) -> (Tensor, Tensor, Tensor)` */
  batchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, update: boolean, eps: number, outputMask: boolean | readonly boolean[], reserve: Tensor): [Tensor, Tensor, Tensor]
  /** `batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batchNormBackwardElemt(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sumDy: Tensor, sumDyXmu: Tensor, count: Tensor): Tensor
  batchNormBackwardElemt(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sumDy: Tensor, sumDyXmu: Tensor, count: Tensor, options: { out: Tensor }): Tensor
  /** `batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batchNormBackwardReduce(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, inputG: boolean, weightG: boolean, biasG: boolean): [Tensor, Tensor, Tensor, Tensor]
  batchNormBackwardReduce(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, inputG: boolean, weightG: boolean, biasG: boolean, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor, out3: Tensor] }): [Tensor, Tensor, Tensor, Tensor]
  /** `batch_norm_elemt(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps) -> Tensor` */
  batchNormElemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, eps: number): Tensor
  batchNormElemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, eps: number, options: { out: Tensor }): Tensor
  /** `batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batchNormGatherStats(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, count: Int): [Tensor, Tensor]
  batchNormGatherStats(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, count: Int, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batchNormGatherStatsWithCounts(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, counts: Tensor): [Tensor, Tensor]
  batchNormGatherStatsWithCounts(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, counts: Tensor, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `batch_norm_stats(Tensor input, float eps) -> (Tensor, Tensor)` */
  batchNormStats(input: Tensor, eps: number): [Tensor, Tensor]
  batchNormStats(input: Tensor, eps: number, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `batch_norm_update_stats(Tensor input, Tensor? running_mean, Tensor? running_var, float momentum) -> (Tensor, Tensor)` */
  batchNormUpdateStats(input: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number): [Tensor, Tensor]
  batchNormUpdateStats(input: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `bernoulli(Tensor self, *, Generator? generator=None) -> Tensor`, `bernoulli.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor`, `bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
  bernoulli(self: Tensor, options?: { generator?: Generator | null }): Tensor
  bernoulli(self: Tensor, options: { p?: number; generator?: Generator | null; out: Tensor }): Tensor
  bernoulli(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor
  bernoulli(self: Tensor, p: Tensor, options?: { generator?: Generator | null }): Tensor
  bernoulli(self: Tensor, p: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor
  bernoulli(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor
  /** `bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)`, `bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)` */
  bernoulli_(self: Tensor, options?: { p?: number; generator?: Generator | null }): Tensor
  bernoulli_(self: Tensor, p: Tensor, options?: { generator?: Generator | null }): Tensor
  /** `bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor` */
  bilinear(input1: Tensor, input2: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor
  /** `binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor` */
  binaryCrossEntropy(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int }): Tensor
  binaryCrossEntropy(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: Int; out: Tensor }): Tensor
  /** `binary_cross_entropy_backward(Tensor grad_output, Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor` */
  binaryCrossEntropyBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int }): Tensor
  binaryCrossEntropyBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: Int; out: Tensor }): Tensor
  /** `binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor` */
  binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: Int }): Tensor
  binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, options: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: Int; out: Tensor }): Tensor
  /** `bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor` */
  bincount(self: Tensor, options?: { weights?: Tensor | null; minlength?: Int }): Tensor
  bincount(self: Tensor, options: { weights?: Tensor | null; minlength?: Int; out: Tensor }): Tensor
  /** `binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor` */
  binomial(count: Tensor, prob: Tensor, options?: { generator?: Generator | null }): Tensor
  binomial(count: Tensor, prob: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor
  /** `bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor`, `bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor`, `bitwise_and.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseAnd(self: Tensor, other: Tensor): Tensor
  bitwiseAnd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  bitwiseAnd(self: Tensor, other: Scalar): Tensor
  bitwiseAnd(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  bitwiseAnd(self: Scalar, other: Tensor): Tensor
  bitwiseAnd(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseAnd_(self: Tensor, other: Tensor): Tensor
  bitwiseAnd_(self: Tensor, other: Scalar): Tensor
  /** `bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor`, `bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`, `bitwise_left_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseLeftShift(self: Tensor, other: Tensor): Tensor
  bitwiseLeftShift(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  bitwiseLeftShift(self: Tensor, other: Scalar): Tensor
  bitwiseLeftShift(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  bitwiseLeftShift(self: Scalar, other: Tensor): Tensor
  bitwiseLeftShift(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseLeftShift_(self: Tensor, other: Tensor): Tensor
  bitwiseLeftShift_(self: Tensor, other: Scalar): Tensor
  /** `bitwise_not(Tensor self) -> Tensor` */
  bitwiseNot(self: Tensor): Tensor
  bitwiseNot(self: Tensor, options: { out: Tensor }): Tensor
  /** `bitwise_not_(Tensor(a!) self) -> Tensor(a!)` */
  bitwiseNot_(self: Tensor): Tensor
  /** `bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor`, `bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor`, `bitwise_or.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseOr(self: Tensor, other: Tensor): Tensor
  bitwiseOr(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  bitwiseOr(self: Tensor, other: Scalar): Tensor
  bitwiseOr(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  bitwiseOr(self: Scalar, other: Tensor): Tensor
  bitwiseOr(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseOr_(self: Tensor, other: Tensor): Tensor
  bitwiseOr_(self: Tensor, other: Scalar): Tensor
  /** `bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor`, `bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`, `bitwise_right_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseRightShift(self: Tensor, other: Tensor): Tensor
  bitwiseRightShift(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  bitwiseRightShift(self: Tensor, other: Scalar): Tensor
  bitwiseRightShift(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  bitwiseRightShift(self: Scalar, other: Tensor): Tensor
  bitwiseRightShift(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseRightShift_(self: Tensor, other: Tensor): Tensor
  bitwiseRightShift_(self: Tensor, other: Scalar): Tensor
  /** `bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor`, `bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor`, `bitwise_xor.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseXor(self: Tensor, other: Tensor): Tensor
  bitwiseXor(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  bitwiseXor(self: Tensor, other: Scalar): Tensor
  bitwiseXor(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  bitwiseXor(self: Scalar, other: Tensor): Tensor
  bitwiseXor(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseXor_(self: Tensor, other: Tensor): Tensor
  bitwiseXor_(self: Tensor, other: Scalar): Tensor
  /** `blackman_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `blackman_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  blackmanWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  blackmanWindow(windowLength: Int, options: { out: Tensor }): Tensor
  blackmanWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  blackmanWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor
  /** `block_diag(Tensor[] tensors) -> Tensor` */
  blockDiag(tensors: TensorList): Tensor
  blockDiag(tensors: TensorList, options: { out: Tensor }): Tensor
  /** `bmm(Tensor self, Tensor mat2) -> Tensor`, `bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` */
  bmm(self: Tensor, mat2: Tensor): Tensor
  bmm(self: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor
  bmm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor
  bmm(self: Tensor, mat2: Tensor, outDtype: DType, options: { out: Tensor }): Tensor
  /** `broadcast_tensors(Tensor[] tensors) -> Tensor[]` */
  broadcastTensors(tensors: TensorList): Tensor[]
  /** `broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)` */
  broadcastTo(self: Tensor, size: IntList): Tensor
  /** `bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor`, `bucketize.Scalar(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` */
  bucketize(self: Tensor, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor
  bucketize(self: Tensor, boundaries: Tensor, options: { outInt32?: boolean; right?: boolean; out: Tensor }): Tensor
  bucketize(self: Scalar, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor
  bucketize(self: Scalar, boundaries: Tensor, options: { outInt32?: boolean; right?: boolean; out: Tensor }): Tensor
  /** `can_cast(ScalarType from_, ScalarType to) -> bool` */
  canCast(from_: DType, to: DType): boolean
  /** `cartesian_prod(Tensor[] tensors) -> Tensor` */
  cartesianProd(tensors: TensorList): Tensor
  /** `cat(Tensor[] tensors, int dim=0) -> Tensor` */
  cat(tensors: TensorList, options?: { dim?: Int }): Tensor
  cat(tensors: TensorList, options: { dim?: Int; out: Tensor }): Tensor
  /** `cauchy(Tensor self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor` */
  cauchy(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor
  cauchy(self: Tensor, options: { median?: number; sigma?: number; generator?: Generator | null; out: Tensor }): Tensor
  /** `cauchy_(Tensor(a!) self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor(a!)` */
  cauchy_(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor
  /** `ccol_indices(Tensor(a) self) -> Tensor(a)` */
  ccolIndices(self: Tensor): Tensor
  /** `ccol_indices_copy(Tensor self) -> Tensor` */
  ccolIndicesCopy(self: Tensor): Tensor
  ccolIndicesCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `cdist(Tensor x1, Tensor x2, float p=2., int? compute_mode=None) -> Tensor` */
  cdist(x1: Tensor, x2: Tensor, options?: { p?: number; computeMode?: Int | null }): Tensor
  /** `ceil(Tensor self) -> Tensor` */
  ceil(self: Tensor): Tensor
  ceil(self: Tensor, options: { out: Tensor }): Tensor
  /** `ceil_(Tensor(a!) self) -> Tensor(a!)` */
  ceil_(self: Tensor): Tensor
  /** `celu(Tensor self, Scalar alpha=1.) -> Tensor` */
  celu(self: Tensor, options?: { alpha?: Scalar }): Tensor
  celu(self: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor
  /** `celu_(Tensor(a!) self, Scalar alpha=1.) -> Tensor(a!)` */
  celu_(self: Tensor, options?: { alpha?: Scalar }): Tensor
  /** `chain_matmul(Tensor[] matrices) -> Tensor` */
  chainMatmul(matrices: TensorList): Tensor
  chainMatmul(matrices: TensorList, options: { out: Tensor }): Tensor
  /** `chalf(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` */
  chalf(self: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  /** `channel_shuffle(Tensor self, SymInt groups) -> Tensor` */
  channelShuffle(self: Tensor, groups: Int): Tensor
  channelShuffle(self: Tensor, groups: Int, options: { out: Tensor }): Tensor
  /** `cholesky(Tensor self, bool upper=False) -> Tensor` */
  cholesky(self: Tensor, options?: { upper?: boolean }): Tensor
  cholesky(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor
  /** `cholesky_inverse(Tensor self, bool upper=False) -> Tensor` */
  choleskyInverse(self: Tensor, options?: { upper?: boolean }): Tensor
  choleskyInverse(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor
  /** `cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor` */
  choleskySolve(self: Tensor, input2: Tensor, options?: { upper?: boolean }): Tensor
  choleskySolve(self: Tensor, input2: Tensor, options: { upper?: boolean; out: Tensor }): Tensor
  /** `choose_qparams_optimized(Tensor input, int numel, int n_bins, float ratio, int bit_width) -> (Tensor, Tensor)` */
  chooseQparamsOptimized(input: Tensor, numel: Int, nBins: Int, ratio: number, bitWidth: Int): [Tensor, Tensor]
  /** `chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]` */
  chunk(self: Tensor, chunks: Int, options?: { dim?: Int }): Tensor[]
  /** `clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`, `clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` */
  clamp(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor
  clamp(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor
  clamp(self: Tensor, options: { min?: Tensor | null; max?: Tensor | null; out: Tensor }): Tensor
  clamp(self: Tensor, options: { min?: Scalar | null; max?: Scalar | null; out: Tensor }): Tensor
  /** `clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`, `clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` */
  clamp_(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor
  clamp_(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor
  /** `clamp_max.Tensor(Tensor self, Tensor max) -> Tensor`, `clamp_max(Tensor self, Scalar max) -> Tensor` */
  clampMax(self: Tensor, max: Tensor): Tensor
  clampMax(self: Tensor, max: Tensor, options: { out: Tensor }): Tensor
  clampMax(self: Tensor, max: Scalar): Tensor
  clampMax(self: Tensor, max: Scalar, options: { out: Tensor }): Tensor
  /** `clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)`, `clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` */
  clampMax_(self: Tensor, max: Tensor): Tensor
  clampMax_(self: Tensor, max: Scalar): Tensor
  /** `clamp_min.Tensor(Tensor self, Tensor min) -> Tensor`, `clamp_min(Tensor self, Scalar min) -> Tensor` */
  clampMin(self: Tensor, min: Tensor): Tensor
  clampMin(self: Tensor, min: Tensor, options: { out: Tensor }): Tensor
  clampMin(self: Tensor, min: Scalar): Tensor
  clampMin(self: Tensor, min: Scalar, options: { out: Tensor }): Tensor
  /** `clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)`, `clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` */
  clampMin_(self: Tensor, min: Tensor): Tensor
  clampMin_(self: Tensor, min: Scalar): Tensor
  /** `clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`, `clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` */
  clip(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor
  clip(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor
  clip(self: Tensor, options: { min?: Tensor | null; max?: Tensor | null; out: Tensor }): Tensor
  clip(self: Tensor, options: { min?: Scalar | null; max?: Scalar | null; out: Tensor }): Tensor
  /** `clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`, `clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` */
  clip_(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor
  clip_(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor
  /** `clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` */
  clone(self: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  clone(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `coalesce(Tensor(a) self) -> Tensor(a)` */
  coalesce(self: Tensor): Tensor
  /** `col2im(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
  col2im(self: Tensor, outputSize: IntOrList, kernelSize: IntOrList, dilation: IntOrList, padding: IntOrList, stride: IntOrList): Tensor
  col2im(self: Tensor, outputSize: IntOrList, kernelSize: IntOrList, dilation: IntOrList, padding: IntOrList, stride: IntOrList, options: { out: Tensor }): Tensor
  /** `col_indices(Tensor(a) self) -> Tensor(a)` */
  colIndices(self: Tensor): Tensor
  /** `col_indices_copy(Tensor self) -> Tensor` */
  colIndicesCopy(self: Tensor): Tensor
  colIndicesCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `column_stack(Tensor[] tensors) -> Tensor` */
  columnStack(tensors: TensorList): Tensor
  columnStack(tensors: TensorList, options: { out: Tensor }): Tensor
  /** `combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor` */
  combinations(self: Tensor, options?: { r?: Int; withReplacement?: boolean }): Tensor
  /** `complex(Tensor real, Tensor imag) -> Tensor` */
  complex(real: Tensor, imag: Tensor): Tensor
  complex(real: Tensor, imag: Tensor, options: { out: Tensor }): Tensor
  /** `concat(Tensor[] tensors, int dim=0) -> Tensor` */
  concat(tensors: TensorList, options?: { dim?: Int }): Tensor
  concat(tensors: TensorList, options: { dim?: Int; out: Tensor }): Tensor
  /** `concatenate(Tensor[] tensors, int dim=0) -> Tensor` */
  concatenate(tensors: TensorList, options?: { dim?: Int }): Tensor
  concatenate(tensors: TensorList, options: { dim?: Int; out: Tensor }): Tensor
  /** `conj(Tensor(a) self) -> Tensor(a)` */
  conj(self: Tensor): Tensor
  /** `conj_physical(Tensor self) -> Tensor` */
  conjPhysical(self: Tensor): Tensor
  conjPhysical(self: Tensor, options: { out: Tensor }): Tensor
  /** `conj_physical_(Tensor(a!) self) -> Tensor(a!)` */
  conjPhysical_(self: Tensor): Tensor
  /** `constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor` */
  constantPadNd(self: Tensor, pad: IntList, options?: { value?: Scalar }): Tensor
  constantPadNd(self: Tensor, pad: IntList, options: { value?: Scalar; out: Tensor }): Tensor
  /** `contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)` */
  contiguous(self: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor
  /** `conv1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], SymInt[1] padding=[0], SymInt[1] dilation=[1], SymInt groups=1) -> Tensor`, `conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], str padding="valid", SymInt[1] dilation=[1], SymInt groups=1) -> Tensor` */
  conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; groups?: Int }): Tensor
  conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: string; dilation?: IntOrList; groups?: Int }): Tensor
  /** `conv2d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor`, `conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], str padding="valid", SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor` */
  conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; groups?: Int }): Tensor
  conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: string; dilation?: IntOrList; groups?: Int }): Tensor
  /** `conv3d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1], SymInt groups=1) -> Tensor`, `conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], str padding="valid", SymInt[3] dilation=[1, 1, 1], SymInt groups=1) -> Tensor` */
  conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; groups?: Int }): Tensor
  conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: string; dilation?: IntOrList; groups?: Int }): Tensor
  /** `conv_depthwise3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, SymInt[3] dilation) -> Tensor` */
  convDepthwise3d(self: Tensor, weight: Tensor, kernelSize: IntOrList, bias: Tensor | null, stride: IntOrList, padding: IntOrList, dilation: IntOrList): Tensor
  convDepthwise3d(self: Tensor, weight: Tensor, kernelSize: IntOrList, bias: Tensor | null, stride: IntOrList, padding: IntOrList, dilation: IntOrList, options: { out: Tensor }): Tensor
  /** `conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor` */
  convTbc(self: Tensor, weight: Tensor, bias: Tensor, options?: { pad?: Int }): Tensor
  convTbc(self: Tensor, weight: Tensor, bias: Tensor, options: { pad?: Int; out: Tensor }): Tensor
  /** `conv_tbc_backward(Tensor self, Tensor input, Tensor weight, Tensor bias, int pad) -> (Tensor, Tensor, Tensor)` */
  convTbcBackward(self: Tensor, input: Tensor, weight: Tensor, bias: Tensor, pad: Int): [Tensor, Tensor, Tensor]
  /** `conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], SymInt[1] padding=[0], SymInt[1] output_padding=[0], SymInt groups=1, SymInt[1] dilation=[1]) -> Tensor` */
  convTranspose1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; groups?: Int; dilation?: IntOrList }): Tensor
  /** `conv_transpose2d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt groups=1, SymInt[2] dilation=[1, 1]) -> Tensor` */
  convTranspose2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; groups?: Int; dilation?: IntOrList }): Tensor
  /** `conv_transpose3d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt groups=1, SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
  convTranspose3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; groups?: Int; dilation?: IntOrList }): Tensor
  /** `convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, transposed: boolean, outputPadding: IntList, groups: Int): Tensor
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, transposed: boolean, outputPadding: IntList, groups: Int, options: { out: Tensor }): Tensor
  /** `convolution_backward(Tensor grad_output, Tensor input, Tensor weight, SymInt[]? bias_sizes, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  convolutionBackward(gradOutput: Tensor, input: Tensor, weight: Tensor, biasSizes: IntList | null, stride: IntList, padding: IntList, dilation: IntList, transposed: boolean, outputPadding: IntList, groups: Int, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  convolutionBackward(gradOutput: Tensor, input: Tensor, weight: Tensor, biasSizes: IntList | null, stride: IntList, padding: IntList, dilation: IntList, transposed: boolean, outputPadding: IntList, groups: Int, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `convolution_backward_overrideable(Tensor grad_output, Tensor input, Tensor weight, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool[3] output_mask) -> (Tensor grad_input, Tensor grad_weight, Tensor grad_bias)` */
  convolutionBackwardOverrideable(gradOutput: Tensor, input: Tensor, weight: Tensor, stride: IntList, padding: IntList, dilation: IntList, transposed: boolean, outputPadding: IntList, groups: Int, outputMask: boolean | readonly boolean[]): [gradInput: Tensor, gradWeight: Tensor, gradBias: Tensor]
  convolutionBackwardOverrideable(gradOutput: Tensor, input: Tensor, weight: Tensor, stride: IntList, padding: IntList, dilation: IntList, transposed: boolean, outputPadding: IntList, groups: Int, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `convolution_overrideable(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolutionOverrideable(input: Tensor, weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, transposed: boolean, outputPadding: IntList, groups: Int): Tensor
  convolutionOverrideable(input: Tensor, weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, transposed: boolean, outputPadding: IntList, groups: Int, options: { out: Tensor }): Tensor
  /** `copy(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
  copy(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor
  copy(self: Tensor, src: Tensor, options: { nonBlocking?: boolean; out: Tensor }): Tensor
  /** `copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` */
  copy_(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor
  /** `copy_sparse_to_sparse(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
  copySparseToSparse(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor
  copySparseToSparse(self: Tensor, src: Tensor, options: { nonBlocking?: boolean; out: Tensor }): Tensor
  /** `copy_sparse_to_sparse_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` */
  copySparseToSparse_(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor
  /** `copysign.Tensor(Tensor self, Tensor other) -> Tensor`, `copysign.Scalar(Tensor self, Scalar other) -> Tensor` */
  copysign(self: Tensor, other: Tensor): Tensor
  copysign(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  copysign(self: Tensor, other: Scalar): Tensor
  copysign(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  copysign_(self: Tensor, other: Tensor): Tensor
  copysign_(self: Tensor, other: Scalar): Tensor
  /** `corrcoef(Tensor self) -> Tensor` */
  corrcoef(self: Tensor): Tensor
  /** `cos(Tensor self) -> Tensor` */
  cos(self: Tensor): Tensor
  cos(self: Tensor, options: { out: Tensor }): Tensor
  /** `cos_(Tensor(a!) self) -> Tensor(a!)` */
  cos_(self: Tensor): Tensor
  /** `cosh(Tensor self) -> Tensor` */
  cosh(self: Tensor): Tensor
  cosh(self: Tensor, options: { out: Tensor }): Tensor
  /** `cosh_(Tensor(a!) self) -> Tensor(a!)` */
  cosh_(self: Tensor): Tensor
  /** `cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) -> Tensor` */
  cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: Int }): Tensor
  /** `cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor` */
  cosineSimilarity(x1: Tensor, x2: Tensor, options?: { dim?: Int; eps?: number }): Tensor
  /** `count_nonzero(Tensor self, int? dim=None) -> Tensor`, `count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor` */
  countNonzero(self: Tensor, options?: { dim?: Int | null }): Tensor
  countNonzero(self: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor
  countNonzero(self: Tensor, dim: IntList): Tensor
  countNonzero(self: Tensor, dim: IntList, options: { out: Tensor }): Tensor
  /** `cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor` */
  cov(self: Tensor, options?: { correction?: Int; fweights?: Tensor | null; aweights?: Tensor | null }): Tensor
  /** `cross(Tensor self, Tensor other, int? dim=None) -> Tensor` */
  cross(self: Tensor, other: Tensor, options?: { dim?: Int | null }): Tensor
  cross(self: Tensor, other: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor
  /** `cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, float label_smoothing=0.) -> Tensor` */
  crossEntropyLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int; labelSmoothing?: number }): Tensor
  /** `crow_indices(Tensor(a) self) -> Tensor(a)` */
  crowIndices(self: Tensor): Tensor
  /** `crow_indices_copy(Tensor self) -> Tensor` */
  crowIndicesCopy(self: Tensor): Tensor
  crowIndicesCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor`, `ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor` */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, options?: { blank?: Int; reduction?: Int; zeroInfinity?: boolean }): Tensor
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: IntList, targetLengths: IntList, options?: { blank?: Int; reduction?: Int; zeroInfinity?: boolean }): Tensor
  /** `cudnn_affine_grid_generator(Tensor theta, int N, int C, int H, int W) -> Tensor grid` */
  cudnnAffineGridGenerator(theta: Tensor, N: Int, C: Int, H: Int, W: Int): Tensor
  cudnnAffineGridGenerator(theta: Tensor, N: Int, C: Int, H: Int, W: Int, options: { out: Tensor }): Tensor
  /** `cudnn_affine_grid_generator_backward(Tensor grad, int N, int C, int H, int W) -> Tensor grad_theta` */
  cudnnAffineGridGeneratorBackward(grad: Tensor, N: Int, C: Int, H: Int, W: Int): Tensor
  cudnnAffineGridGeneratorBackward(grad: Tensor, N: Int, C: Int, H: Int, W: Int, options: { out: Tensor }): Tensor
  /** `cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnnBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number): [Tensor, Tensor, Tensor, Tensor]
  cudnnBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor, out3: Tensor] }): [Tensor, Tensor, Tensor, Tensor]
  /** `cudnn_batch_norm_backward(Tensor input, Tensor grad_output, Tensor weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var, float epsilon, Tensor reserveSpace) -> (Tensor, Tensor, Tensor)` */
  cudnnBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number, reserveSpace: Tensor): [Tensor, Tensor, Tensor]
  cudnnBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number, reserveSpace: Tensor, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnnConvolution(self: Tensor, weight: Tensor, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor
  cudnnConvolution(self: Tensor, weight: Tensor, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean, options: { out: Tensor }): Tensor
  /** `cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnnConvolutionAddRelu(self: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int): Tensor
  cudnnConvolutionAddRelu(self: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int, options: { out: Tensor }): Tensor
  /** `cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnnConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int): Tensor
  cudnnConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int, options: { out: Tensor }): Tensor
  /** `cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnnConvolutionTranspose(self: Tensor, weight: Tensor, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor
  cudnnConvolutionTranspose(self: Tensor, weight: Tensor, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean, options: { out: Tensor }): Tensor
  /** `cudnn_grid_sampler(Tensor self, Tensor grid) -> Tensor output` */
  cudnnGridSampler(self: Tensor, grid: Tensor): Tensor
  cudnnGridSampler(self: Tensor, grid: Tensor, options: { out: Tensor }): Tensor
  /** `cudnn_grid_sampler_backward(Tensor self, Tensor grid, Tensor grad_output) -> (Tensor grad_self, Tensor grad_grid)` */
  cudnnGridSamplerBackward(self: Tensor, grid: Tensor, gradOutput: Tensor): [gradSelf: Tensor, gradGrid: Tensor]
  cudnnGridSamplerBackward(self: Tensor, grid: Tensor, gradOutput: Tensor, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `cudnn_is_acceptable(Tensor self) -> bool` */
  cudnnIsAcceptable(self: Tensor): boolean
  /** `cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)` */
  cummax(self: Tensor, dim: Int): [values: Tensor, indices: Tensor]
  cummax(self: Tensor, dim: Int, options: { out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `cummaxmin_backward(Tensor grad, Tensor input, Tensor indices, int dim) -> Tensor` */
  cummaxminBackward(grad: Tensor, input: Tensor, indices: Tensor, dim: Int): Tensor
  /** `cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)` */
  cummin(self: Tensor, dim: Int): [values: Tensor, indices: Tensor]
  cummin(self: Tensor, dim: Int, options: { out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  cumprod(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor
  cumprod(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor
  /** `cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` */
  cumprod_(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor
  /** `cumprod_backward(Tensor grad, Tensor input, int dim, Tensor output) -> Tensor` */
  cumprodBackward(grad: Tensor, input: Tensor, dim: Int, output: Tensor): Tensor
  /** `cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  cumsum(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor
  cumsum(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor
  /** `cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` */
  cumsum_(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor
  /** `cumulative_trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor`, `cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` */
  cumulativeTrapezoid(y: Tensor, options?: { dx?: Scalar; dim?: Int }): Tensor
  cumulativeTrapezoid(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor
  /** `data(Tensor self) -> Tensor` */
  data(self: Tensor): Tensor
  /** `deg2rad(Tensor self) -> Tensor` */
  deg2rad(self: Tensor): Tensor
  deg2rad(self: Tensor, options: { out: Tensor }): Tensor
  /** `deg2rad_(Tensor(a!) self) -> Tensor(a!)` */
  deg2rad_(self: Tensor): Tensor
  /** `dense_dim(Tensor self) -> int` */
  denseDim(self: Tensor): number
  /** `dequantize.self(Tensor self) -> Tensor`, `dequantize.tensors(Tensor[] tensors) -> Tensor[]` */
  dequantize(self: Tensor): Tensor
  dequantize(self: Tensor, options: { out: Tensor }): Tensor
  dequantize(tensors: TensorList): Tensor[]
  dequantize(tensors: TensorList, options: { out: TensorList }): void
  /** `det(Tensor self) -> Tensor` */
  det(self: Tensor): Tensor
  /** `detach(Tensor(a) self) -> Tensor(a)` */
  detach(self: Tensor): Tensor
  /** `detach_(Tensor(a!) self) -> Tensor(a!)` */
  detach_(self: Tensor): Tensor
  /** `detach_copy(Tensor self) -> Tensor` */
  detachCopy(self: Tensor): Tensor
  detachCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `diag(Tensor self, int diagonal=0) -> Tensor` */
  diag(self: Tensor, options?: { diagonal?: Int }): Tensor
  diag(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor
  /** `diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor` */
  diagEmbed(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  diagEmbed(self: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor
  /** `diagflat(Tensor self, int offset=0) -> Tensor` */
  diagflat(self: Tensor, options?: { offset?: Int }): Tensor
  /** `diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)` */
  diagonal(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  /** `diagonal_backward(Tensor grad_output, SymInt[] input_sizes, int offset, int dim1, int dim2) -> Tensor` */
  diagonalBackward(gradOutput: Tensor, inputSizes: IntList, offset: Int, dim1: Int, dim2: Int): Tensor
  diagonalBackward(gradOutput: Tensor, inputSizes: IntList, offset: Int, dim1: Int, dim2: Int, options: { out: Tensor }): Tensor
  /** `diagonal_copy(Tensor self, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
  diagonalCopy(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  diagonalCopy(self: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor
  /** `diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
  diagonalScatter(self: Tensor, src: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  diagonalScatter(self: Tensor, src: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor
  /** `diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor` */
  diff(self: Tensor, options?: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null }): Tensor
  diff(self: Tensor, options: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null; out: Tensor }): Tensor
  /** `digamma(Tensor self) -> Tensor` */
  digamma(self: Tensor): Tensor
  digamma(self: Tensor, options: { out: Tensor }): Tensor
  /** `digamma_(Tensor(a!) self) -> Tensor(a!)` */
  digamma_(self: Tensor): Tensor
  /** `dim(Tensor self) -> int` */
  dim(self: Tensor): number
  /** `dist(Tensor self, Tensor other, Scalar p=2) -> Tensor` */
  dist(self: Tensor, other: Tensor, options?: { p?: Scalar }): Tensor
  dist(self: Tensor, other: Tensor, options: { p?: Scalar; out: Tensor }): Tensor
  /** `div.Tensor(Tensor self, Tensor other) -> Tensor`, `div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`, `div.Scalar(Tensor self, Scalar other) -> Tensor`, `div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` */
  div(self: Tensor, other: Tensor): Tensor
  div(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor
  div(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  div(self: Tensor, other: Tensor, options: { roundingMode: string | null; out: Tensor }): Tensor
  div(self: Tensor, other: Scalar): Tensor
  div(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor
  div(self: Tensor, other: Scalar, options: { roundingMode: string | null; out: Tensor }): Tensor
  div(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`, `div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`, `div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` */
  div_(self: Tensor, other: Tensor): Tensor
  div_(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor
  div_(self: Tensor, other: Scalar): Tensor
  div_(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor
  /** `divide.Tensor(Tensor self, Tensor other) -> Tensor`, `divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`, `divide.Scalar(Tensor self, Scalar other) -> Tensor`, `divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` */
  divide(self: Tensor, other: Tensor): Tensor
  divide(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor
  divide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  divide(self: Tensor, other: Tensor, options: { roundingMode: string | null; out: Tensor }): Tensor
  divide(self: Tensor, other: Scalar): Tensor
  divide(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor
  /** `divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`, `divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`, `divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` */
  divide_(self: Tensor, other: Tensor): Tensor
  divide_(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor
  divide_(self: Tensor, other: Scalar): Tensor
  divide_(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor
  /** `dot(Tensor self, Tensor tensor) -> Tensor` */
  dot(self: Tensor, tensor: Tensor): Tensor
  dot(self: Tensor, tensor: Tensor, options: { out: Tensor }): Tensor
  /** `dropout(Tensor input, float p, bool train) -> Tensor` */
  dropout(input: Tensor, p: number, train: boolean): Tensor
  /** `dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  dropout_(self: Tensor, p: number, train: boolean): Tensor
  /** `dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`, `dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  dsplit(self: Tensor, sections: Int): Tensor[]
  dsplit(self: Tensor, indices: IntList): Tensor[]
  /** `dstack(Tensor[] tensors) -> Tensor` */
  dstack(tensors: TensorList): Tensor
  dstack(tensors: TensorList, options: { out: Tensor }): Tensor
  /** `einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor` */
  einsum(equation: string, tensors: TensorList, options?: { path?: IntList | null }): Tensor
  /** `elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor` */
  elu(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor
  elu(self: Tensor, options: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar; out: Tensor }): Tensor
  /** `elu_(Tensor(a!) self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor(a!)` */
  elu_(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor
  /** `elu_backward(Tensor grad_output, Scalar alpha, Scalar scale, Scalar input_scale, bool is_result, Tensor self_or_result) -> Tensor` */
  eluBackward(gradOutput: Tensor, alpha: Scalar, scale: Scalar, inputScale: Scalar, isResult: boolean, selfOrResult: Tensor): Tensor
  eluBackward(gradOutput: Tensor, alpha: Scalar, scale: Scalar, inputScale: Scalar, isResult: boolean, selfOrResult: Tensor, options: { out: Tensor }): Tensor
  /** `embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor` */
  embedding(weight: Tensor, indices: Tensor, options?: { paddingIdx?: Int; scaleGradByFreq?: boolean; sparse?: boolean }): Tensor
  embedding(weight: Tensor, indices: Tensor, options: { paddingIdx?: Int; scaleGradByFreq?: boolean; sparse?: boolean; out: Tensor }): Tensor
  /** `embedding_backward(Tensor grad, Tensor indices, SymInt num_weights, SymInt padding_idx, bool scale_grad_by_freq, bool sparse) -> Tensor` */
  embeddingBackward(grad: Tensor, indices: Tensor, numWeights: Int, paddingIdx: Int, scaleGradByFreq: boolean, sparse: boolean): Tensor
  /** `embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) -> (Tensor, Tensor, Tensor, Tensor)`, `embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` */
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, options?: { scaleGradByFreq?: boolean; mode?: Int; sparse?: boolean; perSampleWeights?: Tensor | null; includeLastOffset?: boolean }): [Tensor, Tensor, Tensor, Tensor]
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq: boolean, mode: Int, sparse: boolean, perSampleWeights: Tensor | null, includeLastOffset: boolean, paddingIdx: Int | null): [Tensor, Tensor, Tensor, Tensor]
  /** `embedding_dense_backward(Tensor grad_output, Tensor indices, SymInt num_weights, SymInt padding_idx, bool scale_grad_by_freq) -> Tensor` */
  embeddingDenseBackward(gradOutput: Tensor, indices: Tensor, numWeights: Int, paddingIdx: Int, scaleGradByFreq: boolean): Tensor
  embeddingDenseBackward(gradOutput: Tensor, indices: Tensor, numWeights: Int, paddingIdx: Int, scaleGradByFreq: boolean, options: { out: Tensor }): Tensor
  /** `embedding_renorm(Tensor self, Tensor indices, float max_norm, float norm_type) -> Tensor` */
  embeddingRenorm(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor
  embeddingRenorm(self: Tensor, indices: Tensor, maxNorm: number, normType: number, options: { out: Tensor }): Tensor
  /** `embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
  embeddingRenorm_(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor
  /** `embedding_sparse_backward(Tensor grad, Tensor indices, int num_weights, int padding_idx, bool scale_grad_by_freq) -> Tensor` */
  embeddingSparseBackward(grad: Tensor, indices: Tensor, numWeights: Int, paddingIdx: Int, scaleGradByFreq: boolean): Tensor
  /** `empty.memory_format(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  empty(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  empty(size: IntList, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  emptyLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  emptyLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `empty_permuted(SymInt[] size, int[] physical_layout, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  emptyPermuted(size: IntList, physicalLayout: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  emptyPermuted(size: IntList, physicalLayout: IntList, options: { out: Tensor }): Tensor
  /** `empty_quantized(int[] size, Tensor qtensor, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  emptyQuantized(size: IntList, qtensor: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  emptyQuantized(size: IntList, qtensor: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `empty_strided(SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  emptyStrided(size: IntList, stride: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  emptyStrided(size: IntList, stride: IntList, options: { out: Tensor }): Tensor
  /** `eq.Tensor(Tensor self, Tensor other) -> Tensor`, `eq.Scalar(Tensor self, Scalar other) -> Tensor` */
  eq(self: Tensor, other: Tensor): Tensor
  eq(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  eq(self: Tensor, other: Scalar): Tensor
  eq(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  eq_(self: Tensor, other: Tensor): Tensor
  eq_(self: Tensor, other: Scalar): Tensor
  /** `equal(Tensor self, Tensor other) -> bool` */
  equal(self: Tensor, other: Tensor): boolean
  /** `erf(Tensor self) -> Tensor` */
  erf(self: Tensor): Tensor
  erf(self: Tensor, options: { out: Tensor }): Tensor
  /** `erf_(Tensor(a!) self) -> Tensor(a!)` */
  erf_(self: Tensor): Tensor
  /** `erfc(Tensor self) -> Tensor` */
  erfc(self: Tensor): Tensor
  erfc(self: Tensor, options: { out: Tensor }): Tensor
  /** `erfc_(Tensor(a!) self) -> Tensor(a!)` */
  erfc_(self: Tensor): Tensor
  /** `erfinv(Tensor self) -> Tensor` */
  erfinv(self: Tensor): Tensor
  erfinv(self: Tensor, options: { out: Tensor }): Tensor
  /** `erfinv_(Tensor(a!) self) -> Tensor(a!)` */
  erfinv_(self: Tensor): Tensor
  /** `exp(Tensor self) -> Tensor` */
  exp(self: Tensor): Tensor
  exp(self: Tensor, options: { out: Tensor }): Tensor
  /** `exp2(Tensor self) -> Tensor` */
  exp2(self: Tensor): Tensor
  exp2(self: Tensor, options: { out: Tensor }): Tensor
  /** `exp2_(Tensor(a!) self) -> Tensor(a!)` */
  exp2_(self: Tensor): Tensor
  /** `exp_(Tensor(a!) self) -> Tensor(a!)` */
  exp_(self: Tensor): Tensor
  /** `expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` */
  expand(self: Tensor, size: IntList, options?: { implicit?: boolean }): Tensor
  /** `expand_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  expandAs(self: Tensor, other: Tensor): Tensor
  /** `expand_copy(Tensor self, SymInt[] size, *, bool implicit=False) -> Tensor` */
  expandCopy(self: Tensor, size: IntList, options?: { implicit?: boolean }): Tensor
  expandCopy(self: Tensor, size: IntList, options: { implicit?: boolean; out: Tensor }): Tensor
  /** `expm1(Tensor self) -> Tensor` */
  expm1(self: Tensor): Tensor
  expm1(self: Tensor, options: { out: Tensor }): Tensor
  /** `expm1_(Tensor(a!) self) -> Tensor(a!)` */
  expm1_(self: Tensor): Tensor
  /** `exponential(Tensor self, float lambd=1., *, Generator? generator=None) -> Tensor` */
  exponential(self: Tensor, options?: { lambd?: number; generator?: Generator | null }): Tensor
  exponential(self: Tensor, options: { lambd?: number; generator?: Generator | null; out: Tensor }): Tensor
  /** `exponential_(Tensor(a!) self, float lambd=1., *, Generator? generator=None) -> Tensor(a!)` */
  exponential_(self: Tensor, options?: { lambd?: number; generator?: Generator | null }): Tensor
  /** `eye(SymInt n, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `eye.m(SymInt n, SymInt m, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  eye(n: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  eye(n: Int, options: { out: Tensor }): Tensor
  eye(n: Int, m: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  eye(n: Int, m: Int, options: { out: Tensor }): Tensor
  /** `fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` */
  fakeQuantizePerChannelAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): Tensor
  /** `fake_quantize_per_channel_affine_cachemask(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  fakeQuantizePerChannelAffineCachemask(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor]
  fakeQuantizePerChannelAffineCachemask(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `fake_quantize_per_channel_affine_cachemask_backward(Tensor grad, Tensor mask) -> Tensor` */
  fakeQuantizePerChannelAffineCachemaskBackward(grad: Tensor, mask: Tensor): Tensor
  /** `fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor`, `fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor` */
  fakeQuantizePerTensorAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int): Tensor
  fakeQuantizePerTensorAffine(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): Tensor
  /** `fake_quantize_per_tensor_affine_cachemask(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  fakeQuantizePerTensorAffineCachemask(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor]
  fakeQuantizePerTensorAffineCachemask(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `fake_quantize_per_tensor_affine_cachemask_backward(Tensor grad, Tensor mask) -> Tensor` */
  fakeQuantizePerTensorAffineCachemaskBackward(grad: Tensor, mask: Tensor): Tensor
  /** `fbgemm_linear_fp16_weight(Tensor input, Tensor packed_weight, Tensor bias) -> Tensor`, `fbgemm_linear_fp16_weight.out(Tensor input, Tensor packed_weight, Tensor bias, Tensor(a!) output) -> Tensor` */
  fbgemmLinearFp16Weight(input: Tensor, packedWeight: Tensor, bias: Tensor): Tensor
  fbgemmLinearFp16Weight(input: Tensor, packedWeight: Tensor, bias: Tensor, output: Tensor): Tensor
  /** `fbgemm_linear_fp16_weight_fp32_activation(Tensor input, Tensor packed_weight, Tensor? bias) -> Tensor`, `fbgemm_linear_fp16_weight_fp32_activation.out(Tensor input, Tensor packed_weight, Tensor? bias, Tensor(a!) output) -> Tensor` */
  fbgemmLinearFp16WeightFp32Activation(input: Tensor, packedWeight: Tensor, bias: Tensor | null): Tensor
  fbgemmLinearFp16WeightFp32Activation(input: Tensor, packedWeight: Tensor, bias: Tensor | null, output: Tensor): Tensor
  /** `fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemmLinearInt8Weight(input: Tensor, weight: Tensor, packed: Tensor, colOffsets: Tensor, weightScale: Scalar, weightZeroPoint: Scalar, bias: Tensor): Tensor
  /** `fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemmLinearInt8WeightFp32Activation(input: Tensor, weight: Tensor, packed: Tensor, colOffsets: Tensor, weightScale: Scalar, weightZeroPoint: Scalar, bias: Tensor): Tensor
  /** `fbgemm_linear_quantize_weight(Tensor input) -> (Tensor, Tensor, float, int)` */
  fbgemmLinearQuantizeWeight(input: Tensor): [Tensor, Tensor, number, number]
  /** `fbgemm_pack_gemm_matrix_fp16(Tensor input) -> Tensor` */
  fbgemmPackGemmMatrixFp16(input: Tensor): Tensor
  /** `fbgemm_pack_quantized_matrix(Tensor input) -> Tensor`, `fbgemm_pack_quantized_matrix.KN(Tensor input, int K, int N) -> Tensor` */
  fbgemmPackQuantizedMatrix(input: Tensor): Tensor
  fbgemmPackQuantizedMatrix(input: Tensor, K: Int, N: Int): Tensor
  /** `feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  featureAlphaDropout(input: Tensor, p: number, train: boolean): Tensor
  /** `feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  featureAlphaDropout_(self: Tensor, p: number, train: boolean): Tensor
  /** `feature_dropout(Tensor input, float p, bool train) -> Tensor` */
  featureDropout(input: Tensor, p: number, train: boolean): Tensor
  /** `feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  featureDropout_(self: Tensor, p: number, train: boolean): Tensor
  /** `fft_fft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftFft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftFft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor
  /** `fft_fft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftFft2(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftFft2(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null; out: Tensor }): Tensor
  /** `fft_fftfreq(int n, float d=1., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  fftFftfreq(n: Int, options?: { d?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  fftFftfreq(n: Int, options: { d?: number; out: Tensor }): Tensor
  /** `fft_fftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftFftn(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftFftn(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null; out: Tensor }): Tensor
  /** `fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor` */
  fftFftshift(self: Tensor, options?: { dim?: IntOrList | null }): Tensor
  /** `fft_hfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftHfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftHfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor
  /** `fft_hfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftHfft2(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftHfft2(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null; out: Tensor }): Tensor
  /** `fft_hfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftHfftn(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftHfftn(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null; out: Tensor }): Tensor
  /** `fft_ifft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftIfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor
  /** `fft_ifft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIfft2(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftIfft2(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null; out: Tensor }): Tensor
  /** `fft_ifftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIfftn(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftIfftn(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null; out: Tensor }): Tensor
  /** `fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor` */
  fftIfftshift(self: Tensor, options?: { dim?: IntOrList | null }): Tensor
  /** `fft_ihfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIhfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftIhfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor
  /** `fft_ihfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIhfft2(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftIhfft2(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null; out: Tensor }): Tensor
  /** `fft_ihfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIhfftn(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftIhfftn(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null; out: Tensor }): Tensor
  /** `fft_irfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIrfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftIrfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor
  /** `fft_irfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIrfft2(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftIrfft2(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null; out: Tensor }): Tensor
  /** `fft_irfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIrfftn(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftIrfftn(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null; out: Tensor }): Tensor
  /** `fft_rfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftRfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftRfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor
  /** `fft_rfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftRfft2(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftRfft2(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null; out: Tensor }): Tensor
  /** `fft_rfftfreq(int n, float d=1., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  fftRfftfreq(n: Int, options?: { d?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  fftRfftfreq(n: Int, options: { d?: number; out: Tensor }): Tensor
  /** `fft_rfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftRfftn(self: Tensor, options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftRfftn(self: Tensor, options: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null; out: Tensor }): Tensor
  /** `fill.Tensor(Tensor self, Tensor value) -> Tensor`, `fill.Scalar(Tensor self, Scalar value) -> Tensor` */
  fill(self: Tensor, value: Tensor): Tensor
  fill(self: Tensor, value: Tensor, options: { out: Tensor }): Tensor
  fill(self: Tensor, value: Scalar): Tensor
  fill(self: Tensor, value: Scalar, options: { out: Tensor }): Tensor
  /** `fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)`, `fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)` */
  fill_(self: Tensor, value: Tensor): Tensor
  fill_(self: Tensor, value: Scalar): Tensor
  /** `fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)` */
  fillDiagonal_(self: Tensor, fillValue: Scalar, options?: { wrap?: boolean }): Tensor
  /** `fix(Tensor self) -> Tensor` */
  fix(self: Tensor): Tensor
  fix(self: Tensor, options: { out: Tensor }): Tensor
  /** `fix_(Tensor(a!) self) -> Tensor(a!)` */
  fix_(self: Tensor): Tensor
  /** `flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)` */
  flatten(self: Tensor, options?: { startDim?: Int; endDim?: Int }): Tensor
  /** `flatten_dense_tensors(Tensor[] tensors) -> Tensor` */
  flattenDenseTensors(tensors: TensorList): Tensor
  /** `flip(Tensor self, int[] dims) -> Tensor` */
  flip(self: Tensor, dims: IntList): Tensor
  flip(self: Tensor, dims: IntList, options: { out: Tensor }): Tensor
  /** `fliplr(Tensor self) -> Tensor` */
  fliplr(self: Tensor): Tensor
  /** `flipud(Tensor self) -> Tensor` */
  flipud(self: Tensor): Tensor
  /** `float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`, `float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`, `float_power.Scalar(Scalar self, Tensor exponent) -> Tensor` */
  floatPower(self: Tensor, exponent: Tensor): Tensor
  floatPower(self: Tensor, exponent: Tensor, options: { out: Tensor }): Tensor
  floatPower(self: Tensor, exponent: Scalar): Tensor
  floatPower(self: Tensor, exponent: Scalar, options: { out: Tensor }): Tensor
  floatPower(self: Scalar, exponent: Tensor): Tensor
  floatPower(self: Scalar, exponent: Tensor, options: { out: Tensor }): Tensor
  /** `float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`, `float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` */
  floatPower_(self: Tensor, exponent: Tensor): Tensor
  floatPower_(self: Tensor, exponent: Scalar): Tensor
  /** `floor(Tensor self) -> Tensor` */
  floor(self: Tensor): Tensor
  floor(self: Tensor, options: { out: Tensor }): Tensor
  /** `floor_(Tensor(a!) self) -> Tensor(a!)` */
  floor_(self: Tensor): Tensor
  /** `floor_divide(Tensor self, Tensor other) -> Tensor`, `floor_divide.Scalar(Tensor self, Scalar other) -> Tensor` */
  floorDivide(self: Tensor, other: Tensor): Tensor
  floorDivide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  floorDivide(self: Tensor, other: Scalar): Tensor
  floorDivide(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  floorDivide_(self: Tensor, other: Tensor): Tensor
  floorDivide_(self: Tensor, other: Scalar): Tensor
  /** `fmax(Tensor self, Tensor other) -> Tensor` */
  fmax(self: Tensor, other: Tensor): Tensor
  fmax(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `fmin(Tensor self, Tensor other) -> Tensor` */
  fmin(self: Tensor, other: Tensor): Tensor
  fmin(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `fmod.Tensor(Tensor self, Tensor other) -> Tensor`, `fmod.Scalar(Tensor self, Scalar other) -> Tensor` */
  fmod(self: Tensor, other: Tensor): Tensor
  fmod(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  fmod(self: Tensor, other: Scalar): Tensor
  fmod(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  fmod_(self: Tensor, other: Tensor): Tensor
  fmod_(self: Tensor, other: Scalar): Tensor
  /** `frac(Tensor self) -> Tensor` */
  frac(self: Tensor): Tensor
  frac(self: Tensor, options: { out: Tensor }): Tensor
  /** `frac_(Tensor(a!) self) -> Tensor(a!)` */
  frac_(self: Tensor): Tensor
  /** `fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)` */
  fractionalMaxPool2d(self: Tensor, kernelSize: IntOrList, outputSize: IntOrList, randomSamples: Tensor): [Tensor, Tensor]
  fractionalMaxPool2d(self: Tensor, kernelSize: IntOrList, outputSize: IntOrList, randomSamples: Tensor, options: { out: readonly [output: Tensor, indices: Tensor] }): [Tensor, Tensor]
  /** `fractional_max_pool2d_backward(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] output_size, Tensor indices) -> Tensor` */
  fractionalMaxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, outputSize: IntOrList, indices: Tensor): Tensor
  fractionalMaxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, outputSize: IntOrList, indices: Tensor, options: { out: Tensor }): Tensor
  /** `fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)` */
  fractionalMaxPool3d(self: Tensor, kernelSize: IntOrList, outputSize: IntOrList, randomSamples: Tensor): [Tensor, Tensor]
  fractionalMaxPool3d(self: Tensor, kernelSize: IntOrList, outputSize: IntOrList, randomSamples: Tensor, options: { out: readonly [output: Tensor, indices: Tensor] }): [Tensor, Tensor]
  /** `fractional_max_pool3d_backward(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] output_size, Tensor indices) -> Tensor` */
  fractionalMaxPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, outputSize: IntOrList, indices: Tensor): Tensor
  fractionalMaxPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, outputSize: IntOrList, indices: Tensor, options: { out: Tensor }): Tensor
  /** `frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)` */
  frexp(self: Tensor): [mantissa: Tensor, exponent: Tensor]
  frexp(self: Tensor, options: { out: readonly [mantissa: Tensor, exponent: Tensor] }): [mantissa: Tensor, exponent: Tensor]
  /** `frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  frobeniusNorm(self: Tensor, dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  frobeniusNorm(self: Tensor, dim: IntOrList, options: { keepdim?: boolean; out: Tensor }): Tensor
  /** `from_file(str filename, bool? shared=None, int? size=0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  fromFile(filename: string, options?: { shared?: boolean | null; size?: Int | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  fromFile(filename: string, options: { shared?: boolean | null; size?: Int | null; out: Tensor }): Tensor
  /** `full(SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  full(size: IntList, fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  full(size: IntList, fillValue: Scalar, options: { out: Tensor }): Tensor
  /** `full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  fullLike(self: Tensor, fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  fullLike(self: Tensor, fillValue: Scalar, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fusedMovingAvgObsFakeQuant(self: Tensor, observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: Int, quantMax: Int, chAxis: Int, options?: { perRowFakeQuant?: boolean; symmetricQuant?: boolean }): Tensor
  /** `gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` */
  gather(self: Tensor, dim: Int, index: Tensor, options?: { sparseGrad?: boolean }): Tensor
  gather(self: Tensor, dim: Int, index: Tensor, options: { sparseGrad?: boolean; out: Tensor }): Tensor
  /** `gather_backward(Tensor grad, Tensor self, int dim, Tensor index, bool sparse_grad) -> Tensor` */
  gatherBackward(grad: Tensor, self: Tensor, dim: Int, index: Tensor, sparseGrad: boolean): Tensor
  /** `gcd(Tensor self, Tensor other) -> Tensor` */
  gcd(self: Tensor, other: Tensor): Tensor
  gcd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  gcd_(self: Tensor, other: Tensor): Tensor
  /** `ge.Tensor(Tensor self, Tensor other) -> Tensor`, `ge.Scalar(Tensor self, Scalar other) -> Tensor` */
  ge(self: Tensor, other: Tensor): Tensor
  ge(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  ge(self: Tensor, other: Scalar): Tensor
  ge(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  ge_(self: Tensor, other: Tensor): Tensor
  ge_(self: Tensor, other: Scalar): Tensor
  /** `gelu(Tensor self, *, str approximate="none") -> Tensor` */
  gelu(self: Tensor, options?: { approximate?: string }): Tensor
  gelu(self: Tensor, options: { approximate?: string; out: Tensor }): Tensor
  /** `gelu_(Tensor(a!) self, *, str approximate="none") -> Tensor(a!)` */
  gelu_(self: Tensor, options?: { approximate?: string }): Tensor
  /** `gelu_backward(Tensor grad_output, Tensor self, *, str approximate="none") -> Tensor` */
  geluBackward(gradOutput: Tensor, self: Tensor, options?: { approximate?: string }): Tensor
  geluBackward(gradOutput: Tensor, self: Tensor, options: { approximate?: string; out: Tensor }): Tensor
  /** `geometric(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
  geometric(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor
  geometric(self: Tensor, p: number, options: { generator?: Generator | null; out: Tensor }): Tensor
  /** `geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)` */
  geometric_(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor
  /** `geqrf(Tensor self) -> (Tensor a, Tensor tau)` */
  geqrf(self: Tensor): [a: Tensor, tau: Tensor]
  geqrf(self: Tensor, options: { out: readonly [a: Tensor, tau: Tensor] }): [a: Tensor, tau: Tensor]
  /** `ger(Tensor self, Tensor vec2) -> Tensor` */
  ger(self: Tensor, vec2: Tensor): Tensor
  ger(self: Tensor, vec2: Tensor, options: { out: Tensor }): Tensor
  /** `get_device(Tensor self) -> int` */
  getDevice(self: Tensor): number
  /** `get_gradients(int context_id) -> Dict(Tensor, Tensor)` */
  getGradients(contextId: Int): unknown
  /** `glu(Tensor self, int dim=-1) -> Tensor` */
  glu(self: Tensor, options?: { dim?: Int }): Tensor
  glu(self: Tensor, options: { dim?: Int; out: Tensor }): Tensor
  /** `glu_backward(Tensor grad_output, Tensor self, int dim) -> Tensor` */
  gluBackward(gradOutput: Tensor, self: Tensor, dim: Int): Tensor
  gluBackward(gradOutput: Tensor, self: Tensor, dim: Int, options: { out: Tensor }): Tensor
  /** `glu_backward_jvp(Tensor grad_x, Tensor grad_glu, Tensor x, Tensor dgrad_glu, Tensor dx, int dim) -> Tensor` */
  gluBackwardJvp(gradX: Tensor, gradGlu: Tensor, x: Tensor, dgradGlu: Tensor, dx: Tensor, dim: Int): Tensor
  gluBackwardJvp(gradX: Tensor, gradGlu: Tensor, x: Tensor, dgradGlu: Tensor, dx: Tensor, dim: Int, options: { out: Tensor }): Tensor
  /** `glu_jvp(Tensor glu, Tensor x, Tensor dx, int dim) -> Tensor` */
  gluJvp(glu: Tensor, x: Tensor, dx: Tensor, dim: Int): Tensor
  gluJvp(glu: Tensor, x: Tensor, dx: Tensor, dim: Int, options: { out: Tensor }): Tensor
  /** `gradient.array(Tensor self, *, int[] dim, int edge_order=1) -> Tensor[]`, `gradient.scalararray(Tensor self, *, Scalar spacing, int[] dim, int edge_order=1) -> Tensor[]`, `gradient.scalarint(Tensor self, *, Scalar? spacing=None, int? dim=None, int edge_order=1) -> Tensor[]`, `gradient.scalarrayarray(Tensor self, *, Scalar[] spacing, int[] dim, int edge_order=1) -> Tensor[]`, `gradient.scalarrayint(Tensor self, *, Scalar[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`, `gradient.tensorarray(Tensor self, *, Tensor[] spacing, int[] dim, int edge_order=1) -> Tensor[]`, `gradient.tensorarrayint(Tensor self, *, Tensor[] spacing, int? dim=None, int edge_order=1) -> Tensor[]` */
  gradient(self: Tensor, options: { dim: IntList; edgeOrder?: Int }): Tensor[]
  gradient(self: Tensor, options: { spacing: Scalar; dim: IntList; edgeOrder?: Int }): Tensor[]
  gradient(self: Tensor, options?: { spacing?: Scalar | null; dim?: Int | null; edgeOrder?: Int }): Tensor[]
  gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim: IntList; edgeOrder?: Int }): Tensor[]
  gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim?: Int | null; edgeOrder?: Int }): Tensor[]
  gradient(self: Tensor, options: { spacing: TensorList; dim: IntList; edgeOrder?: Int }): Tensor[]
  gradient(self: Tensor, options: { spacing: TensorList; dim?: Int | null; edgeOrder?: Int }): Tensor[]
  /** `greater.Tensor(Tensor self, Tensor other) -> Tensor`, `greater.Scalar(Tensor self, Scalar other) -> Tensor` */
  greater(self: Tensor, other: Tensor): Tensor
  greater(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  greater(self: Tensor, other: Scalar): Tensor
  greater(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  greater_(self: Tensor, other: Tensor): Tensor
  greater_(self: Tensor, other: Scalar): Tensor
  /** `greater_equal.Tensor(Tensor self, Tensor other) -> Tensor`, `greater_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  greaterEqual(self: Tensor, other: Tensor): Tensor
  greaterEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  greaterEqual(self: Tensor, other: Scalar): Tensor
  greaterEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  greaterEqual_(self: Tensor, other: Tensor): Tensor
  greaterEqual_(self: Tensor, other: Scalar): Tensor
  /** `grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  gridSampler(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean): Tensor
  /** `grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  gridSampler2d(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean): Tensor
  gridSampler2d(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean, options: { out: Tensor }): Tensor
  /** `grid_sampler_2d_backward(Tensor grad_output, Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, bool[2] output_mask) -> (Tensor, Tensor)` */
  gridSampler2dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean, outputMask: boolean | readonly boolean[]): [Tensor, Tensor]
  gridSampler2dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  gridSampler3d(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean): Tensor
  gridSampler3d(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean, options: { out: Tensor }): Tensor
  /** `grid_sampler_3d_backward(Tensor grad_output, Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, bool[2] output_mask) -> (Tensor, Tensor)` */
  gridSampler3dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean, outputMask: boolean | readonly boolean[]): [Tensor, Tensor]
  gridSampler3dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enabled=True) -> Tensor` */
  groupNorm(input: Tensor, numGroups: Int, options?: { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnabled?: boolean }): Tensor
  /** `gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`, `gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor]
  gru(input: Tensor, hx: Tensor, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor]
  /** `gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  gruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor
  /** `gt.Tensor(Tensor self, Tensor other) -> Tensor`, `gt.Scalar(Tensor self, Scalar other) -> Tensor` */
  gt(self: Tensor, other: Tensor): Tensor
  gt(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  gt(self: Tensor, other: Scalar): Tensor
  gt(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  gt_(self: Tensor, other: Tensor): Tensor
  gt_(self: Tensor, other: Scalar): Tensor
  /** `hamming_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `hamming_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `hamming_window.periodic_alpha(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  hammingWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  hammingWindow(windowLength: Int, options: { out: Tensor }): Tensor
  hammingWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  hammingWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, options: { out: Tensor }): Tensor
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, beta: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, beta: number, options: { out: Tensor }): Tensor
  /** `hann_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `hann_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  hannWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  hannWindow(windowLength: Int, options: { out: Tensor }): Tensor
  hannWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  hannWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor
  /** `hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor` */
  hardshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor
  hardshrink(self: Tensor, options: { lambd?: Scalar; out: Tensor }): Tensor
  /** `hardshrink_backward(Tensor grad_out, Tensor self, Scalar lambd) -> Tensor` */
  hardshrinkBackward(gradOut: Tensor, self: Tensor, lambd: Scalar): Tensor
  hardshrinkBackward(gradOut: Tensor, self: Tensor, lambd: Scalar, options: { out: Tensor }): Tensor
  /** `hardsigmoid(Tensor self) -> Tensor` */
  hardsigmoid(self: Tensor): Tensor
  hardsigmoid(self: Tensor, options: { out: Tensor }): Tensor
  /** `hardsigmoid_(Tensor(a!) self) -> Tensor(a!)` */
  hardsigmoid_(self: Tensor): Tensor
  /** `hardsigmoid_backward(Tensor grad_output, Tensor self) -> Tensor` */
  hardsigmoidBackward(gradOutput: Tensor, self: Tensor): Tensor
  hardsigmoidBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor
  /** `hardswish(Tensor self) -> Tensor` */
  hardswish(self: Tensor): Tensor
  hardswish(self: Tensor, options: { out: Tensor }): Tensor
  /** `hardswish_(Tensor(a!) self) -> Tensor(a!)` */
  hardswish_(self: Tensor): Tensor
  /** `hardswish_backward(Tensor grad_output, Tensor self) -> Tensor` */
  hardswishBackward(gradOutput: Tensor, self: Tensor): Tensor
  hardswishBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor
  /** `hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor` */
  hardtanh(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor
  hardtanh(self: Tensor, options: { minVal?: Scalar; maxVal?: Scalar; out: Tensor }): Tensor
  /** `hardtanh_(Tensor(a!) self, Scalar min_val=-1, Scalar max_val=1) -> Tensor(a!)` */
  hardtanh_(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor
  /** `hardtanh_backward(Tensor grad_output, Tensor self, Scalar min_val, Scalar max_val) -> Tensor` */
  hardtanhBackward(gradOutput: Tensor, self: Tensor, minVal: Scalar, maxVal: Scalar): Tensor
  hardtanhBackward(gradOutput: Tensor, self: Tensor, minVal: Scalar, maxVal: Scalar, options: { out: Tensor }): Tensor
  /** `hash_tensor(Tensor self, int[1] dim=[], *, bool keepdim=False, int mode=0) -> Tensor` */
  hashTensor(self: Tensor, options?: { dim?: IntOrList; keepdim?: boolean; mode?: Int }): Tensor
  hashTensor(self: Tensor, options: { dim?: IntOrList; keepdim?: boolean; mode?: Int; out: Tensor }): Tensor
  /** `heaviside(Tensor self, Tensor values) -> Tensor` */
  heaviside(self: Tensor, values: Tensor): Tensor
  heaviside(self: Tensor, values: Tensor, options: { out: Tensor }): Tensor
  /** `heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)` */
  heaviside_(self: Tensor, values: Tensor): Tensor
  /** `hinge_embedding_loss(Tensor self, Tensor target, float margin=1., int reduction=1) -> Tensor` */
  hingeEmbeddingLoss(self: Tensor, target: Tensor, options?: { margin?: number; reduction?: Int }): Tensor
  /** `histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor` */
  histc(self: Tensor, options?: { bins?: Int; min?: Scalar; max?: Scalar }): Tensor
  histc(self: Tensor, options: { bins?: Int; min?: Scalar; max?: Scalar; out: Tensor }): Tensor
  /** `histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`, `histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` */
  histogram(self: Tensor, options?: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor]
  histogram(self: Tensor, options: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean; out: readonly [hist: Tensor, binEdges: Tensor] }): [hist: Tensor, binEdges: Tensor]
  histogram(self: Tensor, bins: Tensor, options?: { weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor]
  histogram(self: Tensor, bins: Tensor, options: { weight?: Tensor | null; density?: boolean; out: readonly [hist: Tensor, binEdges: Tensor] }): [hist: Tensor, binEdges: Tensor]
  /** `histogramdd.TensorList_bins(Tensor self, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)`, `histogramdd.int_bins(Tensor self, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)`, `histogramdd(Tensor self, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` */
  histogramdd(self: Tensor, bins: TensorList, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]]
  histogramdd(self: Tensor, bins: Int, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]]
  histogramdd(self: Tensor, bins: IntList, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]]
  /** `hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`, `hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  hsplit(self: Tensor, sections: Int): Tensor[]
  hsplit(self: Tensor, indices: IntList): Tensor[]
  /** `hspmm(Tensor mat1, Tensor mat2) -> Tensor` */
  hspmm(mat1: Tensor, mat2: Tensor): Tensor
  hspmm(mat1: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor
  /** `hstack(Tensor[] tensors) -> Tensor` */
  hstack(tensors: TensorList): Tensor
  hstack(tensors: TensorList, options: { out: Tensor }): Tensor
  /** `huber_loss(Tensor self, Tensor target, int reduction=1, float delta=1.) -> Tensor` */
  huberLoss(self: Tensor, target: Tensor, options?: { reduction?: Int; delta?: number }): Tensor
  huberLoss(self: Tensor, target: Tensor, options: { reduction?: Int; delta?: number; out: Tensor }): Tensor
  /** `huber_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction, float delta) -> Tensor` */
  huberLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int, delta: number): Tensor
  huberLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int, delta: number, options: { out: Tensor }): Tensor
  /** `hypot(Tensor self, Tensor other) -> Tensor` */
  hypot(self: Tensor, other: Tensor): Tensor
  hypot(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  hypot_(self: Tensor, other: Tensor): Tensor
  /** `i0(Tensor self) -> Tensor` */
  i0(self: Tensor): Tensor
  i0(self: Tensor, options: { out: Tensor }): Tensor
  /** `i0_(Tensor(a!) self) -> Tensor(a!)` */
  i0_(self: Tensor): Tensor
  /** `igamma(Tensor self, Tensor other) -> Tensor` */
  igamma(self: Tensor, other: Tensor): Tensor
  igamma(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  igamma_(self: Tensor, other: Tensor): Tensor
  /** `igammac(Tensor self, Tensor other) -> Tensor` */
  igammac(self: Tensor, other: Tensor): Tensor
  igammac(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  igammac_(self: Tensor, other: Tensor): Tensor
  /** `im2col(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
  im2col(self: Tensor, kernelSize: IntOrList, dilation: IntOrList, padding: IntOrList, stride: IntOrList): Tensor
  im2col(self: Tensor, kernelSize: IntOrList, dilation: IntOrList, padding: IntOrList, stride: IntOrList, options: { out: Tensor }): Tensor
  /** `imag(Tensor(a) self) -> Tensor(a)` */
  imag(self: Tensor): Tensor
  /** `index.Tensor(Tensor self, Tensor?[] indices) -> Tensor` */
  index(self: Tensor, indices: readonly (Tensor | null)[]): Tensor
  index(self: Tensor, indices: readonly (Tensor | null)[], options: { out: Tensor }): Tensor
  /** `index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` */
  indexAdd(self: Tensor, dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor
  indexAdd(self: Tensor, dim: Int, index: Tensor, source: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor
  /** `index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)` */
  indexAdd_(self: Tensor, dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor
  /** `index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` */
  indexCopy(self: Tensor, dim: Int, index: Tensor, source: Tensor): Tensor
  indexCopy(self: Tensor, dim: Int, index: Tensor, source: Tensor, options: { out: Tensor }): Tensor
  /** `index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)` */
  indexCopy_(self: Tensor, dim: Int, index: Tensor, source: Tensor): Tensor
  /** `index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor`, `index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` */
  indexFill(self: Tensor, dim: Int, index: Tensor, value: Tensor): Tensor
  indexFill(self: Tensor, dim: Int, index: Tensor, value: Tensor, options: { out: Tensor }): Tensor
  indexFill(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor
  indexFill(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { out: Tensor }): Tensor
  /** `index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)`, `index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` */
  indexFill_(self: Tensor, dim: Int, index: Tensor, value: Tensor): Tensor
  indexFill_(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor
  /** `index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
  indexPut(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor
  indexPut(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean; out: Tensor }): Tensor
  /** `index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)` */
  indexPut_(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor
  /** `index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` */
  indexReduce(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor
  indexReduce(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options: { includeSelf?: boolean; out: Tensor }): Tensor
  /** `index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)` */
  indexReduce_(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor
  /** `index_select(Tensor self, int dim, Tensor index) -> Tensor` */
  indexSelect(self: Tensor, dim: Int, index: Tensor): Tensor
  indexSelect(self: Tensor, dim: Int, index: Tensor, options: { out: Tensor }): Tensor
  /** `index_select_backward(Tensor grad, SymInt[] self_sizes, int dim, Tensor index) -> Tensor` */
  indexSelectBackward(grad: Tensor, selfSizes: IntList, dim: Int, index: Tensor): Tensor
  /** `indices(Tensor(a) self) -> Tensor(a)` */
  indices(self: Tensor): Tensor
  /** `indices_copy(Tensor self) -> Tensor` */
  indicesCopy(self: Tensor): Tensor
  indicesCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `infinitely_differentiable_gelu_backward(Tensor grad, Tensor self) -> Tensor` */
  infinitelyDifferentiableGeluBackward(grad: Tensor, self: Tensor): Tensor
  /** `inner(Tensor self, Tensor other) -> Tensor` */
  inner(self: Tensor, other: Tensor): Tensor
  inner(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instanceNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, useInputStats: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor
  /** `int_repr(Tensor self) -> Tensor` */
  intRepr(self: Tensor): Tensor
  intRepr(self: Tensor, options: { out: Tensor }): Tensor
  /** `inverse(Tensor self) -> Tensor` */
  inverse(self: Tensor): Tensor
  inverse(self: Tensor, options: { out: Tensor }): Tensor
  /** `is_coalesced(Tensor self) -> bool` */
  isCoalesced(self: Tensor): boolean
  /** `is_complex(Tensor self) -> bool` */
  isComplex(self: Tensor): boolean
  /** `is_conj(Tensor self) -> bool` */
  isConj(self: Tensor): boolean
  /** `is_contiguous(Tensor self) -> bool`, `is_contiguous.memory_format(Tensor self, MemoryFormat memory_format) -> bool` */
  isContiguous(self: Tensor): boolean
  isContiguous(self: Tensor, memoryFormat: MemoryFormat): boolean
  /** `is_distributed(Tensor self) -> bool` */
  isDistributed(self: Tensor): boolean
  /** `is_floating_point(Tensor self) -> bool` */
  isFloatingPoint(self: Tensor): boolean
  /** `is_inference(Tensor self) -> bool` */
  isInference(self: Tensor): boolean
  /** `is_leaf(Tensor self) -> bool` */
  isLeaf(self: Tensor): boolean
  /** `is_neg(Tensor self) -> bool` */
  isNeg(self: Tensor): boolean
  /** `is_nonzero(Tensor self) -> bool` */
  isNonzero(self: Tensor): boolean
  /** `is_pinned(Tensor self, Device? device=None) -> bool` */
  isPinned(self: Tensor, options?: { device?: Device | null }): boolean
  /** `is_same_size(Tensor self, Tensor other) -> bool` */
  isSameSize(self: Tensor, other: Tensor): boolean
  /** `is_set_to(Tensor self, Tensor tensor) -> bool` */
  isSetTo(self: Tensor, tensor: Tensor): boolean
  /** `is_signed(Tensor self) -> bool` */
  isSigned(self: Tensor): boolean
  /** `is_vulkan_available() -> bool` */
  isVulkanAvailable(): boolean
  /** `isclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> Tensor` */
  isclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor
  /** `isfinite(Tensor self) -> Tensor` */
  isfinite(self: Tensor): Tensor
  /** `isin.Tensor_Tensor(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor`, `isin.Tensor_Scalar(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False) -> Tensor`, `isin.Scalar_Tensor(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` */
  isin(elements: Tensor, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor
  isin(elements: Tensor, testElements: Tensor, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor
  isin(elements: Tensor, testElement: Scalar, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor
  isin(elements: Tensor, testElement: Scalar, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor
  isin(element: Scalar, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor
  isin(element: Scalar, testElements: Tensor, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor
  /** `isinf(Tensor self) -> Tensor` */
  isinf(self: Tensor): Tensor
  isinf(self: Tensor, options: { out: Tensor }): Tensor
  /** `isnan(Tensor self) -> Tensor` */
  isnan(self: Tensor): Tensor
  isnan(self: Tensor, options: { out: Tensor }): Tensor
  /** `isneginf(Tensor self) -> Tensor` */
  isneginf(self: Tensor): Tensor
  isneginf(self: Tensor, options: { out: Tensor }): Tensor
  /** `isposinf(Tensor self) -> Tensor` */
  isposinf(self: Tensor): Tensor
  isposinf(self: Tensor, options: { out: Tensor }): Tensor
  /** `isreal(Tensor self) -> Tensor` */
  isreal(self: Tensor): Tensor
  /** `istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor` */
  istft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: Int | null; returnComplex?: boolean }): Tensor
  /** `item(Tensor self) -> Scalar` */
  item(self: Tensor): Scalar
  /** `kaiser_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `kaiser_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `kaiser_window.beta(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  kaiserWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  kaiserWindow(windowLength: Int, options: { out: Tensor }): Tensor
  kaiserWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  kaiserWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor
  kaiserWindow(windowLength: Int, periodic: boolean, beta: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  kaiserWindow(windowLength: Int, periodic: boolean, beta: number, options: { out: Tensor }): Tensor
  /** `kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor` */
  klDiv(self: Tensor, target: Tensor, options?: { reduction?: Int; logTarget?: boolean }): Tensor
  /** `kron(Tensor self, Tensor other) -> Tensor` */
  kron(self: Tensor, other: Tensor): Tensor
  kron(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  kthvalue(self: Tensor, k: Int, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor]
  kthvalue(self: Tensor, k: Int, options: { dim?: Int; keepdim?: boolean; out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `l1_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  l1Loss(self: Tensor, target: Tensor, options?: { reduction?: Int }): Tensor
  /** `layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enable=True) -> Tensor` */
  layerNorm(input: Tensor, normalizedShape: IntList, options?: { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnable?: boolean }): Tensor
  /** `lcm(Tensor self, Tensor other) -> Tensor` */
  lcm(self: Tensor, other: Tensor): Tensor
  lcm(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lcm_(self: Tensor, other: Tensor): Tensor
  /** `ldexp.Tensor(Tensor self, Tensor other) -> Tensor` */
  ldexp(self: Tensor, other: Tensor): Tensor
  ldexp(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ldexp_(self: Tensor, other: Tensor): Tensor
  /** `le.Tensor(Tensor self, Tensor other) -> Tensor`, `le.Scalar(Tensor self, Scalar other) -> Tensor` */
  le(self: Tensor, other: Tensor): Tensor
  le(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  le(self: Tensor, other: Scalar): Tensor
  le(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  le_(self: Tensor, other: Tensor): Tensor
  le_(self: Tensor, other: Scalar): Tensor
  /** `leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor` */
  leakyRelu(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor
  leakyRelu(self: Tensor, options: { negativeSlope?: Scalar; out: Tensor }): Tensor
  /** `leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)` */
  leakyRelu_(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor
  /** `leaky_relu_backward(Tensor grad_output, Tensor self, Scalar negative_slope, bool self_is_result) -> Tensor` */
  leakyReluBackward(gradOutput: Tensor, self: Tensor, negativeSlope: Scalar, selfIsResult: boolean): Tensor
  leakyReluBackward(gradOutput: Tensor, self: Tensor, negativeSlope: Scalar, selfIsResult: boolean, options: { out: Tensor }): Tensor
  /** `lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor`, `lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` */
  lerp(self: Tensor, end: Tensor, weight: Tensor): Tensor
  lerp(self: Tensor, end: Tensor, weight: Tensor, options: { out: Tensor }): Tensor
  lerp(self: Tensor, end: Tensor, weight: Scalar): Tensor
  lerp(self: Tensor, end: Tensor, weight: Scalar, options: { out: Tensor }): Tensor
  /** `lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)`, `lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)` */
  lerp_(self: Tensor, end: Tensor, weight: Tensor): Tensor
  lerp_(self: Tensor, end: Tensor, weight: Scalar): Tensor
  /** `less.Tensor(Tensor self, Tensor other) -> Tensor`, `less.Scalar(Tensor self, Scalar other) -> Tensor` */
  less(self: Tensor, other: Tensor): Tensor
  less(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  less(self: Tensor, other: Scalar): Tensor
  less(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  less_(self: Tensor, other: Tensor): Tensor
  less_(self: Tensor, other: Scalar): Tensor
  /** `less_equal.Tensor(Tensor self, Tensor other) -> Tensor`, `less_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  lessEqual(self: Tensor, other: Tensor): Tensor
  lessEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  lessEqual(self: Tensor, other: Scalar): Tensor
  lessEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  lessEqual_(self: Tensor, other: Tensor): Tensor
  lessEqual_(self: Tensor, other: Scalar): Tensor
  /** `lgamma(Tensor self) -> Tensor` */
  lgamma(self: Tensor): Tensor
  lgamma(self: Tensor, options: { out: Tensor }): Tensor
  /** `lgamma_(Tensor(a!) self) -> Tensor(a!)` */
  lgamma_(self: Tensor): Tensor
  /** `lift(Tensor self) -> Tensor` */
  lift(self: Tensor): Tensor
  lift(self: Tensor, options: { out: Tensor }): Tensor
  /** `lift_fresh(Tensor(a) self) -> Tensor(a)` */
  liftFresh(self: Tensor): Tensor
  /** `lift_fresh_copy(Tensor self) -> Tensor` */
  liftFreshCopy(self: Tensor): Tensor
  liftFreshCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `linalg__powsum(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgPowsum(self: Tensor, options?: { ord?: Scalar; dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  /** `linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor` */
  linalgCholesky(self: Tensor, options?: { upper?: boolean }): Tensor
  linalgCholesky(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor
  /** `linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)` */
  linalgCholeskyEx(self: Tensor, options?: { upper?: boolean; checkErrors?: boolean }): [L: Tensor, info: Tensor]
  linalgCholeskyEx(self: Tensor, options: { upper?: boolean; checkErrors?: boolean; out: readonly [L: Tensor, info: Tensor] }): [L: Tensor, info: Tensor]
  /** `linalg_cond(Tensor self, Scalar? p=None) -> Tensor`, `linalg_cond.p_str(Tensor self, str p) -> Tensor` */
  linalgCond(self: Tensor, options?: { p?: Scalar | null }): Tensor
  linalgCond(self: Tensor, options: { p?: Scalar | null; out: Tensor }): Tensor
  linalgCond(self: Tensor, p: string): Tensor
  linalgCond(self: Tensor, p: string, options: { out: Tensor }): Tensor
  /** `linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor` */
  linalgCross(self: Tensor, other: Tensor, options?: { dim?: Int }): Tensor
  linalgCross(self: Tensor, other: Tensor, options: { dim?: Int; out: Tensor }): Tensor
  /** `linalg_det(Tensor A) -> Tensor` */
  linalgDet(A: Tensor): Tensor
  linalgDet(A: Tensor, options: { out: Tensor }): Tensor
  /** `linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)` */
  linalgDiagonal(A: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  /** `linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)` */
  linalgEig(self: Tensor): [eigenvalues: Tensor, eigenvectors: Tensor]
  linalgEig(self: Tensor, options: { out: readonly [eigenvalues: Tensor, eigenvectors: Tensor] }): [eigenvalues: Tensor, eigenvectors: Tensor]
  /** `linalg_eigh(Tensor self, str UPLO="L") -> (Tensor eigenvalues, Tensor eigenvectors)` */
  linalgEigh(self: Tensor, options?: { UPLO?: string }): [eigenvalues: Tensor, eigenvectors: Tensor]
  linalgEigh(self: Tensor, options: { UPLO?: string; out: readonly [eigvals: Tensor, eigvecs: Tensor] }): [eigenvalues: Tensor, eigenvectors: Tensor]
  /** `linalg_eigvals(Tensor self) -> Tensor` */
  linalgEigvals(self: Tensor): Tensor
  linalgEigvals(self: Tensor, options: { out: Tensor }): Tensor
  /** `linalg_eigvalsh(Tensor self, str UPLO="L") -> Tensor` */
  linalgEigvalsh(self: Tensor, options?: { UPLO?: string }): Tensor
  linalgEigvalsh(self: Tensor, options: { UPLO?: string; out: Tensor }): Tensor
  /** `linalg_householder_product(Tensor input, Tensor tau) -> Tensor` */
  linalgHouseholderProduct(input: Tensor, tau: Tensor): Tensor
  linalgHouseholderProduct(input: Tensor, tau: Tensor, options: { out: Tensor }): Tensor
  /** `linalg_inv(Tensor A) -> Tensor` */
  linalgInv(A: Tensor): Tensor
  linalgInv(A: Tensor, options: { out: Tensor }): Tensor
  /** `linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)` */
  linalgInvEx(A: Tensor, options?: { checkErrors?: boolean }): [inverse: Tensor, info: Tensor]
  linalgInvEx(A: Tensor, options: { checkErrors?: boolean; out: readonly [inverse: Tensor, info: Tensor] }): [inverse: Tensor, info: Tensor]
  /** `linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)` */
  linalgLdlFactor(self: Tensor, options?: { hermitian?: boolean }): [LD: Tensor, pivots: Tensor]
  linalgLdlFactor(self: Tensor, options: { hermitian?: boolean; out: readonly [LD: Tensor, pivots: Tensor] }): [LD: Tensor, pivots: Tensor]
  /** `linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)` */
  linalgLdlFactorEx(self: Tensor, options?: { hermitian?: boolean; checkErrors?: boolean }): [LD: Tensor, pivots: Tensor, info: Tensor]
  linalgLdlFactorEx(self: Tensor, options: { hermitian?: boolean; checkErrors?: boolean; out: readonly [LD: Tensor, pivots: Tensor, info: Tensor] }): [LD: Tensor, pivots: Tensor, info: Tensor]
  /** `linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor` */
  linalgLdlSolve(LD: Tensor, pivots: Tensor, B: Tensor, options?: { hermitian?: boolean }): Tensor
  linalgLdlSolve(LD: Tensor, pivots: Tensor, B: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor
  /** `linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)` */
  linalgLstsq(self: Tensor, b: Tensor, options?: { rcond?: number | null; driver?: string | null }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor]
  linalgLstsq(self: Tensor, b: Tensor, options: { rcond?: number | null; driver?: string | null; out: readonly [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor] }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor]
  /** `linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)` */
  linalgLu(A: Tensor, options?: { pivot?: boolean }): [P: Tensor, L: Tensor, U: Tensor]
  linalgLu(A: Tensor, options: { pivot?: boolean; out: readonly [P: Tensor, L: Tensor, U: Tensor] }): [P: Tensor, L: Tensor, U: Tensor]
  /** `linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)` */
  linalgLuFactor(A: Tensor, options?: { pivot?: boolean }): [LU: Tensor, pivots: Tensor]
  linalgLuFactor(A: Tensor, options: { pivot?: boolean; out: readonly [LU: Tensor, pivots: Tensor] }): [LU: Tensor, pivots: Tensor]
  /** `linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)` */
  linalgLuFactorEx(A: Tensor, options?: { pivot?: boolean; checkErrors?: boolean }): [LU: Tensor, pivots: Tensor, info: Tensor]
  linalgLuFactorEx(A: Tensor, options: { pivot?: boolean; checkErrors?: boolean; out: readonly [LU: Tensor, pivots: Tensor, info: Tensor] }): [LU: Tensor, pivots: Tensor, info: Tensor]
  /** `linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor` */
  linalgLuSolve(LU: Tensor, pivots: Tensor, B: Tensor, options?: { left?: boolean; adjoint?: boolean }): Tensor
  linalgLuSolve(LU: Tensor, pivots: Tensor, B: Tensor, options: { left?: boolean; adjoint?: boolean; out: Tensor }): Tensor
  /** `linalg_matmul(Tensor self, Tensor other) -> Tensor` */
  linalgMatmul(self: Tensor, other: Tensor): Tensor
  linalgMatmul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `linalg_matrix_exp(Tensor self) -> Tensor` */
  linalgMatrixExp(self: Tensor): Tensor
  linalgMatrixExp(self: Tensor, options: { out: Tensor }): Tensor
  /** `linalg_matrix_norm.str_ord(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`, `linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgMatrixNorm(self: Tensor, options?: { ord?: string; dim?: IntList; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgMatrixNorm(self: Tensor, options: { ord?: string; dim?: IntList; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  linalgMatrixNorm(self: Tensor, ord: Scalar, options?: { dim?: IntList; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgMatrixNorm(self: Tensor, ord: Scalar, options: { dim?: IntList; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  /** `linalg_matrix_power(Tensor self, int n) -> Tensor` */
  linalgMatrixPower(self: Tensor, n: Int): Tensor
  linalgMatrixPower(self: Tensor, n: Int, options: { out: Tensor }): Tensor
  /** `linalg_matrix_rank.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor`, `linalg_matrix_rank.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor`, `linalg_matrix_rank.tol_tensor(Tensor input, Tensor tol, bool hermitian=False) -> Tensor`, `linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor` */
  linalgMatrixRank(self: Tensor, options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor
  linalgMatrixRank(input: Tensor, options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor
  linalgMatrixRank(self: Tensor, options: { atol?: number | null; rtol?: number | null; hermitian?: boolean; out: Tensor }): Tensor
  linalgMatrixRank(input: Tensor, options: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean; out: Tensor }): Tensor
  linalgMatrixRank(input: Tensor, tol: Tensor, options?: { hermitian?: boolean }): Tensor
  linalgMatrixRank(input: Tensor, tol: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor
  linalgMatrixRank(self: Tensor, tol: number, options?: { hermitian?: boolean }): Tensor
  linalgMatrixRank(self: Tensor, tol: number, options: { hermitian?: boolean; out: Tensor }): Tensor
  /** `linalg_multi_dot(Tensor[] tensors) -> Tensor` */
  linalgMultiDot(tensors: TensorList): Tensor
  linalgMultiDot(tensors: TensorList, options: { out: Tensor }): Tensor
  /** `linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`, `linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgNorm(self: Tensor, options?: { ord?: Scalar | null; dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgNorm(self: Tensor, options: { ord?: Scalar | null; dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  linalgNorm(self: Tensor, ord: string, options?: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgNorm(self: Tensor, ord: string, options: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  /** `linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor`, `linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor`, `linalg_pinv.rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False) -> Tensor`, `linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor` */
  linalgPinv(self: Tensor, options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor
  linalgPinv(self: Tensor, options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor
  linalgPinv(self: Tensor, options: { atol?: number | null; rtol?: number | null; hermitian?: boolean; out: Tensor }): Tensor
  linalgPinv(self: Tensor, options: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean; out: Tensor }): Tensor
  linalgPinv(self: Tensor, rcond: Tensor, options?: { hermitian?: boolean }): Tensor
  linalgPinv(self: Tensor, rcond: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor
  linalgPinv(self: Tensor, rcond: number, options?: { hermitian?: boolean }): Tensor
  linalgPinv(self: Tensor, rcond: number, options: { hermitian?: boolean; out: Tensor }): Tensor
  /** `linalg_qr(Tensor A, str mode="reduced") -> (Tensor Q, Tensor R)` */
  linalgQr(A: Tensor, options?: { mode?: string }): [Q: Tensor, R: Tensor]
  linalgQr(A: Tensor, options: { mode?: string; out: readonly [Q: Tensor, R: Tensor] }): [Q: Tensor, R: Tensor]
  /** `linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)` */
  linalgSlogdet(A: Tensor): [sign: Tensor, logabsdet: Tensor]
  linalgSlogdet(A: Tensor, options: { out: readonly [sign: Tensor, logabsdet: Tensor] }): [sign: Tensor, logabsdet: Tensor]
  /** `linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor` */
  linalgSolve(A: Tensor, B: Tensor, options?: { left?: boolean }): Tensor
  linalgSolve(A: Tensor, B: Tensor, options: { left?: boolean; out: Tensor }): Tensor
  /** `linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)` */
  linalgSolveEx(A: Tensor, B: Tensor, options?: { left?: boolean; checkErrors?: boolean }): [result: Tensor, info: Tensor]
  linalgSolveEx(A: Tensor, B: Tensor, options: { left?: boolean; checkErrors?: boolean; out: readonly [result: Tensor, info: Tensor] }): [result: Tensor, info: Tensor]
  /** `linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor` */
  linalgSolveTriangular(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean }): Tensor
  linalgSolveTriangular(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean; out: Tensor }): Tensor
  /** `linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)` */
  linalgSvd(A: Tensor, options?: { fullMatrices?: boolean; driver?: string | null }): [U: Tensor, S: Tensor, Vh: Tensor]
  linalgSvd(A: Tensor, options: { fullMatrices?: boolean; driver?: string | null; out: readonly [U: Tensor, S: Tensor, Vh: Tensor] }): [U: Tensor, S: Tensor, Vh: Tensor]
  /** `linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor` */
  linalgSvdvals(A: Tensor, options?: { driver?: string | null }): Tensor
  linalgSvdvals(A: Tensor, options: { driver?: string | null; out: Tensor }): Tensor
  /** `linalg_tensorinv(Tensor self, int ind=2) -> Tensor` */
  linalgTensorinv(self: Tensor, options?: { ind?: Int }): Tensor
  linalgTensorinv(self: Tensor, options: { ind?: Int; out: Tensor }): Tensor
  /** `linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor` */
  linalgTensorsolve(self: Tensor, other: Tensor, options?: { dims?: IntList | null }): Tensor
  linalgTensorsolve(self: Tensor, other: Tensor, options: { dims?: IntList | null; out: Tensor }): Tensor
  /** `linalg_vander(Tensor x, *, SymInt? N=None) -> Tensor` */
  linalgVander(x: Tensor, options?: { N?: Int | null }): Tensor
  /** `linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor` */
  linalgVecdot(x: Tensor, y: Tensor, options?: { dim?: Int }): Tensor
  linalgVecdot(x: Tensor, y: Tensor, options: { dim?: Int; out: Tensor }): Tensor
  /** `linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgVectorNorm(self: Tensor, options?: { ord?: Scalar; dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgVectorNorm(self: Tensor, options: { ord?: Scalar; dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  /** `linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor` */
  linear(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor
  linear(input: Tensor, weight: Tensor, options: { bias?: Tensor | null; out: Tensor }): Tensor
  /** `linear_backward(Tensor self, Tensor grad_output, Tensor weight, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  linearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  linearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `linspace.Tensor_Tensor(Tensor start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `linspace.Tensor_Scalar(Tensor start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `linspace.Scalar_Tensor(Scalar start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  linspace(start: Tensor, end: Tensor, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  linspace(start: Tensor, end: Tensor, steps: Int, options: { out: Tensor }): Tensor
  linspace(start: Tensor, end: Scalar, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  linspace(start: Tensor, end: Scalar, steps: Int, options: { out: Tensor }): Tensor
  linspace(start: Scalar, end: Tensor, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  linspace(start: Scalar, end: Tensor, steps: Int, options: { out: Tensor }): Tensor
  linspace(start: Scalar, end: Scalar, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  linspace(start: Scalar, end: Scalar, steps: Int, options: { out: Tensor }): Tensor
  /** `log(Tensor self) -> Tensor` */
  log(self: Tensor): Tensor
  log(self: Tensor, options: { out: Tensor }): Tensor
  /** `log10(Tensor self) -> Tensor` */
  log10(self: Tensor): Tensor
  log10(self: Tensor, options: { out: Tensor }): Tensor
  /** `log10_(Tensor(a!) self) -> Tensor(a!)` */
  log10_(self: Tensor): Tensor
  /** `log1p(Tensor self) -> Tensor` */
  log1p(self: Tensor): Tensor
  log1p(self: Tensor, options: { out: Tensor }): Tensor
  /** `log1p_(Tensor(a!) self) -> Tensor(a!)` */
  log1p_(self: Tensor): Tensor
  /** `log2(Tensor self) -> Tensor` */
  log2(self: Tensor): Tensor
  log2(self: Tensor, options: { out: Tensor }): Tensor
  /** `log2_(Tensor(a!) self) -> Tensor(a!)` */
  log2_(self: Tensor): Tensor
  /** `log_(Tensor(a!) self) -> Tensor(a!)` */
  log_(self: Tensor): Tensor
  /** `log_normal(Tensor self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor` */
  logNormal(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor
  logNormal(self: Tensor, options: { mean?: number; std?: number; generator?: Generator | null; out: Tensor }): Tensor
  /** `log_normal_(Tensor(a!) self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor(a!)` */
  logNormal_(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor
  /** `log_sigmoid(Tensor self) -> Tensor` */
  logSigmoid(self: Tensor): Tensor
  logSigmoid(self: Tensor, options: { out: Tensor }): Tensor
  /** `log_sigmoid_backward(Tensor grad_output, Tensor self, Tensor buffer) -> Tensor` */
  logSigmoidBackward(gradOutput: Tensor, self: Tensor, buffer: Tensor): Tensor
  logSigmoidBackward(gradOutput: Tensor, self: Tensor, buffer: Tensor, options: { out: Tensor }): Tensor
  /** `log_sigmoid_forward(Tensor self) -> (Tensor output, Tensor buffer)` */
  logSigmoidForward(self: Tensor): [output: Tensor, buffer: Tensor]
  logSigmoidForward(self: Tensor, options: { out: readonly [output: Tensor, buffer: Tensor] }): [Tensor, Tensor]
  /** `log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  logSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor
  logSoftmax(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor
  /** `logaddexp(Tensor self, Tensor other) -> Tensor` */
  logaddexp(self: Tensor, other: Tensor): Tensor
  logaddexp(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `logaddexp2(Tensor self, Tensor other) -> Tensor` */
  logaddexp2(self: Tensor, other: Tensor): Tensor
  logaddexp2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `logcumsumexp(Tensor self, int dim) -> Tensor` */
  logcumsumexp(self: Tensor, dim: Int): Tensor
  logcumsumexp(self: Tensor, dim: Int, options: { out: Tensor }): Tensor
  /** `logdet(Tensor self) -> Tensor` */
  logdet(self: Tensor): Tensor
  /** `logical_and(Tensor self, Tensor other) -> Tensor` */
  logicalAnd(self: Tensor, other: Tensor): Tensor
  logicalAnd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalAnd_(self: Tensor, other: Tensor): Tensor
  /** `logical_not(Tensor self) -> Tensor` */
  logicalNot(self: Tensor): Tensor
  logicalNot(self: Tensor, options: { out: Tensor }): Tensor
  /** `logical_not_(Tensor(a!) self) -> Tensor(a!)` */
  logicalNot_(self: Tensor): Tensor
  /** `logical_or(Tensor self, Tensor other) -> Tensor` */
  logicalOr(self: Tensor, other: Tensor): Tensor
  logicalOr(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalOr_(self: Tensor, other: Tensor): Tensor
  /** `logical_xor(Tensor self, Tensor other) -> Tensor` */
  logicalXor(self: Tensor, other: Tensor): Tensor
  logicalXor(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalXor_(self: Tensor, other: Tensor): Tensor
  /** `logit(Tensor self, float? eps=None) -> Tensor` */
  logit(self: Tensor, options?: { eps?: number | null }): Tensor
  logit(self: Tensor, options: { eps?: number | null; out: Tensor }): Tensor
  /** `logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)` */
  logit_(self: Tensor, options?: { eps?: number | null }): Tensor
  /** `logit_backward(Tensor grad_output, Tensor self, float? eps=None) -> Tensor` */
  logitBackward(gradOutput: Tensor, self: Tensor, options?: { eps?: number | null }): Tensor
  logitBackward(gradOutput: Tensor, self: Tensor, options: { eps?: number | null; out: Tensor }): Tensor
  /** `logspace.Tensor_Tensor(Tensor start, Tensor end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `logspace.Tensor_Scalar(Tensor start, Scalar end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `logspace.Scalar_Tensor(Scalar start, Tensor end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `logspace(Scalar start, Scalar end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  logspace(start: Tensor, end: Tensor, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  logspace(start: Tensor, end: Tensor, steps: Int, options: { base?: number; out: Tensor }): Tensor
  logspace(start: Tensor, end: Scalar, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  logspace(start: Tensor, end: Scalar, steps: Int, options: { base?: number; out: Tensor }): Tensor
  logspace(start: Scalar, end: Tensor, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  logspace(start: Scalar, end: Tensor, steps: Int, options: { base?: number; out: Tensor }): Tensor
  logspace(start: Scalar, end: Scalar, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  logspace(start: Scalar, end: Scalar, steps: Int, options: { base?: number; out: Tensor }): Tensor
  /** `logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  logsumexp(self: Tensor, dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  logsumexp(self: Tensor, dim: IntOrList, options: { keepdim?: boolean; out: Tensor }): Tensor
  /** `lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)`, `lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batchSizes: Tensor, hx: TensorList, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor, Tensor]
  lstm(input: Tensor, hx: TensorList, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor, Tensor]
  /** `lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor, Tensor)` */
  lstmCell(input: Tensor, hx: TensorList, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): [Tensor, Tensor]
  /** `lstm_mps_backward(Tensor? grad_y, Tensor? grad_hy, Tensor? grad_cy, Tensor z_state, Tensor cell_state_fwd, Tensor input, Tensor layersOutputs, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor[], Tensor[])` */
  lstmMpsBackward(gradY: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, zState: Tensor, cellStateFwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: TensorList, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor[], Tensor[]]
  lstmMpsBackward(gradY: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, zState: Tensor, cellStateFwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: TensorList, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean, options: { out: readonly [out0: Tensor, out1: TensorList, out2: TensorList] }): void
  /** `lt.Tensor(Tensor self, Tensor other) -> Tensor`, `lt.Scalar(Tensor self, Scalar other) -> Tensor` */
  lt(self: Tensor, other: Tensor): Tensor
  lt(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  lt(self: Tensor, other: Scalar): Tensor
  lt(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  lt_(self: Tensor, other: Tensor): Tensor
  lt_(self: Tensor, other: Scalar): Tensor
  /** `lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` */
  luSolve(self: Tensor, LUData: Tensor, LUPivots: Tensor): Tensor
  luSolve(self: Tensor, LUData: Tensor, LUPivots: Tensor, options: { out: Tensor }): Tensor
  /** `lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)` */
  luUnpack(LUData: Tensor, LUPivots: Tensor, options?: { unpackData?: boolean; unpackPivots?: boolean }): [P: Tensor, L: Tensor, U: Tensor]
  luUnpack(LUData: Tensor, LUPivots: Tensor, options: { unpackData?: boolean; unpackPivots?: boolean; out: readonly [P: Tensor, L: Tensor, U: Tensor] }): [P: Tensor, L: Tensor, U: Tensor]
  /** `mH(Tensor(a) self) -> Tensor(a)` */
  mH(self: Tensor): Tensor
  /** `mT(Tensor(a) self) -> Tensor(a)` */
  mT(self: Tensor): Tensor
  /** `margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) -> Tensor` */
  marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: Int }): Tensor
  /** `masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor`, `masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` */
  maskedFill(self: Tensor, mask: Tensor, value: Tensor): Tensor
  maskedFill(self: Tensor, mask: Tensor, value: Tensor, options: { out: Tensor }): Tensor
  maskedFill(self: Tensor, mask: Tensor, value: Scalar): Tensor
  maskedFill(self: Tensor, mask: Tensor, value: Scalar, options: { out: Tensor }): Tensor
  /** `masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)`, `masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)` */
  maskedFill_(self: Tensor, mask: Tensor, value: Tensor): Tensor
  maskedFill_(self: Tensor, mask: Tensor, value: Scalar): Tensor
  /** `masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` */
  maskedScatter(self: Tensor, mask: Tensor, source: Tensor): Tensor
  maskedScatter(self: Tensor, mask: Tensor, source: Tensor, options: { out: Tensor }): Tensor
  /** `masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)` */
  maskedScatter_(self: Tensor, mask: Tensor, source: Tensor): Tensor
  /** `masked_scatter_backward(Tensor grad_output, Tensor mask, SymInt[] sizes) -> Tensor` */
  maskedScatterBackward(gradOutput: Tensor, mask: Tensor, sizes: IntList): Tensor
  /** `masked_select(Tensor self, Tensor mask) -> Tensor` */
  maskedSelect(self: Tensor, mask: Tensor): Tensor
  maskedSelect(self: Tensor, mask: Tensor, options: { out: Tensor }): Tensor
  /** `masked_select_backward(Tensor grad, Tensor input, Tensor mask) -> Tensor` */
  maskedSelectBackward(grad: Tensor, input: Tensor, mask: Tensor): Tensor
  /** `matmul(Tensor self, Tensor other) -> Tensor` */
  matmul(self: Tensor, other: Tensor): Tensor
  matmul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `matmul_backward(Tensor grad, Tensor self, Tensor other, bool[2] mask) -> (Tensor, Tensor)` */
  matmulBackward(grad: Tensor, self: Tensor, other: Tensor, mask: boolean | readonly boolean[]): [Tensor, Tensor]
  matmulBackward(grad: Tensor, self: Tensor, other: Tensor, mask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `matrix_H(Tensor(a) self) -> Tensor(a)` */
  matrixH(self: Tensor): Tensor
  /** `matrix_exp(Tensor self) -> Tensor` */
  matrixExp(self: Tensor): Tensor
  /** `matrix_exp_backward(Tensor self, Tensor grad) -> Tensor` */
  matrixExpBackward(self: Tensor, grad: Tensor): Tensor
  /** `matrix_power(Tensor self, int n) -> Tensor` */
  matrixPower(self: Tensor, n: Int): Tensor
  matrixPower(self: Tensor, n: Int, options: { out: Tensor }): Tensor
  /** `max(Tensor self) -> Tensor`, `max.other(Tensor self, Tensor other) -> Tensor`, `max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  max(self: Tensor): Tensor
  max(self: Tensor, options: { out: Tensor }): Tensor
  max(self: Tensor, other: Tensor): Tensor
  max(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  max(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor]
  max(self: Tensor, dim: Int, options: { keepdim?: boolean; out: readonly [max: Tensor, maxValues: Tensor] }): [values: Tensor, indices: Tensor]
  /** `max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor` */
  maxPool1d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  /** `max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool1dWithIndices(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): [Tensor, Tensor]
  /** `max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  maxPool2d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  /** `max_pool2d_backward(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  maxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  maxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: Tensor }): Tensor
  /** `max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool2dWithIndices(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): [Tensor, Tensor]
  maxPool2dWithIndices(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: readonly [out: Tensor, indices: Tensor] }): [Tensor, Tensor]
  /** `max_pool2d_with_indices_backward(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride, int[2] padding, int[2] dilation, bool ceil_mode, Tensor indices) -> Tensor` */
  maxPool2dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, stride: IntOrList, padding: IntOrList, dilation: IntOrList, ceilMode: boolean, indices: Tensor): Tensor
  maxPool2dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, stride: IntOrList, padding: IntOrList, dilation: IntOrList, ceilMode: boolean, indices: Tensor, options: { out: Tensor }): Tensor
  /** `max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  maxPool3d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  /** `max_pool3d_with_indices(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool3dWithIndices(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): [Tensor, Tensor]
  maxPool3dWithIndices(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: readonly [out: Tensor, indices: Tensor] }): [Tensor, Tensor]
  /** `max_pool3d_with_indices_backward(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] stride, int[3] padding, int[3] dilation, bool ceil_mode, Tensor indices) -> Tensor` */
  maxPool3dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, stride: IntOrList, padding: IntOrList, dilation: IntOrList, ceilMode: boolean, indices: Tensor): Tensor
  maxPool3dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: IntOrList, stride: IntOrList, padding: IntOrList, dilation: IntOrList, ceilMode: boolean, indices: Tensor, options: { out: Tensor }): Tensor
  /** `max_unpool2d(Tensor self, Tensor indices, SymInt[2] output_size) -> Tensor` */
  maxUnpool2d(self: Tensor, indices: Tensor, outputSize: IntOrList): Tensor
  maxUnpool2d(self: Tensor, indices: Tensor, outputSize: IntOrList, options: { out: Tensor }): Tensor
  /** `max_unpool3d(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding) -> Tensor` */
  maxUnpool3d(self: Tensor, indices: Tensor, outputSize: IntOrList, stride: IntOrList, padding: IntOrList): Tensor
  maxUnpool3d(self: Tensor, indices: Tensor, outputSize: IntOrList, stride: IntOrList, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `maximum(Tensor self, Tensor other) -> Tensor` */
  maximum(self: Tensor, other: Tensor): Tensor
  maximum(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `mean(Tensor self, *, ScalarType? dtype=None) -> Tensor`, `mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  mean(self: Tensor, options?: { dtype?: DType | null }): Tensor
  mean(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor
  mean(self: Tensor, dim: IntOrList | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor
  mean(self: Tensor, dim: IntOrList | null, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  /** `median(Tensor self) -> Tensor`, `median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  median(self: Tensor): Tensor
  median(self: Tensor, options: { out: Tensor }): Tensor
  median(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor]
  median(self: Tensor, dim: Int, options: { keepdim?: boolean; out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `meshgrid(Tensor[] tensors) -> Tensor[]`, `meshgrid.indexing(Tensor[] tensors, *, str indexing) -> Tensor[]` */
  meshgrid(tensors: TensorList): Tensor[]
  meshgrid(tensors: TensorList, options: { indexing: string }): Tensor[]
  /** `min(Tensor self) -> Tensor`, `min.other(Tensor self, Tensor other) -> Tensor`, `min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  min(self: Tensor): Tensor
  min(self: Tensor, options: { out: Tensor }): Tensor
  min(self: Tensor, other: Tensor): Tensor
  min(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  min(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor]
  min(self: Tensor, dim: Int, options: { keepdim?: boolean; out: readonly [min: Tensor, minIndices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `minimum(Tensor self, Tensor other) -> Tensor` */
  minimum(self: Tensor, other: Tensor): Tensor
  minimum(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopenBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number): [Tensor, Tensor, Tensor]
  miopenBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `miopen_batch_norm_backward(Tensor input, Tensor grad_output, Tensor weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopenBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number): [Tensor, Tensor, Tensor]
  miopenBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopenConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean): Tensor
  miopenConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor }): Tensor
  /** `miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopenConvolutionAddRelu(self: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int): Tensor
  /** `miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopenConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int): Tensor
  /** `miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopenConvolutionTranspose(self: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean): Tensor
  miopenConvolutionTranspose(self: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor }): Tensor
  /** `miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)`, `miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank: Int, deterministic: boolean, zeroInfinity: boolean): [Tensor, Tensor]
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: IntList, targetLengths: IntList, blank: Int, deterministic: boolean, zeroInfinity: boolean): [Tensor, Tensor]
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: IntList, targetLengths: IntList, blank: Int, deterministic: boolean, zeroInfinity: boolean, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopenDepthwiseConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean): Tensor
  miopenDepthwiseConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor }): Tensor
  /** `miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopenRnn(input: Tensor, weight: TensorList, weightStride0: Int, hx: Tensor, cx: Tensor | null, mode: Int, hiddenSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: IntList, dropoutState: Tensor | null): [Tensor, Tensor, Tensor, Tensor, Tensor]
  miopenRnn(input: Tensor, weight: TensorList, weightStride0: Int, hx: Tensor, cx: Tensor | null, mode: Int, hiddenSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: IntList, dropoutState: Tensor | null, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor, out3: Tensor, out4: Tensor] }): [Tensor, Tensor, Tensor, Tensor, Tensor]
  /** `miopen_rnn_backward(Tensor input, Tensor[] weight, int weight_stride0, Tensor weight_buf, Tensor hx, Tensor? cx, Tensor output, Tensor? grad_output, Tensor? grad_hy, Tensor? grad_cy, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state, Tensor reserve, bool[4] output_mask) -> (Tensor, Tensor, Tensor, Tensor[])` */
  miopenRnnBackward(input: Tensor, weight: TensorList, weightStride0: Int, weightBuf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, mode: Int, hiddenSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: IntList, dropoutState: Tensor | null, reserve: Tensor, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor, Tensor[]]
  miopenRnnBackward(input: Tensor, weight: TensorList, weightStride0: Int, weightBuf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, mode: Int, hiddenSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: IntList, dropoutState: Tensor | null, reserve: Tensor, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor, out3: TensorList] }): void
  /** `mish(Tensor self) -> Tensor` */
  mish(self: Tensor): Tensor
  mish(self: Tensor, options: { out: Tensor }): Tensor
  /** `mish_(Tensor(a!) self) -> Tensor(a!)` */
  mish_(self: Tensor): Tensor
  /** `mish_backward(Tensor grad_output, Tensor self) -> Tensor` */
  mishBackward(gradOutput: Tensor, self: Tensor): Tensor
  /** `mkldnn_adaptive_avg_pool2d(Tensor self, int[2] output_size) -> Tensor` */
  mkldnnAdaptiveAvgPool2d(self: Tensor, outputSize: IntOrList): Tensor
  mkldnnAdaptiveAvgPool2d(self: Tensor, outputSize: IntOrList, options: { out: Tensor }): Tensor
  /** `mkldnn_adaptive_avg_pool2d_backward(Tensor grad_output, Tensor self) -> Tensor` */
  mkldnnAdaptiveAvgPool2dBackward(gradOutput: Tensor, self: Tensor): Tensor
  mkldnnAdaptiveAvgPool2dBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor
  /** `mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnnConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int): Tensor
  mkldnnConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int, options: { out: Tensor }): Tensor
  /** `mkldnn_linear(Tensor self, Tensor weight, Tensor? bias=None) -> Tensor` */
  mkldnnLinear(self: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor
  mkldnnLinear(self: Tensor, weight: Tensor, options: { bias?: Tensor | null; out: Tensor }): Tensor
  /** `mkldnn_linear_backward(Tensor self, Tensor grad_output, Tensor weight, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  mkldnnLinearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  mkldnnLinearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `mkldnn_linear_backward_input(int[] input_size, Tensor grad_output, Tensor weight) -> Tensor` */
  mkldnnLinearBackwardInput(inputSize: IntList, gradOutput: Tensor, weight: Tensor): Tensor
  mkldnnLinearBackwardInput(inputSize: IntList, gradOutput: Tensor, weight: Tensor, options: { out: Tensor }): Tensor
  /** `mkldnn_linear_backward_weights(Tensor grad_output, Tensor input, Tensor weight, bool bias_defined) -> (Tensor, Tensor)` */
  mkldnnLinearBackwardWeights(gradOutput: Tensor, input: Tensor, weight: Tensor, biasDefined: boolean): [Tensor, Tensor]
  mkldnnLinearBackwardWeights(gradOutput: Tensor, input: Tensor, weight: Tensor, biasDefined: boolean, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `mkldnn_max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnnMaxPool2d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  mkldnnMaxPool2d(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: Tensor }): Tensor
  /** `mkldnn_max_pool2d_backward(Tensor grad_output, Tensor output, Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnnMaxPool2dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  mkldnnMaxPool2dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: Tensor }): Tensor
  /** `mkldnn_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnnMaxPool3d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  mkldnnMaxPool3d(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: Tensor }): Tensor
  /** `mkldnn_max_pool3d_backward(Tensor grad_output, Tensor output, Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnnMaxPool3dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  mkldnnMaxPool3dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: Tensor }): Tensor
  /** `mkldnn_reorder_conv2d_weight(Tensor self, SymInt[2] padding=[0, 0], SymInt[2] stride=[1, 1], SymInt[2] dilation=[1, 1], SymInt groups=1, SymInt[]? input_size=None) -> Tensor` */
  mkldnnReorderConv2dWeight(self: Tensor, options?: { padding?: IntOrList; stride?: IntOrList; dilation?: IntOrList; groups?: Int; inputSize?: IntList | null }): Tensor
  mkldnnReorderConv2dWeight(self: Tensor, options: { padding?: IntOrList; stride?: IntOrList; dilation?: IntOrList; groups?: Int; inputSize?: IntList | null; out: Tensor }): Tensor
  /** `mkldnn_reorder_conv3d_weight(Tensor self, SymInt[3] padding=[0, 0, 0], SymInt[3] stride=[1, 1, 1], SymInt[3] dilation=[1, 1, 1], SymInt groups=1, SymInt[]? input_size=None) -> Tensor` */
  mkldnnReorderConv3dWeight(self: Tensor, options?: { padding?: IntOrList; stride?: IntOrList; dilation?: IntOrList; groups?: Int; inputSize?: IntList | null }): Tensor
  mkldnnReorderConv3dWeight(self: Tensor, options: { padding?: IntOrList; stride?: IntOrList; dilation?: IntOrList; groups?: Int; inputSize?: IntList | null; out: Tensor }): Tensor
  /** `mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnnRnnLayer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batchSizes: IntList, mode: Int, hiddenSize: Int, numLayers: Int, hasBiases: boolean, bidirectional: boolean, batchFirst: boolean, train: boolean): [Tensor, Tensor, Tensor, Tensor]
  mkldnnRnnLayer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batchSizes: IntList, mode: Int, hiddenSize: Int, numLayers: Int, hasBiases: boolean, bidirectional: boolean, batchFirst: boolean, train: boolean, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor, out3: Tensor] }): [Tensor, Tensor, Tensor, Tensor]
  /** `mkldnn_rnn_layer_backward(Tensor input, Tensor weight1, Tensor weight2, Tensor weight3, Tensor weight4, Tensor hx_, Tensor cx_tmp, Tensor output, Tensor hy_, Tensor cy_, Tensor? grad_output, Tensor? grad_hy, Tensor? grad_cy, bool reverse, int mode, int hidden_size, int num_layers, bool has_biases, bool train, bool bidirectional, int[] batch_sizes, bool batch_first, Tensor workspace) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)` */
  mkldnnRnnLayerBackward(input: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, weight4: Tensor, hx_: Tensor, cxTmp: Tensor, output: Tensor, hy_: Tensor, cy_: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, reverse: boolean, mode: Int, hiddenSize: Int, numLayers: Int, hasBiases: boolean, train: boolean, bidirectional: boolean, batchSizes: IntList, batchFirst: boolean, workspace: Tensor): [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
  mkldnnRnnLayerBackward(input: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, weight4: Tensor, hx_: Tensor, cxTmp: Tensor, output: Tensor, hy_: Tensor, cy_: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, reverse: boolean, mode: Int, hiddenSize: Int, numLayers: Int, hasBiases: boolean, train: boolean, bidirectional: boolean, batchSizes: IntList, batchFirst: boolean, workspace: Tensor, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor, out3: Tensor, out4: Tensor, out5: Tensor, out6: Tensor] }): [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
  /** `mm(Tensor self, Tensor mat2) -> Tensor`, `mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` */
  mm(self: Tensor, mat2: Tensor): Tensor
  mm(self: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor
  mm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor
  mm(self: Tensor, mat2: Tensor, outDtype: DType, options: { out: Tensor }): Tensor
  /** `mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  mode(self: Tensor, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor]
  mode(self: Tensor, options: { dim?: Int; keepdim?: boolean; out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)`, `moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` */
  moveaxis(self: Tensor, source: Int, destination: Int): Tensor
  moveaxis(self: Tensor, source: IntList, destination: IntList): Tensor
  /** `movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)`, `movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` */
  movedim(self: Tensor, source: Int, destination: Int): Tensor
  movedim(self: Tensor, source: IntList, destination: IntList): Tensor
  /** `mps_convolution_backward(Tensor self, Tensor grad_output, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  mpsConvolutionBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: IntList, stride: IntList, dilation: IntList, groups: Int, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  mpsConvolutionBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: IntList, stride: IntList, dilation: IntList, groups: Int, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `mps_convolution_transpose_backward(Tensor self, Tensor grad_output, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool[2] output_mask) -> (Tensor, Tensor)` */
  mpsConvolutionTransposeBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, outputMask: boolean | readonly boolean[]): [Tensor, Tensor]
  mpsConvolutionTransposeBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `mse_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  mseLoss(self: Tensor, target: Tensor, options?: { reduction?: Int }): Tensor
  mseLoss(self: Tensor, target: Tensor, options: { reduction?: Int; out: Tensor }): Tensor
  /** `mse_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction) -> Tensor` */
  mseLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int): Tensor
  mseLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int, options: { out: Tensor }): Tensor
  /** `msort(Tensor self) -> Tensor` */
  msort(self: Tensor): Tensor
  msort(self: Tensor, options: { out: Tensor }): Tensor
  /** `mul.Tensor(Tensor self, Tensor other) -> Tensor`, `mul.Scalar(Tensor self, Scalar other) -> Tensor` */
  mul(self: Tensor, other: Tensor): Tensor
  mul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  mul(self: Tensor, other: Scalar): Tensor
  mul(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  mul_(self: Tensor, other: Tensor): Tensor
  mul_(self: Tensor, other: Scalar): Tensor
  /** `multi_margin_loss(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1) -> Tensor` */
  multiMarginLoss(self: Tensor, target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: Int }): Tensor
  multiMarginLoss(self: Tensor, target: Tensor, options: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: Int; out: Tensor }): Tensor
  /** `multi_margin_loss_backward(Tensor grad_output, Tensor self, Tensor target, Scalar p, Scalar margin, Tensor? weight=None, int reduction=1) -> Tensor` */
  multiMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, p: Scalar, margin: Scalar, options?: { weight?: Tensor | null; reduction?: Int }): Tensor
  multiMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, p: Scalar, margin: Scalar, options: { weight?: Tensor | null; reduction?: Int; out: Tensor }): Tensor
  /** `multilabel_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  multilabelMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: Int }): Tensor
  multilabelMarginLoss(self: Tensor, target: Tensor, options: { reduction?: Int; out: Tensor }): Tensor
  /** `multilabel_margin_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction, Tensor is_target) -> Tensor` */
  multilabelMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int, isTarget: Tensor): Tensor
  multilabelMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int, isTarget: Tensor, options: { out: Tensor }): Tensor
  /** `multilabel_margin_loss_forward(Tensor self, Tensor target, int reduction) -> (Tensor output, Tensor is_target)` */
  multilabelMarginLossForward(self: Tensor, target: Tensor, reduction: Int): [output: Tensor, isTarget: Tensor]
  multilabelMarginLossForward(self: Tensor, target: Tensor, reduction: Int, options: { out: readonly [output: Tensor, isTarget: Tensor] }): [Tensor, Tensor]
  /** `multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor` */
  multinomial(self: Tensor, numSamples: Int, options?: { replacement?: boolean; generator?: Generator | null }): Tensor
  multinomial(self: Tensor, numSamples: Int, options: { replacement?: boolean; generator?: Generator | null; out: Tensor }): Tensor
  /** `multiply.Tensor(Tensor self, Tensor other) -> Tensor`, `multiply.Scalar(Tensor self, Scalar other) -> Tensor` */
  multiply(self: Tensor, other: Tensor): Tensor
  multiply(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  multiply(self: Tensor, other: Scalar): Tensor
  /** `multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  multiply_(self: Tensor, other: Tensor): Tensor
  multiply_(self: Tensor, other: Scalar): Tensor
  /** `mv(Tensor self, Tensor vec) -> Tensor` */
  mv(self: Tensor, vec: Tensor): Tensor
  mv(self: Tensor, vec: Tensor, options: { out: Tensor }): Tensor
  /** `mvlgamma(Tensor self, int p) -> Tensor` */
  mvlgamma(self: Tensor, p: Int): Tensor
  mvlgamma(self: Tensor, p: Int, options: { out: Tensor }): Tensor
  /** `mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)` */
  mvlgamma_(self: Tensor, p: Int): Tensor
  /** `nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor` */
  nanToNum(self: Tensor, options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor
  nanToNum(self: Tensor, options: { nan?: number | null; posinf?: number | null; neginf?: number | null; out: Tensor }): Tensor
  /** `nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)` */
  nanToNum_(self: Tensor, options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor
  /** `nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  nanmean(self: Tensor, options?: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  nanmean(self: Tensor, options: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  /** `nanmedian(Tensor self) -> Tensor`, `nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  nanmedian(self: Tensor): Tensor
  nanmedian(self: Tensor, options: { out: Tensor }): Tensor
  nanmedian(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor]
  nanmedian(self: Tensor, dim: Int, options: { keepdim?: boolean; out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`, `nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  nanquantile(self: Tensor, q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor
  nanquantile(self: Tensor, q: Tensor, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor
  nanquantile(self: Tensor, q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor
  nanquantile(self: Tensor, q: number, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor
  /** `nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  nansum(self: Tensor, options?: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  nansum(self: Tensor, options: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  /** `narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)`, `narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` */
  narrow(self: Tensor, dim: Int, start: Tensor, length: Int): Tensor
  narrow(self: Tensor, dim: Int, start: Int, length: Int): Tensor
  /** `narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` */
  narrowCopy(self: Tensor, dim: Int, start: Int, length: Int): Tensor
  narrowCopy(self: Tensor, dim: Int, start: Int, length: Int, options: { out: Tensor }): Tensor
  /** `native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  nativeBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number): [Tensor, Tensor, Tensor]
  nativeBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number, options: { out: readonly [out: Tensor, saveMean: Tensor, saveInvstd: Tensor] }): [Tensor, Tensor, Tensor]
  /** `native_batch_norm_backward(Tensor grad_out, Tensor input, Tensor? weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_invstd, bool train, float eps, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  nativeBatchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveInvstd: Tensor | null, train: boolean, eps: number, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  nativeBatchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveInvstd: Tensor | null, train: boolean, eps: number, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `native_channel_shuffle(Tensor self, SymInt groups) -> Tensor` */
  nativeChannelShuffle(self: Tensor, groups: Int): Tensor
  /** `native_dropout(Tensor input, float p, bool? train) -> (Tensor, Tensor)` */
  nativeDropout(input: Tensor, p: number, train: boolean | null): [Tensor, Tensor]
  nativeDropout(input: Tensor, p: number, train: boolean | null, options: { out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  /** `native_dropout_backward(Tensor grad_output, Tensor mask, float scale) -> Tensor` */
  nativeDropoutBackward(gradOutput: Tensor, mask: Tensor, scale: number): Tensor
  nativeDropoutBackward(gradOutput: Tensor, mask: Tensor, scale: number, options: { out: Tensor }): Tensor
  /** `native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  nativeGroupNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, eps: number): [Tensor, Tensor, Tensor]
  nativeGroupNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, eps: number, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `native_group_norm_backward(Tensor grad_out, Tensor input, Tensor mean, Tensor rstd, Tensor? weight, SymInt N, SymInt C, SymInt HxW, int group, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  nativeGroupNormBackward(gradOut: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  nativeGroupNormBackward(gradOut: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `native_layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` */
  nativeLayerNorm(input: Tensor, normalizedShape: IntList, weight: Tensor | null, bias: Tensor | null, eps: number): [Tensor, Tensor, Tensor]
  nativeLayerNorm(input: Tensor, normalizedShape: IntList, weight: Tensor | null, bias: Tensor | null, eps: number, options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `native_layer_norm_backward(Tensor grad_out, Tensor input, SymInt[] normalized_shape, Tensor mean, Tensor rstd, Tensor? weight, Tensor? bias, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  nativeLayerNormBackward(gradOut: Tensor, input: Tensor, normalizedShape: IntList, mean: Tensor, rstd: Tensor, weight: Tensor | null, bias: Tensor | null, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  nativeLayerNormBackward(gradOut: Tensor, input: Tensor, normalizedShape: IntList, mean: Tensor, rstd: Tensor, weight: Tensor | null, bias: Tensor | null, outputMask: boolean | readonly boolean[], options: { out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `native_norm(Tensor self, Scalar p=2) -> Tensor`, `native_norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, ScalarType? dtype) -> Tensor` */
  nativeNorm(self: Tensor, options?: { p?: Scalar }): Tensor
  nativeNorm(self: Tensor, options: { p?: Scalar; out: Tensor }): Tensor
  nativeNorm(self: Tensor, p: Scalar | null, dim: IntOrList, keepdim: boolean, dtype: DType | null): Tensor
  nativeNorm(self: Tensor, p: Scalar | null, dim: IntOrList, keepdim: boolean, dtype: DType | null, options: { out: Tensor }): Tensor
  /** `ne.Tensor(Tensor self, Tensor other) -> Tensor`, `ne.Scalar(Tensor self, Scalar other) -> Tensor` */
  ne(self: Tensor, other: Tensor): Tensor
  ne(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  ne(self: Tensor, other: Scalar): Tensor
  ne(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  ne_(self: Tensor, other: Tensor): Tensor
  ne_(self: Tensor, other: Scalar): Tensor
  /** `neg(Tensor self) -> Tensor` */
  neg(self: Tensor): Tensor
  neg(self: Tensor, options: { out: Tensor }): Tensor
  /** `neg_(Tensor(a!) self) -> Tensor(a!)` */
  neg_(self: Tensor): Tensor
  /** `negative(Tensor self) -> Tensor` */
  negative(self: Tensor): Tensor
  negative(self: Tensor, options: { out: Tensor }): Tensor
  /** `negative_(Tensor(a!) self) -> Tensor(a!)` */
  negative_(self: Tensor): Tensor
  /** `nested_to_padded_tensor(Tensor self, float padding, int[]? output_size=None) -> Tensor` */
  nestedToPaddedTensor(self: Tensor, padding: number, options?: { outputSize?: IntList | null }): Tensor
  /** `new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newEmpty(self: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newEmpty(self: Tensor, size: IntList, options: { out: Tensor }): Tensor
  /** `new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newEmptyStrided(self: Tensor, size: IntList, stride: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newEmptyStrided(self: Tensor, size: IntList, stride: IntList, options: { out: Tensor }): Tensor
  /** `new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newFull(self: Tensor, size: IntList, fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newFull(self: Tensor, size: IntList, fillValue: Scalar, options: { out: Tensor }): Tensor
  /** `new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newOnes(self: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newOnes(self: Tensor, size: IntList, options: { out: Tensor }): Tensor
  /** `new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newZeros(self: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newZeros(self: Tensor, size: IntList, options: { out: Tensor }): Tensor
  /** `nextafter(Tensor self, Tensor other) -> Tensor` */
  nextafter(self: Tensor, other: Tensor): Tensor
  nextafter(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  nextafter_(self: Tensor, other: Tensor): Tensor
  /** `nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor
  nllLoss(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int; out: Tensor }): Tensor
  /** `nll_loss2d(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLoss2d(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor
  nllLoss2d(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int; out: Tensor }): Tensor
  /** `nll_loss2d_backward(Tensor grad_output, Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, Tensor total_weight) -> Tensor` */
  nllLoss2dBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int, totalWeight: Tensor): Tensor
  nllLoss2dBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int, totalWeight: Tensor, options: { out: Tensor }): Tensor
  /** `nll_loss2d_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
  nllLoss2dForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor]
  nllLoss2dForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int, options: { out: readonly [output: Tensor, totalWeight: Tensor] }): [Tensor, Tensor]
  /** `nll_loss_backward(Tensor grad_output, Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, Tensor total_weight) -> Tensor` */
  nllLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int, totalWeight: Tensor): Tensor
  nllLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int, totalWeight: Tensor, options: { out: Tensor }): Tensor
  /** `nll_loss_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
  nllLossForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor]
  nllLossForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int, options: { out: readonly [output: Tensor, totalWeight: Tensor] }): [Tensor, Tensor]
  /** `nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLossNd(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor
  /** `nonzero(Tensor self) -> Tensor` */
  nonzero(self: Tensor): Tensor
  nonzero(self: Tensor, options: { out: Tensor }): Tensor
  /** `nonzero_numpy(Tensor self) -> Tensor[]` */
  nonzeroNumpy(self: Tensor): Tensor[]
  /** `nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor` */
  nonzeroStatic(self: Tensor, options: { size: Int; fillValue?: Int }): Tensor
  nonzeroStatic(self: Tensor, options: { size: Int; fillValue?: Int; out: Tensor }): Tensor
  /** `norm.Scalar(Tensor self, Scalar p=2) -> Tensor`, `norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor`, `norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor`, `norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor` */
  norm(self: Tensor, options?: { p?: Scalar }): Tensor
  norm(self: Tensor, options: { p?: Scalar; out: Tensor }): Tensor
  norm(self: Tensor, p: Scalar | null, options: { dtype: DType }): Tensor
  norm(self: Tensor, p: Scalar | null, options: { dtype: DType; out: Tensor }): Tensor
  norm(self: Tensor, p: Scalar | null, dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  norm(self: Tensor, p: Scalar | null, dim: IntOrList, options: { keepdim?: boolean; out: Tensor }): Tensor
  norm(self: Tensor, p: Scalar | null, dim: IntOrList, keepdim: boolean, options: { dtype: DType }): Tensor
  norm(self: Tensor, p: Scalar | null, dim: IntOrList, keepdim: boolean, options: { dtype: DType; out: Tensor }): Tensor
  /** `norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor` */
  normExceptDim(v: Tensor, options?: { pow?: Int; dim?: Int }): Tensor
  /** `normal.Tensor_float(Tensor mean, float std=1., *, Generator? generator=None) -> Tensor`, `normal.Tensor_Tensor(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor`, `normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor`, `normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  normal(mean: Tensor, options?: { std?: number; generator?: Generator | null }): Tensor
  normal(mean: Tensor, options: { std?: number; generator?: Generator | null; out: Tensor }): Tensor
  normal(self: Tensor, options: { mean?: number; std?: number; generator?: Generator | null; out: Tensor }): Tensor
  normal(mean: Tensor, std: Tensor, options?: { generator?: Generator | null }): Tensor
  normal(mean: Tensor, std: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor
  normal(mean: number, std: Tensor, options?: { generator?: Generator | null }): Tensor
  normal(mean: number, std: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor
  normal(mean: number, std: number, size: IntList, options?: { generator?: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  normal(mean: number, std: number, size: IntList, options: { generator?: Generator | null; out: Tensor }): Tensor
  /** `normal_(Tensor(a!) self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor(a!)` */
  normal_(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor
  /** `normal_functional(Tensor self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor` */
  normalFunctional(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor
  /** `not_equal.Tensor(Tensor self, Tensor other) -> Tensor`, `not_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  notEqual(self: Tensor, other: Tensor): Tensor
  notEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  notEqual(self: Tensor, other: Scalar): Tensor
  notEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  /** `not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  notEqual_(self: Tensor, other: Tensor): Tensor
  notEqual_(self: Tensor, other: Scalar): Tensor
  /** `nuclear_norm(Tensor self, bool keepdim=False) -> Tensor`, `nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor` */
  nuclearNorm(self: Tensor, options?: { keepdim?: boolean }): Tensor
  nuclearNorm(self: Tensor, options: { keepdim?: boolean; out: Tensor }): Tensor
  nuclearNorm(self: Tensor, dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  nuclearNorm(self: Tensor, dim: IntOrList, options: { keepdim?: boolean; out: Tensor }): Tensor
  /** `numel(Tensor self) -> int` */
  numel(self: Tensor): number
  /** `numpy_T(Tensor(a) self) -> Tensor(a)` */
  numpyT(self: Tensor): Tensor
  /** `one_hot(Tensor self, int num_classes=-1) -> Tensor` */
  oneHot(self: Tensor, options?: { numClasses?: Int }): Tensor
  /** `ones(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  ones(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  ones(size: IntList, options: { out: Tensor }): Tensor
  /** `ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  onesLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  onesLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `orgqr(Tensor self, Tensor input2) -> Tensor` */
  orgqr(self: Tensor, input2: Tensor): Tensor
  orgqr(self: Tensor, input2: Tensor, options: { out: Tensor }): Tensor
  /** `ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` */
  ormqr(self: Tensor, input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor
  ormqr(self: Tensor, input2: Tensor, input3: Tensor, options: { left?: boolean; transpose?: boolean; out: Tensor }): Tensor
  /** `outer(Tensor self, Tensor vec2) -> Tensor` */
  outer(self: Tensor, vec2: Tensor): Tensor
  outer(self: Tensor, vec2: Tensor, options: { out: Tensor }): Tensor
  /** `output_nr(Tensor self) -> int` */
  outputNr(self: Tensor): number
  /** `pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor` */
  pad(self: Tensor, pad: IntList, options?: { mode?: string; value?: number | null }): Tensor
  /** `pad_sequence(Tensor[] sequences, bool batch_first=False, float padding_value=0., str padding_side="right") -> Tensor` */
  padSequence(sequences: TensorList, options?: { batchFirst?: boolean; paddingValue?: number; paddingSide?: string }): Tensor
  /** `pairwise_distance(Tensor x1, Tensor x2, float p=2., float eps=9.9999999999999995e-07, bool keepdim=False) -> Tensor` */
  pairwiseDistance(x1: Tensor, x2: Tensor, options?: { p?: number; eps?: number; keepdim?: boolean }): Tensor
  /** `pdist(Tensor self, float p=2.) -> Tensor` */
  pdist(self: Tensor, options?: { p?: number }): Tensor
  /** `permute(Tensor(a) self, int[] dims) -> Tensor(a)` */
  permute(self: Tensor, dims: IntList): Tensor
  /** `permute_copy(Tensor self, int[] dims) -> Tensor` */
  permuteCopy(self: Tensor, dims: IntList): Tensor
  permuteCopy(self: Tensor, dims: IntList, options: { out: Tensor }): Tensor
  /** `pin_memory(Tensor(a) self, Device? device=None) -> Tensor(a)` */
  pinMemory(self: Tensor, options?: { device?: Device | null }): Tensor
  /** `pinverse(Tensor self, float rcond=1.0000000000000001e-15) -> Tensor` */
  pinverse(self: Tensor, options?: { rcond?: number }): Tensor
  /** `pixel_shuffle(Tensor self, int upscale_factor) -> Tensor` */
  pixelShuffle(self: Tensor, upscaleFactor: Int): Tensor
  pixelShuffle(self: Tensor, upscaleFactor: Int, options: { out: Tensor }): Tensor
  /** `pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor` */
  pixelUnshuffle(self: Tensor, downscaleFactor: Int): Tensor
  pixelUnshuffle(self: Tensor, downscaleFactor: Int, options: { out: Tensor }): Tensor
  /** `poisson(Tensor self, Generator? generator=None) -> Tensor` */
  poisson(self: Tensor, options?: { generator?: Generator | null }): Tensor
  poisson(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor
  /** `poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor` */
  poissonNllLoss(input: Tensor, target: Tensor, logInput: boolean, full: boolean, eps: number, reduction: Int): Tensor
  /** `polar(Tensor abs, Tensor angle) -> Tensor` */
  polar(abs: Tensor, angle: Tensor): Tensor
  polar(abs: Tensor, angle: Tensor, options: { out: Tensor }): Tensor
  /** `polygamma(int n, Tensor self) -> Tensor` */
  polygamma(n: Int, self: Tensor): Tensor
  polygamma(n: Int, self: Tensor, options: { out: Tensor }): Tensor
  /** `polygamma_(Tensor(a!) self, int n) -> Tensor(a!)` */
  polygamma_(self: Tensor, n: Int): Tensor
  /** `positive(Tensor(a) self) -> Tensor(a)` */
  positive(self: Tensor): Tensor
  /** `pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`, `pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`, `pow.Scalar(Scalar self, Tensor exponent) -> Tensor` */
  pow(self: Tensor, exponent: Tensor): Tensor
  pow(self: Tensor, exponent: Tensor, options: { out: Tensor }): Tensor
  pow(self: Tensor, exponent: Scalar): Tensor
  pow(self: Tensor, exponent: Scalar, options: { out: Tensor }): Tensor
  pow(self: Scalar, exponent: Tensor): Tensor
  pow(self: Scalar, exponent: Tensor, options: { out: Tensor }): Tensor
  /** `pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`, `pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` */
  pow_(self: Tensor, exponent: Tensor): Tensor
  pow_(self: Tensor, exponent: Scalar): Tensor
  /** `prelu(Tensor self, Tensor weight) -> Tensor` */
  prelu(self: Tensor, weight: Tensor): Tensor
  /** `prod(Tensor self, *, ScalarType? dtype=None) -> Tensor`, `prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  prod(self: Tensor, options?: { dtype?: DType | null }): Tensor
  prod(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor
  prod(self: Tensor, dim: Int, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor
  prod(self: Tensor, dim: Int, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  /** `promote_types(ScalarType type1, ScalarType type2) -> ScalarType` */
  promoteTypes(type1: DType, type2: DType): DType
  /** `put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` */
  put(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor
  put(self: Tensor, index: Tensor, source: Tensor, options: { accumulate?: boolean; out: Tensor }): Tensor
  /** `put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)` */
  put_(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor
  /** `q_per_channel_axis(Tensor self) -> int` */
  qPerChannelAxis(self: Tensor): number
  /** `q_per_channel_scales(Tensor self) -> Tensor` */
  qPerChannelScales(self: Tensor): Tensor
  qPerChannelScales(self: Tensor, options: { out: Tensor }): Tensor
  /** `q_per_channel_zero_points(Tensor self) -> Tensor` */
  qPerChannelZeroPoints(self: Tensor): Tensor
  qPerChannelZeroPoints(self: Tensor, options: { out: Tensor }): Tensor
  /** `q_scale(Tensor self) -> float` */
  qScale(self: Tensor): number
  /** `q_zero_point(Tensor self) -> int` */
  qZeroPoint(self: Tensor): number
  /** `qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)` */
  qr(self: Tensor, options?: { some?: boolean }): [Q: Tensor, R: Tensor]
  qr(self: Tensor, options: { some?: boolean; out: readonly [Q: Tensor, R: Tensor] }): [Q: Tensor, R: Tensor]
  /** `qscheme(Tensor self) -> QScheme` */
  qscheme(self: Tensor): unknown
  /** `quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`, `quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  quantile(self: Tensor, q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor
  quantile(self: Tensor, q: Tensor, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor
  quantile(self: Tensor, q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor
  quantile(self: Tensor, q: number, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor
  /** `quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor` */
  quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType): Tensor
  quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType, options: { out: Tensor }): Tensor
  /** `quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor`, `quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor`, `quantize_per_tensor.tensors(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype) -> Tensor[]` */
  quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor
  quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, dtype: DType, options: { out: Tensor }): Tensor
  quantizePerTensor(self: Tensor, scale: number, zeroPoint: Int, dtype: DType): Tensor
  quantizePerTensor(self: Tensor, scale: number, zeroPoint: Int, dtype: DType, options: { out: Tensor }): Tensor
  quantizePerTensor(tensors: TensorList, scales: Tensor, zeroPoints: Tensor, dtype: DType): Tensor[]
  quantizePerTensor(tensors: TensorList, scales: Tensor, zeroPoints: Tensor, dtype: DType, options: { out: TensorList }): void
  /** `quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor` */
  quantizePerTensorDynamic(self: Tensor, dtype: DType, reduceRange: boolean): Tensor
  quantizePerTensorDynamic(self: Tensor, dtype: DType, reduceRange: boolean, options: { out: Tensor }): Tensor
  /** `quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` */
  quantizedBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, outputScale: number, outputZeroPoint: Int): Tensor
  quantizedBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, outputScale: number, outputZeroPoint: Int, options: { out: Tensor }): Tensor
  /** `quantized_gru.data_legacy(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`, `quantized_gru.data(Tensor data, Tensor batch_sizes, Tensor hx, __torch__.torch.classes.rnn.CellParamsBase[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`, `quantized_gru.input_legacy(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)`, `quantized_gru.input(Tensor input, Tensor hx, __torch__.torch.classes.rnn.CellParamsBase[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  quantizedGru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor]
  quantizedGru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly unknown[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor]
  quantizedGru(input: Tensor, hx: Tensor, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor]
  quantizedGru(input: Tensor, hx: Tensor, params: readonly unknown[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor]
  /** `quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantizedGruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor
  /** `quantized_lstm.data_legacy(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, *, ScalarType? dtype=None, bool use_dynamic=False) -> (Tensor, Tensor, Tensor)`, `quantized_lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, __torch__.torch.classes.rnn.CellParamsBase[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, *, ScalarType? dtype=None, bool use_dynamic=False) -> (Tensor, Tensor, Tensor)`, `quantized_lstm.input_legacy(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first, *, ScalarType? dtype=None, bool use_dynamic=False) -> (Tensor, Tensor, Tensor)`, `quantized_lstm.input(Tensor input, Tensor[] hx, __torch__.torch.classes.rnn.CellParamsBase[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first, *, ScalarType? dtype=None, bool use_dynamic=False) -> (Tensor, Tensor, Tensor)` */
  quantizedLstm(data: Tensor, batchSizes: Tensor, hx: TensorList, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, options?: { dtype?: DType | null; useDynamic?: boolean }): [Tensor, Tensor, Tensor]
  quantizedLstm(data: Tensor, batchSizes: Tensor, hx: TensorList, params: readonly unknown[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, options?: { dtype?: DType | null; useDynamic?: boolean }): [Tensor, Tensor, Tensor]
  quantizedLstm(input: Tensor, hx: TensorList, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean, options?: { dtype?: DType | null; useDynamic?: boolean }): [Tensor, Tensor, Tensor]
  quantizedLstm(input: Tensor, hx: TensorList, params: readonly unknown[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean, options?: { dtype?: DType | null; useDynamic?: boolean }): [Tensor, Tensor, Tensor]
  /** `quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantizedLstmCell(input: Tensor, hx: TensorList, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): [Tensor, Tensor]
  /** `quantized_max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor` */
  quantizedMaxPool1d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  quantizedMaxPool1d(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: Tensor }): Tensor
  /** `quantized_max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  quantizedMaxPool2d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  quantizedMaxPool2d(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: Tensor }): Tensor
  /** `quantized_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  quantizedMaxPool3d(self: Tensor, kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  quantizedMaxPool3d(self: Tensor, kernelSize: IntOrList, options: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean; out: Tensor }): Tensor
  /** `quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantizedRnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor
  /** `quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantizedRnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor
  /** `rad2deg(Tensor self) -> Tensor` */
  rad2deg(self: Tensor): Tensor
  rad2deg(self: Tensor, options: { out: Tensor }): Tensor
  /** `rad2deg_(Tensor(a!) self) -> Tensor(a!)` */
  rad2deg_(self: Tensor): Tensor
  /** `rand(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `rand.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  rand(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  rand(size: IntList, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  rand(size: IntList, options: { generator: Generator | null; out: Tensor }): Tensor
  rand(size: IntList, options: { out: Tensor }): Tensor
  /** `rand_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`, `rand_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randLike(self: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randLike(self: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  randLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `randint.low(SymInt low, SymInt high, SymInt[] size, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `randint.low_generator(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `randint(SymInt high, SymInt[] size, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `randint.generator(SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randint(low: Int, high: Int, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  randint(low: Int, high: Int, size: IntList, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  randint(low: Int, high: Int, size: IntList, options: { generator: Generator | null; out: Tensor }): Tensor
  randint(low: Int, high: Int, size: IntList, options: { out: Tensor }): Tensor
  randint(high: Int, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  randint(high: Int, size: IntList, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  randint(high: Int, size: IntList, options: { generator: Generator | null; out: Tensor }): Tensor
  randint(high: Int, size: IntList, options: { out: Tensor }): Tensor
  /** `randint_like.Tensor(Tensor self, Tensor high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`, `randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`, `randint_like(Tensor self, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`, `randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`, `randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`, `randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(self: Tensor, high: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(self: Tensor, high: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(self: Tensor, high: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  randintLike(self: Tensor, high: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  randintLike(self: Tensor, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(self: Tensor, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(self: Tensor, high: Int, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  randintLike(self: Tensor, high: Int, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  randintLike(self: Tensor, low: Int, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(self: Tensor, low: Int, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(self: Tensor, low: Int, high: Int, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  randintLike(self: Tensor, low: Int, high: Int, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `randn(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `randn.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randn(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  randn(size: IntList, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  randn(size: IntList, options: { generator: Generator | null; out: Tensor }): Tensor
  randn(size: IntList, options: { out: Tensor }): Tensor
  /** `randn_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`, `randn_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randnLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randnLike(self: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randnLike(self: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  randnLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `random(Tensor self, *, Generator? generator=None) -> Tensor`, `random.to(Tensor self, int to, *, Generator? generator=None) -> Tensor`, `random.from(Tensor self, int from, int? to, *, Generator? generator=None) -> Tensor` */
  random(self: Tensor, options?: { generator?: Generator | null }): Tensor
  random(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor
  random(self: Tensor, to: Int, options?: { generator?: Generator | null }): Tensor
  random(self: Tensor, to: Int, options: { generator?: Generator | null; out: Tensor }): Tensor
  random(self: Tensor, from: Int, to: Int | null, options?: { generator?: Generator | null }): Tensor
  random(self: Tensor, from: Int, to: Int | null, options: { generator?: Generator | null; out: Tensor }): Tensor
  /** `random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)`, `random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)`, `random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)` */
  random_(self: Tensor, options?: { generator?: Generator | null }): Tensor
  random_(self: Tensor, to: Int, options?: { generator?: Generator | null }): Tensor
  random_(self: Tensor, from: Int, to: Int | null, options?: { generator?: Generator | null }): Tensor
  /** `randperm(SymInt n, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `randperm.generator(SymInt n, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randperm(n: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  randperm(n: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  randperm(n: Int, options: { generator: Generator | null; out: Tensor }): Tensor
  randperm(n: Int, options: { out: Tensor }): Tensor
  /** `range(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`, `range.step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  range(start: Scalar, end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  range(start: Scalar, end: Scalar, options?: { step?: Scalar; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  range(start: Scalar, end: Scalar, options: { step?: Scalar; out: Tensor }): Tensor
  range(start: Scalar, end: Scalar, options: { out: Tensor }): Tensor
  /** `ravel(Tensor(a) self) -> Tensor(a)` */
  ravel(self: Tensor): Tensor
  /** `real(Tensor(a) self) -> Tensor(a)` */
  real(self: Tensor): Tensor
  /** `reciprocal(Tensor self) -> Tensor` */
  reciprocal(self: Tensor): Tensor
  reciprocal(self: Tensor, options: { out: Tensor }): Tensor
  /** `reciprocal_(Tensor(a!) self) -> Tensor(a!)` */
  reciprocal_(self: Tensor): Tensor
  /** `record_stream(Tensor(a!) self, Stream s) -> ()` */
  recordStream(self: Tensor, s: Stream): void
  /** `reflection_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
  reflectionPad1d(self: Tensor, padding: IntOrList): Tensor
  reflectionPad1d(self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `reflection_pad1d_backward(Tensor grad_output, Tensor self, SymInt[2] padding) -> Tensor` */
  reflectionPad1dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList): Tensor
  reflectionPad1dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `reflection_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
  reflectionPad2d(self: Tensor, padding: IntOrList): Tensor
  reflectionPad2d(self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `reflection_pad2d_backward(Tensor grad_output, Tensor self, SymInt[4] padding) -> Tensor` */
  reflectionPad2dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList): Tensor
  reflectionPad2dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `reflection_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
  reflectionPad3d(self: Tensor, padding: IntOrList): Tensor
  reflectionPad3d(self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `reflection_pad3d_backward(Tensor grad_output, Tensor self, SymInt[6] padding) -> Tensor` */
  reflectionPad3dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList): Tensor
  reflectionPad3dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `relu(Tensor self) -> Tensor` */
  relu(self: Tensor): Tensor
  relu(self: Tensor, options: { out: Tensor }): Tensor
  /** `relu6(Tensor self) -> Tensor` */
  relu6(self: Tensor): Tensor
  /** `relu6_(Tensor(a!) self) -> Tensor(a!)` */
  relu6_(self: Tensor): Tensor
  /** `relu_(Tensor(a!) self) -> Tensor(a!)` */
  relu_(self: Tensor): Tensor
  /** `remainder.Tensor(Tensor self, Tensor other) -> Tensor`, `remainder.Scalar(Tensor self, Scalar other) -> Tensor`, `remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  remainder(self: Tensor, other: Tensor): Tensor
  remainder(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  remainder(self: Tensor, other: Scalar): Tensor
  remainder(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  remainder(self: Scalar, other: Tensor): Tensor
  remainder(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  remainder_(self: Tensor, other: Tensor): Tensor
  remainder_(self: Tensor, other: Scalar): Tensor
  /** `renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` */
  renorm(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar): Tensor
  renorm(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar, options: { out: Tensor }): Tensor
  /** `renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)` */
  renorm_(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar): Tensor
  /** `repeat(Tensor self, SymInt[] repeats) -> Tensor` */
  repeat(self: Tensor, repeats: IntList): Tensor
  repeat(self: Tensor, repeats: IntList, options: { out: Tensor }): Tensor
  /** `repeat_interleave.Tensor(Tensor repeats, *, SymInt? output_size=None) -> Tensor`, `repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`, `repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` */
  repeatInterleave(repeats: Tensor, options?: { outputSize?: Int | null }): Tensor
  repeatInterleave(repeats: Tensor, options: { outputSize?: Int | null; out: Tensor }): Tensor
  repeatInterleave(self: Tensor, repeats: Tensor, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor
  repeatInterleave(self: Tensor, repeats: Int, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor
  /** `replication_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
  replicationPad1d(self: Tensor, padding: IntOrList): Tensor
  replicationPad1d(self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `replication_pad1d_backward(Tensor grad_output, Tensor self, SymInt[2] padding) -> Tensor` */
  replicationPad1dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList): Tensor
  replicationPad1dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `replication_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
  replicationPad2d(self: Tensor, padding: IntOrList): Tensor
  replicationPad2d(self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `replication_pad2d_backward(Tensor grad_output, Tensor self, SymInt[4] padding) -> Tensor` */
  replicationPad2dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList): Tensor
  replicationPad2dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `replication_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
  replicationPad3d(self: Tensor, padding: IntOrList): Tensor
  replicationPad3d(self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `replication_pad3d_backward(Tensor grad_output, Tensor self, SymInt[6] padding) -> Tensor` */
  replicationPad3dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList): Tensor
  replicationPad3dBackward(gradOutput: Tensor, self: Tensor, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `requires_grad_(Tensor(a!) self, bool requires_grad=True) -> Tensor(a!)` */
  requiresGrad_(self: Tensor, options?: { requiresGrad?: boolean }): Tensor
  /** `reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)` */
  reshape(self: Tensor, shape: IntList): Tensor
  /** `reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  reshapeAs(self: Tensor, other: Tensor): Tensor
  /** `resize(Tensor self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor` */
  resize(self: Tensor, size: IntList, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  resize(self: Tensor, size: IntList, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)` */
  resize_(self: Tensor, size: IntList, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  /** `resize_as(Tensor self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor` */
  resizeAs(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  resizeAs(self: Tensor, theTemplate: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
  /** `resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)` */
  resizeAs_(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  /** `resize_as_sparse(Tensor self, Tensor the_template) -> Tensor` */
  resizeAsSparse(self: Tensor, theTemplate: Tensor): Tensor
  resizeAsSparse(self: Tensor, theTemplate: Tensor, options: { out: Tensor }): Tensor
  /** `resize_as_sparse_(Tensor(a!) self, Tensor the_template) -> Tensor(a!)` */
  resizeAsSparse_(self: Tensor, theTemplate: Tensor): Tensor
  /** `resolve_conj(Tensor(a) self) -> Tensor(a)` */
  resolveConj(self: Tensor): Tensor
  /** `resolve_neg(Tensor(a) self) -> Tensor(a)` */
  resolveNeg(self: Tensor): Tensor
  /** `result_type.Tensor(Tensor tensor, Tensor other) -> ScalarType`, `result_type.Scalar(Tensor tensor, Scalar other) -> ScalarType`, `result_type.Scalar_Tensor(Scalar scalar, Tensor tensor) -> ScalarType`, `result_type.Scalar_Scalar(Scalar scalar1, Scalar scalar2) -> ScalarType` */
  resultType(tensor: Tensor, other: Tensor): DType
  resultType(tensor: Tensor, other: Scalar): DType
  resultType(scalar: Scalar, tensor: Tensor): DType
  resultType(scalar1: Scalar, scalar2: Scalar): DType
  /** `retain_grad(Tensor(a!) self) -> ()` */
  retainGrad(self: Tensor): void
  /** `retains_grad(Tensor self) -> bool` */
  retainsGrad(self: Tensor): boolean
  /** `rms_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor` */
  rmsNorm(input: Tensor, normalizedShape: IntList, options?: { weight?: Tensor | null; eps?: number | null }): Tensor
  /** `rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`, `rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnnRelu(data: Tensor, batchSizes: Tensor, hx: Tensor, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor]
  rnnRelu(input: Tensor, hx: Tensor, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor]
  /** `rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor
  /** `rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`, `rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnnTanh(data: Tensor, batchSizes: Tensor, hx: Tensor, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [Tensor, Tensor]
  rnnTanh(input: Tensor, hx: Tensor, params: TensorList, hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [Tensor, Tensor]
  /** `rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor
  /** `roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor` */
  roll(self: Tensor, shifts: IntOrList, options?: { dims?: IntOrList }): Tensor
  roll(self: Tensor, shifts: IntOrList, options: { dims?: IntOrList; out: Tensor }): Tensor
  /** `rot90(Tensor self, int k=1, int[] dims=[0, 1]) -> Tensor` */
  rot90(self: Tensor, options?: { k?: Int; dims?: IntList }): Tensor
  rot90(self: Tensor, options: { k?: Int; dims?: IntList; out: Tensor }): Tensor
  /** `round(Tensor self) -> Tensor`, `round.decimals(Tensor self, *, int decimals) -> Tensor` */
  round(self: Tensor): Tensor
  round(self: Tensor, options: { decimals: Int }): Tensor
  round(self: Tensor, options: { decimals: Int; out: Tensor }): Tensor
  round(self: Tensor, options: { out: Tensor }): Tensor
  /** `round_(Tensor(a!) self) -> Tensor(a!)`, `round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)` */
  round_(self: Tensor): Tensor
  round_(self: Tensor, options: { decimals: Int }): Tensor
  /** `row_indices(Tensor(a) self) -> Tensor(a)` */
  rowIndices(self: Tensor): Tensor
  /** `row_indices_copy(Tensor self) -> Tensor` */
  rowIndicesCopy(self: Tensor): Tensor
  rowIndicesCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `row_stack(Tensor[] tensors) -> Tensor` */
  rowStack(tensors: TensorList): Tensor
  rowStack(tensors: TensorList, options: { out: Tensor }): Tensor
  /** `rrelu(Tensor self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor` */
  rrelu(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor
  /** `rrelu_(Tensor(a!) self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)` */
  rrelu_(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor
  /** `rrelu_with_noise(Tensor self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor` */
  rreluWithNoise(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor
  rreluWithNoise(self: Tensor, noise: Tensor, options: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null; out: Tensor }): Tensor
  /** `rrelu_with_noise_(Tensor(a!) self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)` */
  rreluWithNoise_(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor
  /** `rrelu_with_noise_backward(Tensor grad_output, Tensor self, Tensor noise, Scalar lower, Scalar upper, bool training, bool self_is_result) -> Tensor` */
  rreluWithNoiseBackward(gradOutput: Tensor, self: Tensor, noise: Tensor, lower: Scalar, upper: Scalar, training: boolean, selfIsResult: boolean): Tensor
  rreluWithNoiseBackward(gradOutput: Tensor, self: Tensor, noise: Tensor, lower: Scalar, upper: Scalar, training: boolean, selfIsResult: boolean, options: { out: Tensor }): Tensor
  /** `rrelu_with_noise_functional(Tensor self, Tensor noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> (Tensor, Tensor noise_out)` */
  rreluWithNoiseFunctional(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): [Tensor, Tensor]
  /** `rsqrt(Tensor self) -> Tensor` */
  rsqrt(self: Tensor): Tensor
  rsqrt(self: Tensor, options: { out: Tensor }): Tensor
  /** `rsqrt_(Tensor(a!) self) -> Tensor(a!)` */
  rsqrt_(self: Tensor): Tensor
  /** `rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`, `rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  rsub(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor
  rsub(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor
  rsub(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor
  rsub(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor
  /** `scalar_tensor(Scalar s, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  scalarTensor(s: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  scalarTensor(s: Scalar, options: { out: Tensor }): Tensor
  /** `scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0., bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor` */
  scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, options?: { attnMask?: Tensor | null; dropoutP?: number; isCausal?: boolean; scale?: number | null; enableGqa?: boolean }): Tensor
  /** `scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor`, `scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`, `scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor`, `scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string; out: Tensor }): Tensor
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { out: Tensor }): Tensor
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { out: Tensor }): Tensor
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string; out: Tensor }): Tensor
  /** `scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)`, `scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`, `scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`, `scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)` */
  scatter_(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor
  scatter_(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor
  scatter_(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor
  scatter_(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor
  /** `scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` */
  scatterAdd(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor
  scatterAdd(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { out: Tensor }): Tensor
  /** `scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` */
  scatterAdd_(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor
  /** `scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` */
  scatterReduce(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor
  scatterReduce(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options: { includeSelf?: boolean; out: Tensor }): Tensor
  /** `scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)` */
  scatterReduce_(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor
  /** `searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor`, `searchsorted.Scalar(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` */
  searchsorted(sortedSequence: Tensor, self: Tensor, options?: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor
  searchsorted(sortedSequence: Tensor, self: Tensor, options: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null; out: Tensor }): Tensor
  searchsorted(sortedSequence: Tensor, self: Scalar, options?: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor
  searchsorted(sortedSequence: Tensor, self: Scalar, options: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null; out: Tensor }): Tensor
  /** `segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor` */
  segmentReduce(data: Tensor, reduce: string, options?: { lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: Int; unsafe?: boolean; initial?: Scalar | null }): Tensor
  segmentReduce(data: Tensor, reduce: string, options: { lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: Int; unsafe?: boolean; initial?: Scalar | null; out: Tensor }): Tensor
  /** `select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` */
  select(self: Tensor, dim: Int, index: Int): Tensor
  /** `select_backward(Tensor grad_output, SymInt[] input_sizes, int dim, SymInt index) -> Tensor` */
  selectBackward(gradOutput: Tensor, inputSizes: IntList, dim: Int, index: Int): Tensor
  selectBackward(gradOutput: Tensor, inputSizes: IntList, dim: Int, index: Int, options: { out: Tensor }): Tensor
  /** `select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` */
  selectCopy(self: Tensor, dim: Int, index: Int): Tensor
  selectCopy(self: Tensor, dim: Int, index: Int, options: { out: Tensor }): Tensor
  /** `select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` */
  selectScatter(self: Tensor, src: Tensor, dim: Int, index: Int): Tensor
  selectScatter(self: Tensor, src: Tensor, dim: Int, index: Int, options: { out: Tensor }): Tensor
  /** `selu(Tensor self) -> Tensor` */
  selu(self: Tensor): Tensor
  /** `selu_(Tensor(a!) self) -> Tensor(a!)` */
  selu_(self: Tensor): Tensor
  /** `set(Tensor self) -> Tensor`, `set.source_Tensor(Tensor self, Tensor source) -> Tensor`, `set.source_Storage(Tensor self, Storage source) -> Tensor`, `set.source_Storage_storage_offset(Tensor self, Storage source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor` */
  set(self: Tensor): Tensor
  set(self: Tensor, options: { out: Tensor }): Tensor
  set(self: Tensor, source: Tensor): Tensor
  set(self: Tensor, source: Tensor, options: { out: Tensor }): Tensor
  set(self: Tensor, source: unknown): Tensor
  set(self: Tensor, source: unknown, options: { out: Tensor }): Tensor
  set(self: Tensor, source: unknown, storageOffset: Int, size: IntList, options?: { stride?: IntList }): Tensor
  set(self: Tensor, source: unknown, storageOffset: Int, size: IntList, options: { stride?: IntList; out: Tensor }): Tensor
  /** `set_(Tensor(a!) self) -> Tensor(a!)`, `set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)`, `set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)`, `set_.source_Storage(Tensor(a!) self, Storage source) -> Tensor(a!)`, `set_.source_Storage_storage_offset(Tensor(a!) self, Storage source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` */
  set_(self: Tensor): Tensor
  set_(self: Tensor, source: Tensor): Tensor
  set_(self: Tensor, source: Tensor, storageOffset: Int, size: IntList, options?: { stride?: IntList }): Tensor
  set_(self: Tensor, source: unknown): Tensor
  set_(self: Tensor, source: unknown, storageOffset: Int, size: IntList, options?: { stride?: IntList }): Tensor
  /** `set_data(Tensor(a!) self, Tensor new_data) -> ()` */
  setData(self: Tensor, newData: Tensor): void
  /** `sgn(Tensor self) -> Tensor` */
  sgn(self: Tensor): Tensor
  sgn(self: Tensor, options: { out: Tensor }): Tensor
  /** `sgn_(Tensor(a!) self) -> Tensor(a!)` */
  sgn_(self: Tensor): Tensor
  /** `sigmoid(Tensor self) -> Tensor` */
  sigmoid(self: Tensor): Tensor
  sigmoid(self: Tensor, options: { out: Tensor }): Tensor
  /** `sigmoid_(Tensor(a!) self) -> Tensor(a!)` */
  sigmoid_(self: Tensor): Tensor
  /** `sigmoid_backward(Tensor grad_output, Tensor output) -> Tensor` */
  sigmoidBackward(gradOutput: Tensor, output: Tensor): Tensor
  sigmoidBackward(gradOutput: Tensor, output: Tensor, options: { out: Tensor }): Tensor
  /** `sign(Tensor self) -> Tensor` */
  sign(self: Tensor): Tensor
  sign(self: Tensor, options: { out: Tensor }): Tensor
  /** `sign_(Tensor(a!) self) -> Tensor(a!)` */
  sign_(self: Tensor): Tensor
  /** `signbit(Tensor self) -> Tensor` */
  signbit(self: Tensor): Tensor
  signbit(self: Tensor, options: { out: Tensor }): Tensor
  /** `silu(Tensor self) -> Tensor` */
  silu(self: Tensor): Tensor
  silu(self: Tensor, options: { out: Tensor }): Tensor
  /** `silu_(Tensor(a!) self) -> Tensor(a!)` */
  silu_(self: Tensor): Tensor
  /** `silu_backward(Tensor grad_output, Tensor self) -> Tensor` */
  siluBackward(gradOutput: Tensor, self: Tensor): Tensor
  siluBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor
  /** `sin(Tensor self) -> Tensor` */
  sin(self: Tensor): Tensor
  sin(self: Tensor, options: { out: Tensor }): Tensor
  /** `sin_(Tensor(a!) self) -> Tensor(a!)` */
  sin_(self: Tensor): Tensor
  /** `sinc(Tensor self) -> Tensor` */
  sinc(self: Tensor): Tensor
  sinc(self: Tensor, options: { out: Tensor }): Tensor
  /** `sinc_(Tensor(a!) self) -> Tensor(a!)` */
  sinc_(self: Tensor): Tensor
  /** `sinh(Tensor self) -> Tensor` */
  sinh(self: Tensor): Tensor
  sinh(self: Tensor, options: { out: Tensor }): Tensor
  /** `sinh_(Tensor(a!) self) -> Tensor(a!)` */
  sinh_(self: Tensor): Tensor
  /** `size.int(Tensor self, int dim) -> int` */
  size(self: Tensor, dim: Int): number
  /** `slice.Tensor(Tensor(a) self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  slice(self: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor
  /** `slice_backward(Tensor grad_output, SymInt[] input_sizes, int dim, SymInt start, SymInt end, SymInt step) -> Tensor` */
  sliceBackward(gradOutput: Tensor, inputSizes: IntList, dim: Int, start: Int, end: Int, step: Int): Tensor
  sliceBackward(gradOutput: Tensor, inputSizes: IntList, dim: Int, start: Int, end: Int, step: Int, options: { out: Tensor }): Tensor
  /** `slice_copy.Tensor(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
  sliceCopy(self: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor
  sliceCopy(self: Tensor, options: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int; out: Tensor }): Tensor
  /** `slice_inverse(Tensor(a) self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  sliceInverse(self: Tensor, src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor
  /** `slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
  sliceScatter(self: Tensor, src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor
  sliceScatter(self: Tensor, src: Tensor, options: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int; out: Tensor }): Tensor
  /** `slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)` */
  slogdet(self: Tensor): [sign: Tensor, logabsdet: Tensor]
  slogdet(self: Tensor, options: { out: readonly [sign: Tensor, logabsdet: Tensor] }): [sign: Tensor, logabsdet: Tensor]
  /** `slow_conv3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0]) -> Tensor` */
  slowConv3d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList }): Tensor
  slowConv3d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; out: Tensor }): Tensor
  /** `slow_conv3d_forward(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding) -> Tensor` */
  slowConv3dForward(self: Tensor, weight: Tensor, kernelSize: IntOrList, bias: Tensor | null, stride: IntOrList, padding: IntOrList): Tensor
  slowConv3dForward(self: Tensor, weight: Tensor, kernelSize: IntOrList, bias: Tensor | null, stride: IntOrList, padding: IntOrList, options: { out: Tensor }): Tensor
  /** `slow_conv_dilated2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1]) -> Tensor` */
  slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList }): Tensor
  slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; out: Tensor }): Tensor
  /** `slow_conv_dilated3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
  slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList }): Tensor
  slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; out: Tensor }): Tensor
  /** `slow_conv_transpose2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt[2] dilation=[1, 1]) -> Tensor` */
  slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; dilation?: IntOrList }): Tensor
  slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; dilation?: IntOrList; out: Tensor }): Tensor
  /** `slow_conv_transpose3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
  slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; dilation?: IntOrList }): Tensor
  slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; dilation?: IntOrList; out: Tensor }): Tensor
  /** `smm(Tensor self, Tensor mat2) -> Tensor` */
  smm(self: Tensor, mat2: Tensor): Tensor
  /** `smooth_l1_loss(Tensor self, Tensor target, int reduction=1, float beta=1.) -> Tensor` */
  smoothL1Loss(self: Tensor, target: Tensor, options?: { reduction?: Int; beta?: number }): Tensor
  smoothL1Loss(self: Tensor, target: Tensor, options: { reduction?: Int; beta?: number; out: Tensor }): Tensor
  /** `smooth_l1_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction, float beta) -> Tensor` */
  smoothL1LossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int, beta: number): Tensor
  smoothL1LossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int, beta: number, options: { out: Tensor }): Tensor
  /** `soft_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  softMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: Int }): Tensor
  softMarginLoss(self: Tensor, target: Tensor, options: { reduction?: Int; out: Tensor }): Tensor
  /** `soft_margin_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction) -> Tensor` */
  softMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int): Tensor
  softMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: Int, options: { out: Tensor }): Tensor
  /** `softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  softmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor
  softmax(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor
  /** `softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor` */
  softplus(self: Tensor, options?: { beta?: Scalar; threshold?: Scalar }): Tensor
  softplus(self: Tensor, options: { beta?: Scalar; threshold?: Scalar; out: Tensor }): Tensor
  /** `softplus_backward(Tensor grad_output, Tensor self, Scalar beta, Scalar threshold) -> Tensor` */
  softplusBackward(gradOutput: Tensor, self: Tensor, beta: Scalar, threshold: Scalar): Tensor
  softplusBackward(gradOutput: Tensor, self: Tensor, beta: Scalar, threshold: Scalar, options: { out: Tensor }): Tensor
  /** `softshrink(Tensor self, Scalar lambd=0.5) -> Tensor` */
  softshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor
  softshrink(self: Tensor, options: { lambd?: Scalar; out: Tensor }): Tensor
  /** `softshrink_backward(Tensor grad_output, Tensor self, Scalar lambd) -> Tensor` */
  softshrinkBackward(gradOutput: Tensor, self: Tensor, lambd: Scalar): Tensor
  softshrinkBackward(gradOutput: Tensor, self: Tensor, lambd: Scalar, options: { out: Tensor }): Tensor
  /** `sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`, `sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` */
  sort(self: Tensor, options?: { dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor]
  sort(self: Tensor, options: { stable: boolean | null; dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor]
  sort(self: Tensor, options: { dim?: Int; descending?: boolean; out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  sort(self: Tensor, options: { stable: boolean | null; dim?: Int; descending?: boolean; out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `sparse_bsc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`, `sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  /** `sparse_bsr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`, `sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  /** `sparse_compressed_tensor.comp_plain_value(Tensor compressed_indices, Tensor plain_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`, `sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  /** `sparse_coo_tensor.indices(Tensor indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor`, `sparse_coo_tensor.indices_size(Tensor indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor`, `sparse_coo_tensor.size(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCooTensor(indices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null }): Tensor
  sparseCooTensor(indices: Tensor, values: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null }): Tensor
  sparseCooTensor(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  sparseCooTensor(size: IntList, options: { out: Tensor }): Tensor
  /** `sparse_csc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`, `sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  /** `sparse_csr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`, `sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  /** `sparse_dim(Tensor self) -> int` */
  sparseDim(self: Tensor): number
  /** `sparse_mask(Tensor self, Tensor mask) -> Tensor` */
  sparseMask(self: Tensor, mask: Tensor): Tensor
  sparseMask(self: Tensor, mask: Tensor, options: { out: Tensor }): Tensor
  /** `sparse_resize(Tensor self, int[] size, int sparse_dim, int dense_dim) -> Tensor` */
  sparseResize(self: Tensor, size: IntList, sparseDim: Int, denseDim: Int): Tensor
  sparseResize(self: Tensor, size: IntList, sparseDim: Int, denseDim: Int, options: { out: Tensor }): Tensor
  /** `sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` */
  sparseResize_(self: Tensor, size: IntList, sparseDim: Int, denseDim: Int): Tensor
  /** `sparse_resize_and_clear(Tensor self, int[] size, int sparse_dim, int dense_dim) -> Tensor` */
  sparseResizeAndClear(self: Tensor, size: IntList, sparseDim: Int, denseDim: Int): Tensor
  sparseResizeAndClear(self: Tensor, size: IntList, sparseDim: Int, denseDim: Int, options: { out: Tensor }): Tensor
  /** `sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` */
  sparseResizeAndClear_(self: Tensor, size: IntList, sparseDim: Int, denseDim: Int): Tensor
  /** `sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  sparseSampledAddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  sparseSampledAddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  /** `special_airy_ai(Tensor x) -> Tensor` */
  specialAiryAi(x: Tensor): Tensor
  specialAiryAi(x: Tensor, options: { out: Tensor }): Tensor
  /** `special_bessel_j0(Tensor self) -> Tensor` */
  specialBesselJ0(self: Tensor): Tensor
  specialBesselJ0(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_bessel_j1(Tensor self) -> Tensor` */
  specialBesselJ1(self: Tensor): Tensor
  specialBesselJ1(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_bessel_y0(Tensor self) -> Tensor` */
  specialBesselY0(self: Tensor): Tensor
  specialBesselY0(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_bessel_y1(Tensor self) -> Tensor` */
  specialBesselY1(self: Tensor): Tensor
  specialBesselY1(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor`, `special_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialT(x: Tensor, n: Tensor): Tensor
  specialChebyshevPolynomialT(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialChebyshevPolynomialT(x: Tensor, n: Scalar): Tensor
  specialChebyshevPolynomialT(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialChebyshevPolynomialT(x: Scalar, n: Tensor): Tensor
  specialChebyshevPolynomialT(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor`, `special_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialU(x: Tensor, n: Tensor): Tensor
  specialChebyshevPolynomialU(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialChebyshevPolynomialU(x: Tensor, n: Scalar): Tensor
  specialChebyshevPolynomialU(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialChebyshevPolynomialU(x: Scalar, n: Tensor): Tensor
  specialChebyshevPolynomialU(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor`, `special_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialV(x: Tensor, n: Tensor): Tensor
  specialChebyshevPolynomialV(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialChebyshevPolynomialV(x: Tensor, n: Scalar): Tensor
  specialChebyshevPolynomialV(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialChebyshevPolynomialV(x: Scalar, n: Tensor): Tensor
  specialChebyshevPolynomialV(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor`, `special_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialW(x: Tensor, n: Tensor): Tensor
  specialChebyshevPolynomialW(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialChebyshevPolynomialW(x: Tensor, n: Scalar): Tensor
  specialChebyshevPolynomialW(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialChebyshevPolynomialW(x: Scalar, n: Tensor): Tensor
  specialChebyshevPolynomialW(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_digamma(Tensor self) -> Tensor` */
  specialDigamma(self: Tensor): Tensor
  specialDigamma(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_entr(Tensor self) -> Tensor` */
  specialEntr(self: Tensor): Tensor
  specialEntr(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_erf(Tensor self) -> Tensor` */
  specialErf(self: Tensor): Tensor
  specialErf(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_erfc(Tensor self) -> Tensor` */
  specialErfc(self: Tensor): Tensor
  specialErfc(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_erfcx(Tensor self) -> Tensor` */
  specialErfcx(self: Tensor): Tensor
  specialErfcx(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_erfinv(Tensor self) -> Tensor` */
  specialErfinv(self: Tensor): Tensor
  specialErfinv(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_exp2(Tensor self) -> Tensor` */
  specialExp2(self: Tensor): Tensor
  specialExp2(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_expit(Tensor self) -> Tensor` */
  specialExpit(self: Tensor): Tensor
  specialExpit(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_expm1(Tensor self) -> Tensor` */
  specialExpm1(self: Tensor): Tensor
  specialExpm1(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_gammainc(Tensor self, Tensor other) -> Tensor` */
  specialGammainc(self: Tensor, other: Tensor): Tensor
  specialGammainc(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `special_gammaincc(Tensor self, Tensor other) -> Tensor` */
  specialGammaincc(self: Tensor, other: Tensor): Tensor
  specialGammaincc(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `special_gammaln(Tensor self) -> Tensor` */
  specialGammaln(self: Tensor): Tensor
  specialGammaln(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_hermite_polynomial_h(Tensor x, Tensor n) -> Tensor`, `special_hermite_polynomial_h.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_hermite_polynomial_h.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialHermitePolynomialH(x: Tensor, n: Tensor): Tensor
  specialHermitePolynomialH(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialHermitePolynomialH(x: Tensor, n: Scalar): Tensor
  specialHermitePolynomialH(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialHermitePolynomialH(x: Scalar, n: Tensor): Tensor
  specialHermitePolynomialH(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_hermite_polynomial_he(Tensor x, Tensor n) -> Tensor`, `special_hermite_polynomial_he.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_hermite_polynomial_he.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialHermitePolynomialHe(x: Tensor, n: Tensor): Tensor
  specialHermitePolynomialHe(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialHermitePolynomialHe(x: Tensor, n: Scalar): Tensor
  specialHermitePolynomialHe(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialHermitePolynomialHe(x: Scalar, n: Tensor): Tensor
  specialHermitePolynomialHe(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_i0(Tensor self) -> Tensor` */
  specialI0(self: Tensor): Tensor
  specialI0(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_i0e(Tensor self) -> Tensor` */
  specialI0e(self: Tensor): Tensor
  specialI0e(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_i1(Tensor self) -> Tensor` */
  specialI1(self: Tensor): Tensor
  specialI1(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_i1e(Tensor self) -> Tensor` */
  specialI1e(self: Tensor): Tensor
  specialI1e(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_laguerre_polynomial_l(Tensor x, Tensor n) -> Tensor`, `special_laguerre_polynomial_l.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_laguerre_polynomial_l.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialLaguerrePolynomialL(x: Tensor, n: Tensor): Tensor
  specialLaguerrePolynomialL(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialLaguerrePolynomialL(x: Tensor, n: Scalar): Tensor
  specialLaguerrePolynomialL(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialLaguerrePolynomialL(x: Scalar, n: Tensor): Tensor
  specialLaguerrePolynomialL(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_legendre_polynomial_p(Tensor x, Tensor n) -> Tensor`, `special_legendre_polynomial_p.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_legendre_polynomial_p.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialLegendrePolynomialP(x: Tensor, n: Tensor): Tensor
  specialLegendrePolynomialP(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialLegendrePolynomialP(x: Tensor, n: Scalar): Tensor
  specialLegendrePolynomialP(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialLegendrePolynomialP(x: Scalar, n: Tensor): Tensor
  specialLegendrePolynomialP(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_log1p(Tensor self) -> Tensor` */
  specialLog1p(self: Tensor): Tensor
  specialLog1p(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_log_ndtr(Tensor self) -> Tensor` */
  specialLogNdtr(self: Tensor): Tensor
  specialLogNdtr(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_log_softmax(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  specialLogSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor
  /** `special_logit(Tensor self, float? eps=None) -> Tensor` */
  specialLogit(self: Tensor, options?: { eps?: number | null }): Tensor
  specialLogit(self: Tensor, options: { eps?: number | null; out: Tensor }): Tensor
  /** `special_logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  specialLogsumexp(self: Tensor, dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  specialLogsumexp(self: Tensor, dim: IntOrList, options: { keepdim?: boolean; out: Tensor }): Tensor
  /** `special_modified_bessel_i0(Tensor self) -> Tensor` */
  specialModifiedBesselI0(self: Tensor): Tensor
  specialModifiedBesselI0(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_modified_bessel_i1(Tensor self) -> Tensor` */
  specialModifiedBesselI1(self: Tensor): Tensor
  specialModifiedBesselI1(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_modified_bessel_k0(Tensor self) -> Tensor` */
  specialModifiedBesselK0(self: Tensor): Tensor
  specialModifiedBesselK0(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_modified_bessel_k1(Tensor self) -> Tensor` */
  specialModifiedBesselK1(self: Tensor): Tensor
  specialModifiedBesselK1(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_multigammaln(Tensor self, int p) -> Tensor` */
  specialMultigammaln(self: Tensor, p: Int): Tensor
  specialMultigammaln(self: Tensor, p: Int, options: { out: Tensor }): Tensor
  /** `special_ndtr(Tensor self) -> Tensor` */
  specialNdtr(self: Tensor): Tensor
  specialNdtr(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_ndtri(Tensor self) -> Tensor` */
  specialNdtri(self: Tensor): Tensor
  specialNdtri(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_polygamma(int n, Tensor self) -> Tensor` */
  specialPolygamma(n: Int, self: Tensor): Tensor
  specialPolygamma(n: Int, self: Tensor, options: { out: Tensor }): Tensor
  /** `special_psi(Tensor self) -> Tensor` */
  specialPsi(self: Tensor): Tensor
  specialPsi(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_round(Tensor self, *, int decimals=0) -> Tensor` */
  specialRound(self: Tensor, options?: { decimals?: Int }): Tensor
  specialRound(self: Tensor, options: { decimals?: Int; out: Tensor }): Tensor
  /** `special_scaled_modified_bessel_k0(Tensor x) -> Tensor` */
  specialScaledModifiedBesselK0(x: Tensor): Tensor
  specialScaledModifiedBesselK0(x: Tensor, options: { out: Tensor }): Tensor
  /** `special_scaled_modified_bessel_k1(Tensor x) -> Tensor` */
  specialScaledModifiedBesselK1(x: Tensor): Tensor
  specialScaledModifiedBesselK1(x: Tensor, options: { out: Tensor }): Tensor
  /** `special_shifted_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor`, `special_shifted_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_shifted_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialT(x: Tensor, n: Tensor): Tensor
  specialShiftedChebyshevPolynomialT(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialShiftedChebyshevPolynomialT(x: Tensor, n: Scalar): Tensor
  specialShiftedChebyshevPolynomialT(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialShiftedChebyshevPolynomialT(x: Scalar, n: Tensor): Tensor
  specialShiftedChebyshevPolynomialT(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_shifted_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor`, `special_shifted_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_shifted_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialU(x: Tensor, n: Tensor): Tensor
  specialShiftedChebyshevPolynomialU(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialShiftedChebyshevPolynomialU(x: Tensor, n: Scalar): Tensor
  specialShiftedChebyshevPolynomialU(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialShiftedChebyshevPolynomialU(x: Scalar, n: Tensor): Tensor
  specialShiftedChebyshevPolynomialU(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_shifted_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor`, `special_shifted_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_shifted_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialV(x: Tensor, n: Tensor): Tensor
  specialShiftedChebyshevPolynomialV(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialShiftedChebyshevPolynomialV(x: Tensor, n: Scalar): Tensor
  specialShiftedChebyshevPolynomialV(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialShiftedChebyshevPolynomialV(x: Scalar, n: Tensor): Tensor
  specialShiftedChebyshevPolynomialV(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_shifted_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor`, `special_shifted_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor`, `special_shifted_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialW(x: Tensor, n: Tensor): Tensor
  specialShiftedChebyshevPolynomialW(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor
  specialShiftedChebyshevPolynomialW(x: Tensor, n: Scalar): Tensor
  specialShiftedChebyshevPolynomialW(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor
  specialShiftedChebyshevPolynomialW(x: Scalar, n: Tensor): Tensor
  specialShiftedChebyshevPolynomialW(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor
  /** `special_sinc(Tensor self) -> Tensor` */
  specialSinc(self: Tensor): Tensor
  specialSinc(self: Tensor, options: { out: Tensor }): Tensor
  /** `special_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  specialSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor
  /** `special_spherical_bessel_j0(Tensor x) -> Tensor` */
  specialSphericalBesselJ0(x: Tensor): Tensor
  specialSphericalBesselJ0(x: Tensor, options: { out: Tensor }): Tensor
  /** `special_xlog1py(Tensor self, Tensor other) -> Tensor`, `special_xlog1py.other_scalar(Tensor self, Scalar other) -> Tensor`, `special_xlog1py.self_scalar(Scalar self, Tensor other) -> Tensor` */
  specialXlog1py(self: Tensor, other: Tensor): Tensor
  specialXlog1py(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  specialXlog1py(self: Tensor, other: Scalar): Tensor
  specialXlog1py(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  specialXlog1py(self: Scalar, other: Tensor): Tensor
  specialXlog1py(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `special_xlogy(Tensor self, Tensor other) -> Tensor`, `special_xlogy.other_scalar(Tensor self, Scalar other) -> Tensor`, `special_xlogy.self_scalar(Scalar self, Tensor other) -> Tensor` */
  specialXlogy(self: Tensor, other: Tensor): Tensor
  specialXlogy(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  specialXlogy(self: Tensor, other: Scalar): Tensor
  specialXlogy(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  specialXlogy(self: Scalar, other: Tensor): Tensor
  specialXlogy(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `special_zeta(Tensor self, Tensor other) -> Tensor`, `special_zeta.other_scalar(Tensor self, Scalar other) -> Tensor`, `special_zeta.self_scalar(Scalar self, Tensor other) -> Tensor` */
  specialZeta(self: Tensor, other: Tensor): Tensor
  specialZeta(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  specialZeta(self: Tensor, other: Scalar): Tensor
  specialZeta(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  specialZeta(self: Scalar, other: Tensor): Tensor
  specialZeta(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]`, `split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]` */
  split(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[]
  split(self: Tensor, splitSize: IntList, options?: { dim?: Int }): Tensor[]
  /** `split_copy.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
  splitCopy(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[]
  splitCopy(self: Tensor, splitSize: Int, options: { dim?: Int; out: TensorList }): void
  /** `split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
  splitWithSizes(self: Tensor, splitSizes: IntList, options?: { dim?: Int }): Tensor[]
  /** `split_with_sizes_copy(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  splitWithSizesCopy(self: Tensor, splitSizes: IntList, options?: { dim?: Int }): Tensor[]
  splitWithSizesCopy(self: Tensor, splitSizes: IntList, options: { dim?: Int; out: TensorList }): void
  /** `sqrt(Tensor self) -> Tensor` */
  sqrt(self: Tensor): Tensor
  sqrt(self: Tensor, options: { out: Tensor }): Tensor
  /** `sqrt_(Tensor(a!) self) -> Tensor(a!)` */
  sqrt_(self: Tensor): Tensor
  /** `square(Tensor self) -> Tensor` */
  square(self: Tensor): Tensor
  square(self: Tensor, options: { out: Tensor }): Tensor
  /** `square_(Tensor(a!) self) -> Tensor(a!)` */
  square_(self: Tensor): Tensor
  /** `squeeze(Tensor(a) self) -> Tensor(a)`, `squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)`, `squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)` */
  squeeze(self: Tensor): Tensor
  squeeze(self: Tensor, dim: Int): Tensor
  squeeze(self: Tensor, dim: IntList): Tensor
  /** `squeeze_(Tensor(a!) self) -> Tensor(a!)`, `squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)`, `squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)` */
  squeeze_(self: Tensor): Tensor
  squeeze_(self: Tensor, dim: Int): Tensor
  squeeze_(self: Tensor, dim: IntList): Tensor
  /** `squeeze_copy(Tensor self) -> Tensor`, `squeeze_copy.dim(Tensor self, int dim) -> Tensor`, `squeeze_copy.dims(Tensor self, int[] dim) -> Tensor` */
  squeezeCopy(self: Tensor): Tensor
  squeezeCopy(self: Tensor, options: { out: Tensor }): Tensor
  squeezeCopy(self: Tensor, dim: Int): Tensor
  squeezeCopy(self: Tensor, dim: Int, options: { out: Tensor }): Tensor
  squeezeCopy(self: Tensor, dim: IntList): Tensor
  squeezeCopy(self: Tensor, dim: IntList, options: { out: Tensor }): Tensor
  /** `sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  sspaddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  sspaddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor
  /** `stack(Tensor[] tensors, int dim=0) -> Tensor` */
  stack(tensors: TensorList, options?: { dim?: Int }): Tensor
  stack(tensors: TensorList, options: { dim?: Int; out: Tensor }): Tensor
  /** `std(Tensor self, bool unbiased=True) -> Tensor`, `std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`, `std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` */
  std(self: Tensor, options?: { unbiased?: boolean }): Tensor
  std(self: Tensor, options?: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean }): Tensor
  std(self: Tensor, options: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean; out: Tensor }): Tensor
  std(self: Tensor, dim: IntOrList | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor
  std(self: Tensor, dim: IntOrList | null, options: { unbiased?: boolean; keepdim?: boolean; out: Tensor }): Tensor
  /** `std_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`, `std_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`, `std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` */
  stdMean(self: Tensor, options?: { unbiased?: boolean }): [Tensor, Tensor]
  stdMean(self: Tensor, options?: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor]
  stdMean(self: Tensor, options: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean; out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  stdMean(self: Tensor, dim: IntOrList | null, options?: { unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor]
  /** `stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`, `stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` */
  stft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor
  stft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor
  /** `storage_offset(Tensor self) -> int` */
  storageOffset(self: Tensor): number
  /** `stride.int(Tensor self, int dim) -> int` */
  stride(self: Tensor, dim: Int): number
  /** `sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`, `sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  sub(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor
  sub(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor
  sub(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor
  sub(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor
  /** `sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`, `sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  sub_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor
  sub_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor
  /** `subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`, `subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  subtract(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor
  subtract(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor
  subtract(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor
  /** `subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`, `subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  subtract_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor
  subtract_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor
  /** `sum(Tensor self, *, ScalarType? dtype=None) -> Tensor`, `sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  sum(self: Tensor, options?: { dtype?: DType | null }): Tensor
  sum(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor
  sum(self: Tensor, dim: IntOrList | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor
  sum(self: Tensor, dim: IntOrList | null, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor
  /** `sum_to_size(Tensor self, SymInt[] size) -> Tensor` */
  sumToSize(self: Tensor, size: IntList): Tensor
  /** `svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)` */
  svd(self: Tensor, options?: { some?: boolean; computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor]
  svd(self: Tensor, options: { some?: boolean; computeUv?: boolean; out: readonly [U: Tensor, S: Tensor, V: Tensor] }): [U: Tensor, S: Tensor, V: Tensor]
  /** `swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` */
  swapaxes(self: Tensor, axis0: Int, axis1: Int): Tensor
  /** `swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)` */
  swapaxes_(self: Tensor, axis0: Int, axis1: Int): Tensor
  /** `swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` */
  swapdims(self: Tensor, dim0: Int, dim1: Int): Tensor
  /** `swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` */
  swapdims_(self: Tensor, dim0: Int, dim1: Int): Tensor
  /** `sym_constrain_range(Scalar size, *, int? min=None, int? max=None) -> ()` */
  symConstrainRange(size: Scalar, options?: { min?: Int | null; max?: Int | null }): void
  /** `sym_constrain_range_for_size(Scalar size, *, int? min=None, int? max=None) -> ()` */
  symConstrainRangeForSize(size: Scalar, options?: { min?: Int | null; max?: Int | null }): void
  /** `sym_is_contiguous(Tensor self, MemoryFormat memory_format=0) -> SymBool` */
  symIsContiguous(self: Tensor, options?: { memoryFormat?: MemoryFormat }): boolean
  /** `sym_numel(Tensor self) -> SymInt` */
  symNumel(self: Tensor): number
  /** `sym_size.int(Tensor self, int dim) -> SymInt` */
  symSize(self: Tensor, dim: Int): number
  /** `sym_storage_offset(Tensor self) -> SymInt` */
  symStorageOffset(self: Tensor): number
  /** `sym_stride.int(Tensor self, int dim) -> SymInt` */
  symStride(self: Tensor, dim: Int): number
  /** `t(Tensor(a) self) -> Tensor(a)` */
  t(self: Tensor): Tensor
  /** `t_(Tensor(a!) self) -> Tensor(a!)` */
  t_(self: Tensor): Tensor
  /** `t_copy(Tensor self) -> Tensor` */
  tCopy(self: Tensor): Tensor
  tCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `take(Tensor self, Tensor index) -> Tensor` */
  take(self: Tensor, index: Tensor): Tensor
  take(self: Tensor, index: Tensor, options: { out: Tensor }): Tensor
  /** `take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor` */
  takeAlongDim(self: Tensor, indices: Tensor, options?: { dim?: Int | null }): Tensor
  takeAlongDim(self: Tensor, indices: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor
  /** `tan(Tensor self) -> Tensor` */
  tan(self: Tensor): Tensor
  tan(self: Tensor, options: { out: Tensor }): Tensor
  /** `tan_(Tensor(a!) self) -> Tensor(a!)` */
  tan_(self: Tensor): Tensor
  /** `tanh(Tensor self) -> Tensor` */
  tanh(self: Tensor): Tensor
  tanh(self: Tensor, options: { out: Tensor }): Tensor
  /** `tanh_(Tensor(a!) self) -> Tensor(a!)` */
  tanh_(self: Tensor): Tensor
  /** `tanh_backward(Tensor grad_output, Tensor output) -> Tensor` */
  tanhBackward(gradOutput: Tensor, output: Tensor): Tensor
  tanhBackward(gradOutput: Tensor, output: Tensor, options: { out: Tensor }): Tensor
  /** `tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]`, `tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]`, `tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]` */
  tensorSplit(self: Tensor, tensorIndicesOrSections: Tensor, options?: { dim?: Int }): Tensor[]
  tensorSplit(self: Tensor, sections: Int, options?: { dim?: Int }): Tensor[]
  tensorSplit(self: Tensor, indices: IntList, options?: { dim?: Int }): Tensor[]
  /** `tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor` */
  tensordot(self: Tensor, other: Tensor, dimsSelf: IntList, dimsOther: IntList): Tensor
  tensordot(self: Tensor, other: Tensor, dimsSelf: IntList, dimsOther: IntList, options: { out: Tensor }): Tensor
  /** `thnn_conv2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0]) -> Tensor` */
  thnnConv2d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList }): Tensor
  thnnConv2d(self: Tensor, weight: Tensor, kernelSize: IntOrList, options: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; out: Tensor }): Tensor
  /** `threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor` */
  threshold(self: Tensor, threshold: Scalar, value: Scalar): Tensor
  threshold(self: Tensor, threshold: Scalar, value: Scalar, options: { out: Tensor }): Tensor
  /** `threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)` */
  threshold_(self: Tensor, threshold: Scalar, value: Scalar): Tensor
  /** `threshold_backward(Tensor grad_output, Tensor self, Scalar threshold) -> Tensor` */
  thresholdBackward(gradOutput: Tensor, self: Tensor, threshold: Scalar): Tensor
  thresholdBackward(gradOutput: Tensor, self: Tensor, threshold: Scalar, options: { out: Tensor }): Tensor
  /** `tile(Tensor self, SymInt[] dims) -> Tensor` */
  tile(self: Tensor, dims: IntList): Tensor
  /** `to.dtype_layout(Tensor(a) self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)`, `to.other(Tensor(a) self, Tensor other, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)`, `to.dtype(Tensor(a) self, ScalarType dtype, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)`, `to.device(Tensor(a) self, Device device, ScalarType dtype, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor
  to(self: Tensor, other: Tensor, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor
  to(self: Tensor, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor
  to(self: Tensor, device: Device, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor
  /** `to_dense(Tensor self, ScalarType? dtype=None, *, bool? masked_grad=None) -> Tensor` */
  toDense(self: Tensor, options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor
  /** `to_dense_backward(Tensor grad, Tensor input, bool? masked_grad=None) -> Tensor` */
  toDenseBackward(grad: Tensor, input: Tensor, options?: { maskedGrad?: boolean | null }): Tensor
  /** `to_mkldnn(Tensor self, ScalarType? dtype=None) -> Tensor` */
  toMkldnn(self: Tensor, options?: { dtype?: DType | null }): Tensor
  toMkldnn(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor
  /** `to_mkldnn_backward(Tensor grad, Tensor input) -> Tensor` */
  toMkldnnBackward(grad: Tensor, input: Tensor): Tensor
  /** `to_padded_tensor(Tensor self, float padding, SymInt[]? output_size=None) -> Tensor` */
  toPaddedTensor(self: Tensor, padding: number, options?: { outputSize?: IntList | null }): Tensor
  toPaddedTensor(self: Tensor, padding: number, options: { outputSize?: IntList | null; out: Tensor }): Tensor
  /** `to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor`, `to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor` */
  toSparse(self: Tensor, options?: { layout?: Layout | null; blocksize?: IntOrList | null; denseDim?: Int | null }): Tensor
  toSparse(self: Tensor, sparseDim: Int): Tensor
  /** `to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
  toSparseBsc(self: Tensor, blocksize: IntOrList, options?: { denseDim?: Int | null }): Tensor
  /** `to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
  toSparseBsr(self: Tensor, blocksize: IntOrList, options?: { denseDim?: Int | null }): Tensor
  /** `to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor` */
  toSparseCsc(self: Tensor, options?: { denseDim?: Int | null }): Tensor
  /** `to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor` */
  toSparseCsr(self: Tensor, options?: { denseDim?: Int | null }): Tensor
  /** `topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)` */
  topk(self: Tensor, k: Int, options?: { dim?: Int; largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor]
  topk(self: Tensor, k: Int, options: { dim?: Int; largest?: boolean; sorted?: boolean; out: readonly [values: Tensor, indices: Tensor] }): [values: Tensor, indices: Tensor]
  /** `trace(Tensor self) -> Tensor` */
  trace(self: Tensor): Tensor
  trace(self: Tensor, options: { out: Tensor }): Tensor
  /** `trace_backward(Tensor grad, SymInt[] sizes) -> Tensor` */
  traceBackward(grad: Tensor, sizes: IntList): Tensor
  /** `transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` */
  transpose(self: Tensor, dim0: Int, dim1: Int): Tensor
  /** `transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` */
  transpose_(self: Tensor, dim0: Int, dim1: Int): Tensor
  /** `transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` */
  transposeCopy(self: Tensor, dim0: Int, dim1: Int): Tensor
  transposeCopy(self: Tensor, dim0: Int, dim1: Int, options: { out: Tensor }): Tensor
  /** `trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor`, `trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` */
  trapezoid(y: Tensor, options?: { dx?: Scalar; dim?: Int }): Tensor
  trapezoid(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor
  /** `trapz.dx(Tensor y, *, float dx=1., int dim=-1) -> Tensor`, `trapz.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` */
  trapz(y: Tensor, options?: { dx?: number; dim?: Int }): Tensor
  trapz(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor
  /** `triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)` */
  triangularSolve(self: Tensor, A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor]
  triangularSolve(self: Tensor, A: Tensor, options: { upper?: boolean; transpose?: boolean; unitriangular?: boolean; out: readonly [X: Tensor, M: Tensor] }): [solution: Tensor, clonedCoefficient: Tensor]
  /** `tril(Tensor self, SymInt diagonal=0) -> Tensor` */
  tril(self: Tensor, options?: { diagonal?: Int }): Tensor
  tril(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor
  /** `tril_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)` */
  tril_(self: Tensor, options?: { diagonal?: Int }): Tensor
  /** `tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  trilIndices(row: Int, col: Int, options?: { offset?: Int; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  trilIndices(row: Int, col: Int, options: { offset?: Int; out: Tensor }): Tensor
  /** `triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1., float p=2., float eps=9.9999999999999995e-07, bool swap=False, int reduction=1) -> Tensor` */
  tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, options?: { margin?: number; p?: number; eps?: number; swap?: boolean; reduction?: Int }): Tensor
  /** `triu(Tensor self, SymInt diagonal=0) -> Tensor` */
  triu(self: Tensor, options?: { diagonal?: Int }): Tensor
  triu(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor
  /** `triu_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)` */
  triu_(self: Tensor, options?: { diagonal?: Int }): Tensor
  /** `triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  triuIndices(row: Int, col: Int, options?: { offset?: Int; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  triuIndices(row: Int, col: Int, options: { offset?: Int; out: Tensor }): Tensor
  /** `true_divide.Tensor(Tensor self, Tensor other) -> Tensor`, `true_divide.Scalar(Tensor self, Scalar other) -> Tensor` */
  trueDivide(self: Tensor, other: Tensor): Tensor
  trueDivide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  trueDivide(self: Tensor, other: Scalar): Tensor
  /** `true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  trueDivide_(self: Tensor, other: Tensor): Tensor
  trueDivide_(self: Tensor, other: Scalar): Tensor
  /** `trunc(Tensor self) -> Tensor` */
  trunc(self: Tensor): Tensor
  trunc(self: Tensor, options: { out: Tensor }): Tensor
  /** `trunc_(Tensor(a!) self) -> Tensor(a!)` */
  trunc_(self: Tensor): Tensor
  /** `type_as(Tensor self, Tensor other) -> Tensor` */
  typeAs(self: Tensor, other: Tensor): Tensor
  /** `unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]` */
  unbind(self: Tensor, options?: { dim?: Int }): Tensor[]
  /** `unbind_copy.int(Tensor self, int dim=0) -> Tensor[]` */
  unbindCopy(self: Tensor, options?: { dim?: Int }): Tensor[]
  unbindCopy(self: Tensor, options: { dim?: Int; out: TensorList }): void
  /** `unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` */
  unflatten(self: Tensor, dim: Int, sizes: IntList): Tensor
  /** `unflatten_dense_tensors(Tensor flat, Tensor[] tensors) -> Tensor[]` */
  unflattenDenseTensors(flat: Tensor, tensors: TensorList): Tensor[]
  /** `unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)` */
  unfold(self: Tensor, dimension: Int, size: Int, step: Int): Tensor
  /** `unfold_backward(Tensor grad_in, SymInt[] input_sizes, int dim, int size, int step) -> Tensor` */
  unfoldBackward(gradIn: Tensor, inputSizes: IntList, dim: Int, size: Int, step: Int): Tensor
  unfoldBackward(gradIn: Tensor, inputSizes: IntList, dim: Int, size: Int, step: Int, options: { out: Tensor }): Tensor
  /** `unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` */
  unfoldCopy(self: Tensor, dimension: Int, size: Int, step: Int): Tensor
  unfoldCopy(self: Tensor, dimension: Int, size: Int, step: Int, options: { out: Tensor }): Tensor
  /** `uniform(Tensor self, float from=0., float to=1., *, Generator? generator=None) -> Tensor` */
  uniform(self: Tensor, options?: { from?: number; to?: number; generator?: Generator | null }): Tensor
  uniform(self: Tensor, options: { from?: number; to?: number; generator?: Generator | null; out: Tensor }): Tensor
  /** `uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)` */
  uniform_(self: Tensor, options?: { from?: number; to?: number; generator?: Generator | null }): Tensor
  /** `unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor, Tensor, Tensor)` */
  uniqueConsecutive(self: Tensor, options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null }): [Tensor, Tensor, Tensor]
  uniqueConsecutive(self: Tensor, options: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null; out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
  uniqueDim(self: Tensor, dim: Int, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor]
  uniqueDim(self: Tensor, dim: Int, options: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean; out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `unique_dim_consecutive(Tensor self, int dim, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
  uniqueDimConsecutive(self: Tensor, dim: Int, options?: { returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor]
  uniqueDimConsecutive(self: Tensor, dim: Int, options: { returnInverse?: boolean; returnCounts?: boolean; out: readonly [out0: Tensor, out1: Tensor, out2: Tensor] }): [Tensor, Tensor, Tensor]
  /** `unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` */
  unsafeChunk(self: Tensor, chunks: Int, options?: { dim?: Int }): Tensor[]
  /** `unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
  unsafeSplit(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[]
  unsafeSplit(self: Tensor, splitSize: Int, options: { dim?: Int; out: TensorList }): void
  /** `unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  unsafeSplitWithSizes(self: Tensor, splitSizes: IntList, options?: { dim?: Int }): Tensor[]
  unsafeSplitWithSizes(self: Tensor, splitSizes: IntList, options: { dim?: Int; out: TensorList }): void
  /** `unsqueeze(Tensor(a) self, int dim) -> Tensor(a)` */
  unsqueeze(self: Tensor, dim: Int): Tensor
  /** `unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)` */
  unsqueeze_(self: Tensor, dim: Int): Tensor
  /** `unsqueeze_copy(Tensor self, int dim) -> Tensor` */
  unsqueezeCopy(self: Tensor, dim: Int): Tensor
  unsqueezeCopy(self: Tensor, dim: Int, options: { out: Tensor }): Tensor
  /** `upsample_bicubic2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor`, `upsample_bicubic2d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  upsampleBicubic2d(self: Tensor, outputSize: IntOrList, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleBicubic2d(self: Tensor, outputSize: IntOrList, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  upsampleBicubic2d(input: Tensor, outputSize: IntList | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor
  /** `upsample_bicubic2d_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleBicubic2dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleBicubic2dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  /** `upsample_bilinear2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor`, `upsample_bilinear2d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  upsampleBilinear2d(self: Tensor, outputSize: IntOrList, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleBilinear2d(self: Tensor, outputSize: IntOrList, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  upsampleBilinear2d(input: Tensor, outputSize: IntList | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor
  upsampleBilinear2d(input: Tensor, outputSize: IntList | null, alignCorners: boolean, scaleFactors: readonly number[] | null, options: { out: Tensor }): Tensor
  /** `upsample_bilinear2d_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleBilinear2dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleBilinear2dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  /** `upsample_linear1d(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None) -> Tensor`, `upsample_linear1d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  upsampleLinear1d(self: Tensor, outputSize: IntOrList, alignCorners: boolean, options?: { scales?: number | null }): Tensor
  upsampleLinear1d(self: Tensor, outputSize: IntOrList, alignCorners: boolean, options: { scales?: number | null; out: Tensor }): Tensor
  upsampleLinear1d(input: Tensor, outputSize: IntList | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor
  /** `upsample_linear1d_backward(Tensor grad_output, SymInt[1] output_size, SymInt[3] input_size, bool align_corners, float? scales=None) -> Tensor` */
  upsampleLinear1dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, alignCorners: boolean, options?: { scales?: number | null }): Tensor
  upsampleLinear1dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, alignCorners: boolean, options: { scales?: number | null; out: Tensor }): Tensor
  /** `upsample_nearest1d(Tensor self, SymInt[1] output_size, float? scales=None) -> Tensor`, `upsample_nearest1d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  upsampleNearest1d(self: Tensor, outputSize: IntOrList, options?: { scales?: number | null }): Tensor
  upsampleNearest1d(self: Tensor, outputSize: IntOrList, options: { scales?: number | null; out: Tensor }): Tensor
  upsampleNearest1d(input: Tensor, outputSize: IntList | null, scaleFactors: readonly number[] | null): Tensor
  /** `upsample_nearest1d_backward(Tensor grad_output, SymInt[1] output_size, SymInt[3] input_size, float? scales=None) -> Tensor` */
  upsampleNearest1dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, options?: { scales?: number | null }): Tensor
  upsampleNearest1dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, options: { scales?: number | null; out: Tensor }): Tensor
  /** `upsample_nearest2d(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None) -> Tensor`, `upsample_nearest2d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  upsampleNearest2d(self: Tensor, outputSize: IntOrList, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleNearest2d(self: Tensor, outputSize: IntOrList, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  upsampleNearest2d(input: Tensor, outputSize: IntList | null, scaleFactors: readonly number[] | null): Tensor
  upsampleNearest2d(input: Tensor, outputSize: IntList | null, scaleFactors: readonly number[] | null, options: { out: Tensor }): Tensor
  /** `upsample_nearest2d_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleNearest2dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleNearest2dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  /** `upsample_nearest3d(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor`, `upsample_nearest3d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  upsampleNearest3d(self: Tensor, outputSize: IntOrList, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleNearest3d(self: Tensor, outputSize: IntOrList, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  upsampleNearest3d(input: Tensor, outputSize: IntList | null, scaleFactors: readonly number[] | null): Tensor
  /** `upsample_nearest3d_backward(Tensor grad_output, SymInt[3] output_size, SymInt[5] input_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleNearest3dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleNearest3dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  /** `upsample_trilinear3d(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor`, `upsample_trilinear3d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  upsampleTrilinear3d(self: Tensor, outputSize: IntOrList, alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleTrilinear3d(self: Tensor, outputSize: IntOrList, alignCorners: boolean, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  upsampleTrilinear3d(input: Tensor, outputSize: IntList | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor
  /** `upsample_trilinear3d_backward(Tensor grad_output, SymInt[3] output_size, SymInt[5] input_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleTrilinear3dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleTrilinear3dBackward(gradOutput: Tensor, outputSize: IntOrList, inputSize: IntOrList, alignCorners: boolean, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor
  /** `value_selecting_reduction_backward(Tensor grad, int dim, Tensor indices, SymInt[] sizes, bool keepdim) -> Tensor` */
  valueSelectingReductionBackward(grad: Tensor, dim: Int, indices: Tensor, sizes: IntList, keepdim: boolean): Tensor
  /** `values(Tensor(a) self) -> Tensor(a)` */
  values(self: Tensor): Tensor
  /** `values_copy(Tensor self) -> Tensor` */
  valuesCopy(self: Tensor): Tensor
  valuesCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `vander(Tensor x, int? N=None, bool increasing=False) -> Tensor` */
  vander(x: Tensor, options?: { N?: Int | null; increasing?: boolean }): Tensor
  /** `var(Tensor self, bool unbiased=True) -> Tensor`, `var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`, `var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` */
  var(self: Tensor, options?: { unbiased?: boolean }): Tensor
  var(self: Tensor, options?: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean }): Tensor
  var(self: Tensor, options: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean; out: Tensor }): Tensor
  var(self: Tensor, dim: IntOrList | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor
  var(self: Tensor, dim: IntOrList | null, options: { unbiased?: boolean; keepdim?: boolean; out: Tensor }): Tensor
  /** `var_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`, `var_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`, `var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` */
  varMean(self: Tensor, options?: { unbiased?: boolean }): [Tensor, Tensor]
  varMean(self: Tensor, options?: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor]
  varMean(self: Tensor, options: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean; out: readonly [out0: Tensor, out1: Tensor] }): [Tensor, Tensor]
  varMean(self: Tensor, dim: IntOrList | null, options?: { unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor]
  /** `vdot(Tensor self, Tensor other) -> Tensor` */
  vdot(self: Tensor, other: Tensor): Tensor
  vdot(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  /** `view(Tensor(a) self, SymInt[] size) -> Tensor(a)`, `view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)` */
  view(self: Tensor, size: IntList): Tensor
  view(self: Tensor, dtype: DType): Tensor
  /** `view_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  viewAs(self: Tensor, other: Tensor): Tensor
  /** `view_as_complex(Tensor(a) self) -> Tensor(a)` */
  viewAsComplex(self: Tensor): Tensor
  /** `view_as_complex_copy(Tensor self) -> Tensor` */
  viewAsComplexCopy(self: Tensor): Tensor
  viewAsComplexCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `view_as_real(Tensor(a) self) -> Tensor(a)` */
  viewAsReal(self: Tensor): Tensor
  /** `view_as_real_copy(Tensor self) -> Tensor` */
  viewAsRealCopy(self: Tensor): Tensor
  viewAsRealCopy(self: Tensor, options: { out: Tensor }): Tensor
  /** `view_copy(Tensor self, SymInt[] size) -> Tensor`, `view_copy.dtype(Tensor self, ScalarType dtype) -> Tensor` */
  viewCopy(self: Tensor, size: IntList): Tensor
  viewCopy(self: Tensor, size: IntList, options: { out: Tensor }): Tensor
  viewCopy(self: Tensor, dtype: DType): Tensor
  viewCopy(self: Tensor, dtype: DType, options: { out: Tensor }): Tensor
  /** `vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`, `vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  vsplit(self: Tensor, sections: Int): Tensor[]
  vsplit(self: Tensor, indices: IntList): Tensor[]
  /** `vstack(Tensor[] tensors) -> Tensor` */
  vstack(tensors: TensorList): Tensor
  vstack(tensors: TensorList, options: { out: Tensor }): Tensor
  /** `where(Tensor condition) -> Tensor[]`, `where.self(Tensor condition, Tensor self, Tensor other) -> Tensor`, `where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor`, `where.ScalarSelf(Tensor condition, Scalar self, Tensor other) -> Tensor`, `where.Scalar(Tensor condition, Scalar self, Scalar other) -> Tensor` */
  where(condition: Tensor): Tensor[]
  where(condition: Tensor, self: Tensor, other: Tensor): Tensor
  where(condition: Tensor, self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  where(condition: Tensor, self: Tensor, other: Scalar): Tensor
  where(condition: Tensor, self: Scalar, other: Tensor): Tensor
  where(condition: Tensor, self: Scalar, other: Scalar): Tensor
  /** `xlogy.Tensor(Tensor self, Tensor other) -> Tensor`, `xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor`, `xlogy.Scalar_Self(Scalar self, Tensor other) -> Tensor` */
  xlogy(self: Tensor, other: Tensor): Tensor
  xlogy(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor
  xlogy(self: Tensor, other: Scalar): Tensor
  xlogy(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor
  xlogy(self: Scalar, other: Tensor): Tensor
  xlogy(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor
  /** `xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`, `xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  xlogy_(self: Tensor, other: Tensor): Tensor
  xlogy_(self: Tensor, other: Scalar): Tensor
  /** `zero(Tensor self) -> Tensor` */
  zero(self: Tensor): Tensor
  zero(self: Tensor, options: { out: Tensor }): Tensor
  /** `zero_(Tensor(a!) self) -> Tensor(a!)` */
  zero_(self: Tensor): Tensor
  /** `zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  zeros(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  zeros(size: IntList, options: { out: Tensor }): Tensor
  /** `zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  zerosLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  zerosLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor
}

export interface TensorMethods {
  abs(): Tensor
  abs_(): Tensor
  absolute(): Tensor
  absolute_(): Tensor
  acos(): Tensor
  acos_(): Tensor
  acosh(): Tensor
  acosh_(): Tensor
  adaptiveAvgPool1d(outputSize: IntOrList): Tensor
  adaptiveAvgPool2d(outputSize: IntOrList): Tensor
  adaptiveAvgPool3d(outputSize: IntOrList): Tensor
  adaptiveMaxPool1d(outputSize: IntOrList): [Tensor, Tensor]
  adaptiveMaxPool2d(outputSize: IntOrList): [Tensor, Tensor]
  adaptiveMaxPool3d(outputSize: IntOrList): [Tensor, Tensor]
  add(other: Tensor, options?: { alpha?: Scalar }): Tensor
  add(other: Scalar, options?: { alpha?: Scalar }): Tensor
  add_(other: Tensor, options?: { alpha?: Scalar }): Tensor
  add_(other: Scalar, options?: { alpha?: Scalar }): Tensor
  addbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addcdiv(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor
  addcdiv_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor
  addcmul(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor
  addcmul_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor
  addmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addmm(mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addmm_(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addmv(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addmv_(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addr(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  addr_(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  adjoint(): Tensor
  alias(): Tensor
  aliasCopy(): Tensor
  all(): Tensor
  all(options?: { dim?: IntList | null; keepdim?: boolean }): Tensor
  all(dim: Int, options?: { keepdim?: boolean }): Tensor
  allclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean
  alphaDropout_(p: number, train: boolean): Tensor
  amax(options?: { dim?: IntOrList; keepdim?: boolean }): Tensor
  amin(options?: { dim?: IntOrList; keepdim?: boolean }): Tensor
  aminmax(options?: { dim?: Int | null; keepdim?: boolean }): [min: Tensor, max: Tensor]
  angle(): Tensor
  any(): Tensor
  any(options?: { dim?: IntList | null; keepdim?: boolean }): Tensor
  any(dim: Int, options?: { keepdim?: boolean }): Tensor
  arccos(): Tensor
  arccos_(): Tensor
  arccosh(): Tensor
  arccosh_(): Tensor
  arcsin(): Tensor
  arcsin_(): Tensor
  arcsinh(): Tensor
  arcsinh_(): Tensor
  arctan(): Tensor
  arctan2(other: Tensor): Tensor
  arctan2_(other: Tensor): Tensor
  arctan_(): Tensor
  arctanh(): Tensor
  arctanh_(): Tensor
  argmax(options?: { dim?: Int | null; keepdim?: boolean }): Tensor
  argmin(options?: { dim?: Int | null; keepdim?: boolean }): Tensor
  argsort(options?: { dim?: Int; descending?: boolean }): Tensor
  argsort(options: { stable: boolean; dim?: Int; descending?: boolean }): Tensor
  argwhere(): Tensor
  asStrided(size: IntList, stride: IntList, options?: { storageOffset?: Int | null }): Tensor
  asStrided_(size: IntList, stride: IntList, options?: { storageOffset?: Int | null }): Tensor
  asStridedCopy(size: IntList, stride: IntList, options?: { storageOffset?: Int | null }): Tensor
  asStridedScatter(src: Tensor, size: IntList, stride: IntList, options?: { storageOffset?: Int | null }): Tensor
  asin(): Tensor
  asin_(): Tensor
  asinh(): Tensor
  asinh_(): Tensor
  atan(): Tensor
  atan2(other: Tensor): Tensor
  atan2_(other: Tensor): Tensor
  atan_(): Tensor
  atanh(): Tensor
  atanh_(): Tensor
  atleast1d(): Tensor
  atleast2d(): Tensor
  atleast3d(): Tensor
  avgPool1d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean }): Tensor
  avgPool2d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor
  avgPool3d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor
  baddbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  baddbmm(batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  baddbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  bernoulli(options?: { generator?: Generator | null }): Tensor
  bernoulli(p: Tensor, options?: { generator?: Generator | null }): Tensor
  bernoulli(p: number, options?: { generator?: Generator | null }): Tensor
  bernoulli_(options?: { p?: number; generator?: Generator | null }): Tensor
  bernoulli_(p: Tensor, options?: { generator?: Generator | null }): Tensor
  binaryCrossEntropy(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int }): Tensor
  binaryCrossEntropyWithLogits(target: Tensor, options?: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: Int }): Tensor
  bincount(options?: { weights?: Tensor | null; minlength?: Int }): Tensor
  bitwiseAnd(other: Tensor): Tensor
  bitwiseAnd(other: Scalar): Tensor
  bitwiseAnd_(other: Tensor): Tensor
  bitwiseAnd_(other: Scalar): Tensor
  bitwiseLeftShift(other: Tensor): Tensor
  bitwiseLeftShift(other: Scalar): Tensor
  bitwiseLeftShift_(other: Tensor): Tensor
  bitwiseLeftShift_(other: Scalar): Tensor
  bitwiseNot(): Tensor
  bitwiseNot_(): Tensor
  bitwiseOr(other: Tensor): Tensor
  bitwiseOr(other: Scalar): Tensor
  bitwiseOr_(other: Tensor): Tensor
  bitwiseOr_(other: Scalar): Tensor
  bitwiseRightShift(other: Tensor): Tensor
  bitwiseRightShift(other: Scalar): Tensor
  bitwiseRightShift_(other: Tensor): Tensor
  bitwiseRightShift_(other: Scalar): Tensor
  bitwiseXor(other: Tensor): Tensor
  bitwiseXor(other: Scalar): Tensor
  bitwiseXor_(other: Tensor): Tensor
  bitwiseXor_(other: Scalar): Tensor
  bmm(mat2: Tensor): Tensor
  bmm(mat2: Tensor, outDtype: DType): Tensor
  broadcastTo(size: IntList): Tensor
  bucketize(boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor
  cauchy(options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor
  cauchy_(options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor
  ccolIndices(): Tensor
  ccolIndicesCopy(): Tensor
  ceil(): Tensor
  ceil_(): Tensor
  celu(options?: { alpha?: Scalar }): Tensor
  celu_(options?: { alpha?: Scalar }): Tensor
  chalf(options?: { memoryFormat?: MemoryFormat | null }): Tensor
  channelShuffle(groups: Int): Tensor
  cholesky(options?: { upper?: boolean }): Tensor
  choleskyInverse(options?: { upper?: boolean }): Tensor
  choleskySolve(input2: Tensor, options?: { upper?: boolean }): Tensor
  chunk(chunks: Int, options?: { dim?: Int }): Tensor[]
  clamp(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor
  clamp(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor
  clamp_(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor
  clamp_(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor
  clampMax(max: Tensor): Tensor
  clampMax(max: Scalar): Tensor
  clampMax_(max: Tensor): Tensor
  clampMax_(max: Scalar): Tensor
  clampMin(min: Tensor): Tensor
  clampMin(min: Scalar): Tensor
  clampMin_(min: Tensor): Tensor
  clampMin_(min: Scalar): Tensor
  clip(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor
  clip(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor
  clip_(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor
  clip_(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor
  clone(options?: { memoryFormat?: MemoryFormat | null }): Tensor
  coalesce(): Tensor
  col2im(outputSize: IntOrList, kernelSize: IntOrList, dilation: IntOrList, padding: IntOrList, stride: IntOrList): Tensor
  colIndices(): Tensor
  colIndicesCopy(): Tensor
  combinations(options?: { r?: Int; withReplacement?: boolean }): Tensor
  conj(): Tensor
  conjPhysical(): Tensor
  conjPhysical_(): Tensor
  constantPadNd(pad: IntList, options?: { value?: Scalar }): Tensor
  contiguous(options?: { memoryFormat?: MemoryFormat }): Tensor
  convDepthwise3d(weight: Tensor, kernelSize: IntOrList, bias: Tensor | null, stride: IntOrList, padding: IntOrList, dilation: IntOrList): Tensor
  convTbc(weight: Tensor, bias: Tensor, options?: { pad?: Int }): Tensor
  convTbcBackward(input: Tensor, weight: Tensor, bias: Tensor, pad: Int): [Tensor, Tensor, Tensor]
  copy(src: Tensor, options?: { nonBlocking?: boolean }): Tensor
  copy_(src: Tensor, options?: { nonBlocking?: boolean }): Tensor
  copySparseToSparse(src: Tensor, options?: { nonBlocking?: boolean }): Tensor
  copySparseToSparse_(src: Tensor, options?: { nonBlocking?: boolean }): Tensor
  copysign(other: Tensor): Tensor
  copysign(other: Scalar): Tensor
  copysign_(other: Tensor): Tensor
  copysign_(other: Scalar): Tensor
  corrcoef(): Tensor
  cos(): Tensor
  cos_(): Tensor
  cosh(): Tensor
  cosh_(): Tensor
  countNonzero(options?: { dim?: Int | null }): Tensor
  countNonzero(dim: IntList): Tensor
  cov(options?: { correction?: Int; fweights?: Tensor | null; aweights?: Tensor | null }): Tensor
  cross(other: Tensor, options?: { dim?: Int | null }): Tensor
  crossEntropyLoss(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int; labelSmoothing?: number }): Tensor
  crowIndices(): Tensor
  crowIndicesCopy(): Tensor
  cudnnConvolution(weight: Tensor, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor
  cudnnConvolutionAddRelu(weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int): Tensor
  cudnnConvolutionRelu(weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int): Tensor
  cudnnConvolutionTranspose(weight: Tensor, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor
  cudnnGridSampler(grid: Tensor): Tensor
  cudnnGridSamplerBackward(grid: Tensor, gradOutput: Tensor): [gradSelf: Tensor, gradGrid: Tensor]
  cudnnIsAcceptable(): boolean
  cummax(dim: Int): [values: Tensor, indices: Tensor]
  cummin(dim: Int): [values: Tensor, indices: Tensor]
  cumprod(dim: Int, options?: { dtype?: DType | null }): Tensor
  cumprod_(dim: Int, options?: { dtype?: DType | null }): Tensor
  cumsum(dim: Int, options?: { dtype?: DType | null }): Tensor
  cumsum_(dim: Int, options?: { dtype?: DType | null }): Tensor
  deg2rad(): Tensor
  deg2rad_(): Tensor
  denseDim(): number
  dequantize(): Tensor
  det(): Tensor
  detach(): Tensor
  detach_(): Tensor
  detachCopy(): Tensor
  diag(options?: { diagonal?: Int }): Tensor
  diagEmbed(options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  diagflat(options?: { offset?: Int }): Tensor
  diagonal(options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  diagonalCopy(options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  diagonalScatter(src: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor
  diff(options?: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null }): Tensor
  digamma(): Tensor
  digamma_(): Tensor
  dim(): number
  dist(other: Tensor, options?: { p?: Scalar }): Tensor
  div(other: Tensor): Tensor
  div(other: Tensor, options: { roundingMode: string | null }): Tensor
  div(other: Scalar): Tensor
  div(other: Scalar, options: { roundingMode: string | null }): Tensor
  div_(other: Tensor): Tensor
  div_(other: Tensor, options: { roundingMode: string | null }): Tensor
  div_(other: Scalar): Tensor
  div_(other: Scalar, options: { roundingMode: string | null }): Tensor
  divide(other: Tensor): Tensor
  divide(other: Tensor, options: { roundingMode: string | null }): Tensor
  divide(other: Scalar): Tensor
  divide(other: Scalar, options: { roundingMode: string | null }): Tensor
  divide_(other: Tensor): Tensor
  divide_(other: Tensor, options: { roundingMode: string | null }): Tensor
  divide_(other: Scalar): Tensor
  divide_(other: Scalar, options: { roundingMode: string | null }): Tensor
  dot(tensor: Tensor): Tensor
  dropout_(p: number, train: boolean): Tensor
  dsplit(sections: Int): Tensor[]
  dsplit(indices: IntList): Tensor[]
  elu(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor
  elu_(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor
  embeddingRenorm(indices: Tensor, maxNorm: number, normType: number): Tensor
  embeddingRenorm_(indices: Tensor, maxNorm: number, normType: number): Tensor
  emptyLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  eq(other: Tensor): Tensor
  eq(other: Scalar): Tensor
  eq_(other: Tensor): Tensor
  eq_(other: Scalar): Tensor
  equal(other: Tensor): boolean
  erf(): Tensor
  erf_(): Tensor
  erfc(): Tensor
  erfc_(): Tensor
  erfinv(): Tensor
  erfinv_(): Tensor
  exp(): Tensor
  exp2(): Tensor
  exp2_(): Tensor
  exp_(): Tensor
  expand(size: IntList, options?: { implicit?: boolean }): Tensor
  expandAs(other: Tensor): Tensor
  expandCopy(size: IntList, options?: { implicit?: boolean }): Tensor
  expm1(): Tensor
  expm1_(): Tensor
  exponential(options?: { lambd?: number; generator?: Generator | null }): Tensor
  exponential_(options?: { lambd?: number; generator?: Generator | null }): Tensor
  fakeQuantizePerChannelAffine(scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): Tensor
  fakeQuantizePerChannelAffineCachemask(scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor]
  fakeQuantizePerTensorAffine(scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int): Tensor
  fakeQuantizePerTensorAffine(scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): Tensor
  fakeQuantizePerTensorAffineCachemask(scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor]
  featureAlphaDropout_(p: number, train: boolean): Tensor
  featureDropout_(p: number, train: boolean): Tensor
  fftFft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftFft2(options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftFftn(options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftFftshift(options?: { dim?: IntOrList | null }): Tensor
  fftHfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftHfft2(options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftHfftn(options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftIfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftIfft2(options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftIfftn(options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftIfftshift(options?: { dim?: IntOrList | null }): Tensor
  fftIhfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftIhfft2(options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftIhfftn(options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftIrfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftIrfft2(options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftIrfftn(options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fftRfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor
  fftRfft2(options?: { s?: IntOrList | null; dim?: IntOrList; norm?: string | null }): Tensor
  fftRfftn(options?: { s?: IntOrList | null; dim?: IntOrList | null; norm?: string | null }): Tensor
  fill(value: Tensor): Tensor
  fill(value: Scalar): Tensor
  fill_(value: Tensor): Tensor
  fill_(value: Scalar): Tensor
  fillDiagonal_(fillValue: Scalar, options?: { wrap?: boolean }): Tensor
  fix(): Tensor
  fix_(): Tensor
  flatten(options?: { startDim?: Int; endDim?: Int }): Tensor
  flip(dims: IntList): Tensor
  fliplr(): Tensor
  flipud(): Tensor
  floatPower(exponent: Tensor): Tensor
  floatPower(exponent: Scalar): Tensor
  floatPower_(exponent: Tensor): Tensor
  floatPower_(exponent: Scalar): Tensor
  floor(): Tensor
  floor_(): Tensor
  floorDivide(other: Tensor): Tensor
  floorDivide(other: Scalar): Tensor
  floorDivide_(other: Tensor): Tensor
  floorDivide_(other: Scalar): Tensor
  fmax(other: Tensor): Tensor
  fmin(other: Tensor): Tensor
  fmod(other: Tensor): Tensor
  fmod(other: Scalar): Tensor
  fmod_(other: Tensor): Tensor
  fmod_(other: Scalar): Tensor
  frac(): Tensor
  frac_(): Tensor
  fractionalMaxPool2d(kernelSize: IntOrList, outputSize: IntOrList, randomSamples: Tensor): [Tensor, Tensor]
  fractionalMaxPool3d(kernelSize: IntOrList, outputSize: IntOrList, randomSamples: Tensor): [Tensor, Tensor]
  frexp(): [mantissa: Tensor, exponent: Tensor]
  frobeniusNorm(dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  fullLike(fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  fusedMovingAvgObsFakeQuant(observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: Int, quantMax: Int, chAxis: Int, options?: { perRowFakeQuant?: boolean; symmetricQuant?: boolean }): Tensor
  gather(dim: Int, index: Tensor, options?: { sparseGrad?: boolean }): Tensor
  gcd(other: Tensor): Tensor
  gcd_(other: Tensor): Tensor
  ge(other: Tensor): Tensor
  ge(other: Scalar): Tensor
  ge_(other: Tensor): Tensor
  ge_(other: Scalar): Tensor
  gelu(options?: { approximate?: string }): Tensor
  gelu_(options?: { approximate?: string }): Tensor
  geometric(p: number, options?: { generator?: Generator | null }): Tensor
  geometric_(p: number, options?: { generator?: Generator | null }): Tensor
  geqrf(): [a: Tensor, tau: Tensor]
  ger(vec2: Tensor): Tensor
  getDevice(): number
  glu(options?: { dim?: Int }): Tensor
  gradient(options: { dim: IntList; edgeOrder?: Int }): Tensor[]
  gradient(options: { spacing: Scalar; dim: IntList; edgeOrder?: Int }): Tensor[]
  gradient(options?: { spacing?: Scalar | null; dim?: Int | null; edgeOrder?: Int }): Tensor[]
  gradient(options: { spacing: readonly Scalar[]; dim: IntList; edgeOrder?: Int }): Tensor[]
  gradient(options: { spacing: readonly Scalar[]; dim?: Int | null; edgeOrder?: Int }): Tensor[]
  gradient(options: { spacing: TensorList; dim: IntList; edgeOrder?: Int }): Tensor[]
  gradient(options: { spacing: TensorList; dim?: Int | null; edgeOrder?: Int }): Tensor[]
  greater(other: Tensor): Tensor
  greater(other: Scalar): Tensor
  greater_(other: Tensor): Tensor
  greater_(other: Scalar): Tensor
  greaterEqual(other: Tensor): Tensor
  greaterEqual(other: Scalar): Tensor
  greaterEqual_(other: Tensor): Tensor
  greaterEqual_(other: Scalar): Tensor
  gt(other: Tensor): Tensor
  gt(other: Scalar): Tensor
  gt_(other: Tensor): Tensor
  gt_(other: Scalar): Tensor
  hardshrink(options?: { lambd?: Scalar }): Tensor
  hardsigmoid(): Tensor
  hardsigmoid_(): Tensor
  hardswish(): Tensor
  hardswish_(): Tensor
  hardtanh(options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor
  hardtanh_(options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor
  hashTensor(options?: { dim?: IntOrList; keepdim?: boolean; mode?: Int }): Tensor
  heaviside(values: Tensor): Tensor
  heaviside_(values: Tensor): Tensor
  hingeEmbeddingLoss(target: Tensor, options?: { margin?: number; reduction?: Int }): Tensor
  histc(options?: { bins?: Int; min?: Scalar; max?: Scalar }): Tensor
  histogram(options?: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor]
  histogram(bins: Tensor, options?: { weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor]
  histogramdd(bins: TensorList, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]]
  histogramdd(bins: Int, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]]
  histogramdd(bins: IntList, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]]
  hsplit(sections: Int): Tensor[]
  hsplit(indices: IntList): Tensor[]
  huberLoss(target: Tensor, options?: { reduction?: Int; delta?: number }): Tensor
  hypot(other: Tensor): Tensor
  hypot_(other: Tensor): Tensor
  i0(): Tensor
  i0_(): Tensor
  igamma(other: Tensor): Tensor
  igamma_(other: Tensor): Tensor
  igammac(other: Tensor): Tensor
  igammac_(other: Tensor): Tensor
  im2col(kernelSize: IntOrList, dilation: IntOrList, padding: IntOrList, stride: IntOrList): Tensor
  imag(): Tensor
  index(indices: readonly (Tensor | null)[]): Tensor
  indexAdd(dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor
  indexAdd_(dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor
  indexCopy(dim: Int, index: Tensor, source: Tensor): Tensor
  indexCopy_(dim: Int, index: Tensor, source: Tensor): Tensor
  indexFill(dim: Int, index: Tensor, value: Tensor): Tensor
  indexFill(dim: Int, index: Tensor, value: Scalar): Tensor
  indexFill_(dim: Int, index: Tensor, value: Tensor): Tensor
  indexFill_(dim: Int, index: Tensor, value: Scalar): Tensor
  indexPut(indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor
  indexPut_(indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor
  indexReduce(dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor
  indexReduce_(dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor
  indexSelect(dim: Int, index: Tensor): Tensor
  indices(): Tensor
  indicesCopy(): Tensor
  inner(other: Tensor): Tensor
  intRepr(): Tensor
  inverse(): Tensor
  isCoalesced(): boolean
  isComplex(): boolean
  isConj(): boolean
  isContiguous(): boolean
  isContiguous(memoryFormat: MemoryFormat): boolean
  isDistributed(): boolean
  isFloatingPoint(): boolean
  isInference(): boolean
  isNeg(): boolean
  isNonzero(): boolean
  isPinned(options?: { device?: Device | null }): boolean
  isSameSize(other: Tensor): boolean
  isSetTo(tensor: Tensor): boolean
  isSigned(): boolean
  isclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor
  isfinite(): Tensor
  isinf(): Tensor
  isnan(): Tensor
  isneginf(): Tensor
  isposinf(): Tensor
  isreal(): Tensor
  istft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: Int | null; returnComplex?: boolean }): Tensor
  klDiv(target: Tensor, options?: { reduction?: Int; logTarget?: boolean }): Tensor
  kron(other: Tensor): Tensor
  kthvalue(k: Int, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor]
  l1Loss(target: Tensor, options?: { reduction?: Int }): Tensor
  lcm(other: Tensor): Tensor
  lcm_(other: Tensor): Tensor
  ldexp(other: Tensor): Tensor
  ldexp_(other: Tensor): Tensor
  le(other: Tensor): Tensor
  le(other: Scalar): Tensor
  le_(other: Tensor): Tensor
  le_(other: Scalar): Tensor
  leakyRelu(options?: { negativeSlope?: Scalar }): Tensor
  leakyRelu_(options?: { negativeSlope?: Scalar }): Tensor
  lerp(end: Tensor, weight: Tensor): Tensor
  lerp(end: Tensor, weight: Scalar): Tensor
  lerp_(end: Tensor, weight: Tensor): Tensor
  lerp_(end: Tensor, weight: Scalar): Tensor
  less(other: Tensor): Tensor
  less(other: Scalar): Tensor
  less_(other: Tensor): Tensor
  less_(other: Scalar): Tensor
  lessEqual(other: Tensor): Tensor
  lessEqual(other: Scalar): Tensor
  lessEqual_(other: Tensor): Tensor
  lessEqual_(other: Scalar): Tensor
  lgamma(): Tensor
  lgamma_(): Tensor
  lift(): Tensor
  liftFresh(): Tensor
  liftFreshCopy(): Tensor
  linalgPowsum(options?: { ord?: Scalar; dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgCholesky(options?: { upper?: boolean }): Tensor
  linalgCholeskyEx(options?: { upper?: boolean; checkErrors?: boolean }): [L: Tensor, info: Tensor]
  linalgCond(options?: { p?: Scalar | null }): Tensor
  linalgCond(p: string): Tensor
  linalgCross(other: Tensor, options?: { dim?: Int }): Tensor
  linalgEig(): [eigenvalues: Tensor, eigenvectors: Tensor]
  linalgEigh(options?: { UPLO?: string }): [eigenvalues: Tensor, eigenvectors: Tensor]
  linalgEigvals(): Tensor
  linalgEigvalsh(options?: { UPLO?: string }): Tensor
  linalgLdlFactor(options?: { hermitian?: boolean }): [LD: Tensor, pivots: Tensor]
  linalgLdlFactorEx(options?: { hermitian?: boolean; checkErrors?: boolean }): [LD: Tensor, pivots: Tensor, info: Tensor]
  linalgLstsq(b: Tensor, options?: { rcond?: number | null; driver?: string | null }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor]
  linalgMatmul(other: Tensor): Tensor
  linalgMatrixExp(): Tensor
  linalgMatrixNorm(options?: { ord?: string; dim?: IntList; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgMatrixNorm(ord: Scalar, options?: { dim?: IntList; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgMatrixPower(n: Int): Tensor
  linalgMatrixRank(options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor
  linalgMatrixRank(tol: number, options?: { hermitian?: boolean }): Tensor
  linalgNorm(options?: { ord?: Scalar | null; dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgNorm(ord: string, options?: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  linalgPinv(options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor
  linalgPinv(options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor
  linalgPinv(rcond: Tensor, options?: { hermitian?: boolean }): Tensor
  linalgPinv(rcond: number, options?: { hermitian?: boolean }): Tensor
  linalgSolveTriangular(B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean }): Tensor
  linalgTensorinv(options?: { ind?: Int }): Tensor
  linalgTensorsolve(other: Tensor, options?: { dims?: IntList | null }): Tensor
  linalgVectorNorm(options?: { ord?: Scalar; dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  linearBackward(gradOutput: Tensor, weight: Tensor, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  log(): Tensor
  log10(): Tensor
  log10_(): Tensor
  log1p(): Tensor
  log1p_(): Tensor
  log2(): Tensor
  log2_(): Tensor
  log_(): Tensor
  logNormal(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor
  logNormal_(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor
  logSigmoid(): Tensor
  logSigmoidForward(): [output: Tensor, buffer: Tensor]
  logSoftmax(dim: Int, options?: { dtype?: DType | null }): Tensor
  logaddexp(other: Tensor): Tensor
  logaddexp2(other: Tensor): Tensor
  logcumsumexp(dim: Int): Tensor
  logdet(): Tensor
  logicalAnd(other: Tensor): Tensor
  logicalAnd_(other: Tensor): Tensor
  logicalNot(): Tensor
  logicalNot_(): Tensor
  logicalOr(other: Tensor): Tensor
  logicalOr_(other: Tensor): Tensor
  logicalXor(other: Tensor): Tensor
  logicalXor_(other: Tensor): Tensor
  logit(options?: { eps?: number | null }): Tensor
  logit_(options?: { eps?: number | null }): Tensor
  logsumexp(dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  lt(other: Tensor): Tensor
  lt(other: Scalar): Tensor
  lt_(other: Tensor): Tensor
  lt_(other: Scalar): Tensor
  luSolve(LUData: Tensor, LUPivots: Tensor): Tensor
  mH(): Tensor
  mT(): Tensor
  maskedFill(mask: Tensor, value: Tensor): Tensor
  maskedFill(mask: Tensor, value: Scalar): Tensor
  maskedFill_(mask: Tensor, value: Tensor): Tensor
  maskedFill_(mask: Tensor, value: Scalar): Tensor
  maskedScatter(mask: Tensor, source: Tensor): Tensor
  maskedScatter_(mask: Tensor, source: Tensor): Tensor
  maskedSelect(mask: Tensor): Tensor
  matmul(other: Tensor): Tensor
  matrixH(): Tensor
  matrixExp(): Tensor
  matrixExpBackward(grad: Tensor): Tensor
  matrixPower(n: Int): Tensor
  max(): Tensor
  max(other: Tensor): Tensor
  max(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor]
  maxPool1d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  maxPool1dWithIndices(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): [Tensor, Tensor]
  maxPool2d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  maxPool2dWithIndices(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): [Tensor, Tensor]
  maxPool3d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  maxPool3dWithIndices(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): [Tensor, Tensor]
  maxUnpool2d(indices: Tensor, outputSize: IntOrList): Tensor
  maxUnpool3d(indices: Tensor, outputSize: IntOrList, stride: IntOrList, padding: IntOrList): Tensor
  maximum(other: Tensor): Tensor
  mean(options?: { dtype?: DType | null }): Tensor
  mean(dim: IntOrList | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor
  median(): Tensor
  median(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor]
  min(): Tensor
  min(other: Tensor): Tensor
  min(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor]
  minimum(other: Tensor): Tensor
  miopenConvolution(weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean): Tensor
  miopenConvolutionAddRelu(weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int): Tensor
  miopenConvolutionRelu(weight: Tensor, bias: Tensor | null, stride: IntList, padding: IntList, dilation: IntList, groups: Int): Tensor
  miopenConvolutionTranspose(weight: Tensor, bias: Tensor | null, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean): Tensor
  miopenDepthwiseConvolution(weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int, benchmark: boolean, deterministic: boolean): Tensor
  mish(): Tensor
  mish_(): Tensor
  mkldnnAdaptiveAvgPool2d(outputSize: IntOrList): Tensor
  mkldnnConvolution(weight: Tensor, bias: Tensor | null, padding: IntList, stride: IntList, dilation: IntList, groups: Int): Tensor
  mkldnnLinear(weight: Tensor, options?: { bias?: Tensor | null }): Tensor
  mkldnnLinearBackward(gradOutput: Tensor, weight: Tensor, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  mkldnnMaxPool2d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  mkldnnMaxPool3d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  mkldnnReorderConv2dWeight(options?: { padding?: IntOrList; stride?: IntOrList; dilation?: IntOrList; groups?: Int; inputSize?: IntList | null }): Tensor
  mkldnnReorderConv3dWeight(options?: { padding?: IntOrList; stride?: IntOrList; dilation?: IntOrList; groups?: Int; inputSize?: IntList | null }): Tensor
  mm(mat2: Tensor): Tensor
  mm(mat2: Tensor, outDtype: DType): Tensor
  mode(options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor]
  moveaxis(source: Int, destination: Int): Tensor
  moveaxis(source: IntList, destination: IntList): Tensor
  movedim(source: Int, destination: Int): Tensor
  movedim(source: IntList, destination: IntList): Tensor
  mpsConvolutionBackward(gradOutput: Tensor, weight: Tensor, padding: IntList, stride: IntList, dilation: IntList, groups: Int, outputMask: boolean | readonly boolean[]): [Tensor, Tensor, Tensor]
  mpsConvolutionTransposeBackward(gradOutput: Tensor, weight: Tensor, padding: IntList, outputPadding: IntList, stride: IntList, dilation: IntList, groups: Int, outputMask: boolean | readonly boolean[]): [Tensor, Tensor]
  mseLoss(target: Tensor, options?: { reduction?: Int }): Tensor
  msort(): Tensor
  mul(other: Tensor): Tensor
  mul(other: Scalar): Tensor
  mul_(other: Tensor): Tensor
  mul_(other: Scalar): Tensor
  multiMarginLoss(target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: Int }): Tensor
  multilabelMarginLoss(target: Tensor, options?: { reduction?: Int }): Tensor
  multilabelMarginLossForward(target: Tensor, reduction: Int): [output: Tensor, isTarget: Tensor]
  multinomial(numSamples: Int, options?: { replacement?: boolean; generator?: Generator | null }): Tensor
  multiply(other: Tensor): Tensor
  multiply(other: Scalar): Tensor
  multiply_(other: Tensor): Tensor
  multiply_(other: Scalar): Tensor
  mv(vec: Tensor): Tensor
  mvlgamma(p: Int): Tensor
  mvlgamma_(p: Int): Tensor
  nanToNum(options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor
  nanToNum_(options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor
  nanmean(options?: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  nanmedian(): Tensor
  nanmedian(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor]
  nanquantile(q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor
  nanquantile(q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor
  nansum(options?: { dim?: IntOrList | null; keepdim?: boolean; dtype?: DType | null }): Tensor
  narrow(dim: Int, start: Tensor, length: Int): Tensor
  narrow(dim: Int, start: Int, length: Int): Tensor
  narrowCopy(dim: Int, start: Int, length: Int): Tensor
  nativeChannelShuffle(groups: Int): Tensor
  nativeNorm(options?: { p?: Scalar }): Tensor
  nativeNorm(p: Scalar | null, dim: IntOrList, keepdim: boolean, dtype: DType | null): Tensor
  ne(other: Tensor): Tensor
  ne(other: Scalar): Tensor
  ne_(other: Tensor): Tensor
  ne_(other: Scalar): Tensor
  neg(): Tensor
  neg_(): Tensor
  negative(): Tensor
  negative_(): Tensor
  nestedToPaddedTensor(padding: number, options?: { outputSize?: IntList | null }): Tensor
  newEmpty(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newEmptyStrided(size: IntList, stride: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newFull(size: IntList, fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newOnes(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  newZeros(size: IntList, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null }): Tensor
  nextafter(other: Tensor): Tensor
  nextafter_(other: Tensor): Tensor
  nllLoss(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor
  nllLoss2d(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor
  nllLoss2dForward(target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor]
  nllLossForward(target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor]
  nllLossNd(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor
  nonzero(): Tensor
  nonzeroNumpy(): Tensor[]
  nonzeroStatic(options: { size: Int; fillValue?: Int }): Tensor
  norm(options?: { p?: Scalar }): Tensor
  norm(p: Scalar | null, options: { dtype: DType }): Tensor
  norm(p: Scalar | null, dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  norm(p: Scalar | null, dim: IntOrList, keepdim: boolean, options: { dtype: DType }): Tensor
  normal_(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor
  normalFunctional(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor
  notEqual(other: Tensor): Tensor
  notEqual(other: Scalar): Tensor
  notEqual_(other: Tensor): Tensor
  notEqual_(other: Scalar): Tensor
  nuclearNorm(options?: { keepdim?: boolean }): Tensor
  nuclearNorm(dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  numel(): number
  numpyT(): Tensor
  oneHot(options?: { numClasses?: Int }): Tensor
  onesLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  orgqr(input2: Tensor): Tensor
  ormqr(input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor
  outer(vec2: Tensor): Tensor
  outputNr(): number
  pad(pad: IntList, options?: { mode?: string; value?: number | null }): Tensor
  pdist(options?: { p?: number }): Tensor
  permute(dims: IntList): Tensor
  permuteCopy(dims: IntList): Tensor
  pinMemory(options?: { device?: Device | null }): Tensor
  pinverse(options?: { rcond?: number }): Tensor
  pixelShuffle(upscaleFactor: Int): Tensor
  pixelUnshuffle(downscaleFactor: Int): Tensor
  poisson(options?: { generator?: Generator | null }): Tensor
  polygamma_(n: Int): Tensor
  positive(): Tensor
  pow(exponent: Tensor): Tensor
  pow(exponent: Scalar): Tensor
  pow_(exponent: Tensor): Tensor
  pow_(exponent: Scalar): Tensor
  prelu(weight: Tensor): Tensor
  prod(options?: { dtype?: DType | null }): Tensor
  prod(dim: Int, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor
  put(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor
  put_(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor
  qPerChannelAxis(): number
  qPerChannelScales(): Tensor
  qPerChannelZeroPoints(): Tensor
  qScale(): number
  qZeroPoint(): number
  qr(options?: { some?: boolean }): [Q: Tensor, R: Tensor]
  qscheme(): unknown
  quantile(q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor
  quantile(q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor
  quantizePerChannel(scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType): Tensor
  quantizePerTensor(scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor
  quantizePerTensor(scale: number, zeroPoint: Int, dtype: DType): Tensor
  quantizePerTensorDynamic(dtype: DType, reduceRange: boolean): Tensor
  quantizedMaxPool1d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  quantizedMaxPool2d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  quantizedMaxPool3d(kernelSize: IntOrList, options?: { stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList; ceilMode?: boolean }): Tensor
  rad2deg(): Tensor
  rad2deg_(): Tensor
  randLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randLike(options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(high: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(high: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(low: Int, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randintLike(low: Int, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randnLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  randnLike(options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
  random(options?: { generator?: Generator | null }): Tensor
  random(to: Int, options?: { generator?: Generator | null }): Tensor
  random(from: Int, to: Int | null, options?: { generator?: Generator | null }): Tensor
  random_(options?: { generator?: Generator | null }): Tensor
  random_(to: Int, options?: { generator?: Generator | null }): Tensor
  random_(from: Int, to: Int | null, options?: { generator?: Generator | null }): Tensor
  ravel(): Tensor
  real(): Tensor
  reciprocal(): Tensor
  reciprocal_(): Tensor
  recordStream(s: Stream): void
  reflectionPad1d(padding: IntOrList): Tensor
  reflectionPad2d(padding: IntOrList): Tensor
  reflectionPad3d(padding: IntOrList): Tensor
  relu(): Tensor
  relu6(): Tensor
  relu6_(): Tensor
  relu_(): Tensor
  remainder(other: Tensor): Tensor
  remainder(other: Scalar): Tensor
  remainder_(other: Tensor): Tensor
  remainder_(other: Scalar): Tensor
  renorm(p: Scalar, dim: Int, maxnorm: Scalar): Tensor
  renorm_(p: Scalar, dim: Int, maxnorm: Scalar): Tensor
  repeat(repeats: IntList): Tensor
  repeatInterleave(repeats: Tensor, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor
  repeatInterleave(repeats: Int, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor
  replicationPad1d(padding: IntOrList): Tensor
  replicationPad2d(padding: IntOrList): Tensor
  replicationPad3d(padding: IntOrList): Tensor
  reshape(shape: IntList): Tensor
  reshapeAs(other: Tensor): Tensor
  resize(size: IntList, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  resize_(size: IntList, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  resizeAs(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  resizeAs_(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor
  resizeAsSparse(theTemplate: Tensor): Tensor
  resizeAsSparse_(theTemplate: Tensor): Tensor
  resolveConj(): Tensor
  resolveNeg(): Tensor
  retainsGrad(): boolean
  roll(shifts: IntOrList, options?: { dims?: IntOrList }): Tensor
  rot90(options?: { k?: Int; dims?: IntList }): Tensor
  round(): Tensor
  round(options: { decimals: Int }): Tensor
  round_(): Tensor
  round_(options: { decimals: Int }): Tensor
  rowIndices(): Tensor
  rowIndicesCopy(): Tensor
  rrelu(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor
  rrelu_(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor
  rreluWithNoise(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor
  rreluWithNoise_(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor
  rreluWithNoiseFunctional(noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): [Tensor, Tensor]
  rsqrt(): Tensor
  rsqrt_(): Tensor
  rsub(other: Tensor, options?: { alpha?: Scalar }): Tensor
  rsub(other: Scalar, options?: { alpha?: Scalar }): Tensor
  scatter(dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor
  scatter(dim: Int, index: Tensor, src: Tensor): Tensor
  scatter(dim: Int, index: Tensor, value: Scalar): Tensor
  scatter(dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor
  scatter_(dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor
  scatter_(dim: Int, index: Tensor, src: Tensor): Tensor
  scatter_(dim: Int, index: Tensor, value: Scalar): Tensor
  scatter_(dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor
  scatterAdd(dim: Int, index: Tensor, src: Tensor): Tensor
  scatterAdd_(dim: Int, index: Tensor, src: Tensor): Tensor
  scatterReduce(dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor
  scatterReduce_(dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor
  select(dim: Int, index: Int): Tensor
  selectCopy(dim: Int, index: Int): Tensor
  selectScatter(src: Tensor, dim: Int, index: Int): Tensor
  selu(): Tensor
  selu_(): Tensor
  set(): Tensor
  set(source: Tensor): Tensor
  set(source: unknown): Tensor
  set(source: unknown, storageOffset: Int, size: IntList, options?: { stride?: IntList }): Tensor
  set_(): Tensor
  set_(source: Tensor): Tensor
  set_(source: Tensor, storageOffset: Int, size: IntList, options?: { stride?: IntList }): Tensor
  set_(source: unknown): Tensor
  set_(source: unknown, storageOffset: Int, size: IntList, options?: { stride?: IntList }): Tensor
  setData(newData: Tensor): void
  sgn(): Tensor
  sgn_(): Tensor
  sigmoid(): Tensor
  sigmoid_(): Tensor
  sign(): Tensor
  sign_(): Tensor
  signbit(): Tensor
  silu(): Tensor
  silu_(): Tensor
  sin(): Tensor
  sin_(): Tensor
  sinc(): Tensor
  sinc_(): Tensor
  sinh(): Tensor
  sinh_(): Tensor
  slice(options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor
  sliceCopy(options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor
  sliceInverse(src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor
  sliceScatter(src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor
  slogdet(): [sign: Tensor, logabsdet: Tensor]
  slowConv3d(weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList }): Tensor
  slowConv3dForward(weight: Tensor, kernelSize: IntOrList, bias: Tensor | null, stride: IntOrList, padding: IntOrList): Tensor
  slowConvDilated2d(weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList }): Tensor
  slowConvDilated3d(weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; dilation?: IntOrList }): Tensor
  slowConvTranspose2d(weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; dilation?: IntOrList }): Tensor
  slowConvTranspose3d(weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList; outputPadding?: IntOrList; dilation?: IntOrList }): Tensor
  smm(mat2: Tensor): Tensor
  smoothL1Loss(target: Tensor, options?: { reduction?: Int; beta?: number }): Tensor
  softMarginLoss(target: Tensor, options?: { reduction?: Int }): Tensor
  softmax(dim: Int, options?: { dtype?: DType | null }): Tensor
  softplus(options?: { beta?: Scalar; threshold?: Scalar }): Tensor
  softshrink(options?: { lambd?: Scalar }): Tensor
  sort(options?: { dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor]
  sort(options: { stable: boolean | null; dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor]
  sparseDim(): number
  sparseMask(mask: Tensor): Tensor
  sparseResize(size: IntList, sparseDim: Int, denseDim: Int): Tensor
  sparseResize_(size: IntList, sparseDim: Int, denseDim: Int): Tensor
  sparseResizeAndClear(size: IntList, sparseDim: Int, denseDim: Int): Tensor
  sparseResizeAndClear_(size: IntList, sparseDim: Int, denseDim: Int): Tensor
  sparseSampledAddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  specialBesselJ0(): Tensor
  specialBesselJ1(): Tensor
  specialBesselY0(): Tensor
  specialBesselY1(): Tensor
  specialDigamma(): Tensor
  specialEntr(): Tensor
  specialErf(): Tensor
  specialErfc(): Tensor
  specialErfcx(): Tensor
  specialErfinv(): Tensor
  specialExp2(): Tensor
  specialExpit(): Tensor
  specialExpm1(): Tensor
  specialGammainc(other: Tensor): Tensor
  specialGammaincc(other: Tensor): Tensor
  specialGammaln(): Tensor
  specialI0(): Tensor
  specialI0e(): Tensor
  specialI1(): Tensor
  specialI1e(): Tensor
  specialLog1p(): Tensor
  specialLogNdtr(): Tensor
  specialLogSoftmax(dim: Int, options?: { dtype?: DType | null }): Tensor
  specialLogit(options?: { eps?: number | null }): Tensor
  specialLogsumexp(dim: IntOrList, options?: { keepdim?: boolean }): Tensor
  specialModifiedBesselI0(): Tensor
  specialModifiedBesselI1(): Tensor
  specialModifiedBesselK0(): Tensor
  specialModifiedBesselK1(): Tensor
  specialMultigammaln(p: Int): Tensor
  specialNdtr(): Tensor
  specialNdtri(): Tensor
  specialPsi(): Tensor
  specialRound(options?: { decimals?: Int }): Tensor
  specialSinc(): Tensor
  specialSoftmax(dim: Int, options?: { dtype?: DType | null }): Tensor
  specialXlog1py(other: Tensor): Tensor
  specialXlog1py(other: Scalar): Tensor
  specialXlogy(other: Tensor): Tensor
  specialXlogy(other: Scalar): Tensor
  specialZeta(other: Tensor): Tensor
  specialZeta(other: Scalar): Tensor
  split(splitSize: Int, options?: { dim?: Int }): Tensor[]
  split(splitSize: IntList, options?: { dim?: Int }): Tensor[]
  splitCopy(splitSize: Int, options?: { dim?: Int }): Tensor[]
  splitWithSizes(splitSizes: IntList, options?: { dim?: Int }): Tensor[]
  splitWithSizesCopy(splitSizes: IntList, options?: { dim?: Int }): Tensor[]
  sqrt(): Tensor
  sqrt_(): Tensor
  square(): Tensor
  square_(): Tensor
  squeeze(): Tensor
  squeeze(dim: Int): Tensor
  squeeze(dim: IntList): Tensor
  squeeze_(): Tensor
  squeeze_(dim: Int): Tensor
  squeeze_(dim: IntList): Tensor
  squeezeCopy(): Tensor
  squeezeCopy(dim: Int): Tensor
  squeezeCopy(dim: IntList): Tensor
  sspaddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor
  std(options?: { unbiased?: boolean }): Tensor
  std(options?: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean }): Tensor
  std(dim: IntOrList | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor
  stdMean(options?: { unbiased?: boolean }): [Tensor, Tensor]
  stdMean(options?: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor]
  stdMean(dim: IntOrList | null, options?: { unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor]
  stft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor
  stft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor
  storageOffset(): number
  stride(dim: Int): number
  sub(other: Tensor, options?: { alpha?: Scalar }): Tensor
  sub(other: Scalar, options?: { alpha?: Scalar }): Tensor
  sub_(other: Tensor, options?: { alpha?: Scalar }): Tensor
  sub_(other: Scalar, options?: { alpha?: Scalar }): Tensor
  subtract(other: Tensor, options?: { alpha?: Scalar }): Tensor
  subtract(other: Scalar, options?: { alpha?: Scalar }): Tensor
  subtract_(other: Tensor, options?: { alpha?: Scalar }): Tensor
  subtract_(other: Scalar, options?: { alpha?: Scalar }): Tensor
  sum(options?: { dtype?: DType | null }): Tensor
  sum(dim: IntOrList | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor
  sumToSize(size: IntList): Tensor
  svd(options?: { some?: boolean; computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor]
  swapaxes(axis0: Int, axis1: Int): Tensor
  swapaxes_(axis0: Int, axis1: Int): Tensor
  swapdims(dim0: Int, dim1: Int): Tensor
  swapdims_(dim0: Int, dim1: Int): Tensor
  symIsContiguous(options?: { memoryFormat?: MemoryFormat }): boolean
  symNumel(): number
  symSize(dim: Int): number
  symStorageOffset(): number
  symStride(dim: Int): number
  t(): Tensor
  t_(): Tensor
  tCopy(): Tensor
  take(index: Tensor): Tensor
  takeAlongDim(indices: Tensor, options?: { dim?: Int | null }): Tensor
  tan(): Tensor
  tan_(): Tensor
  tanh(): Tensor
  tanh_(): Tensor
  tensorSplit(tensorIndicesOrSections: Tensor, options?: { dim?: Int }): Tensor[]
  tensorSplit(sections: Int, options?: { dim?: Int }): Tensor[]
  tensorSplit(indices: IntList, options?: { dim?: Int }): Tensor[]
  tensordot(other: Tensor, dimsSelf: IntList, dimsOther: IntList): Tensor
  thnnConv2d(weight: Tensor, kernelSize: IntOrList, options?: { bias?: Tensor | null; stride?: IntOrList; padding?: IntOrList }): Tensor
  threshold(threshold: Scalar, value: Scalar): Tensor
  threshold_(threshold: Scalar, value: Scalar): Tensor
  tile(dims: IntList): Tensor
  toDense(options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor
  toMkldnn(options?: { dtype?: DType | null }): Tensor
  toPaddedTensor(padding: number, options?: { outputSize?: IntList | null }): Tensor
  toSparse(options?: { layout?: Layout | null; blocksize?: IntOrList | null; denseDim?: Int | null }): Tensor
  toSparse(sparseDim: Int): Tensor
  toSparseBsc(blocksize: IntOrList, options?: { denseDim?: Int | null }): Tensor
  toSparseBsr(blocksize: IntOrList, options?: { denseDim?: Int | null }): Tensor
  toSparseCsc(options?: { denseDim?: Int | null }): Tensor
  toSparseCsr(options?: { denseDim?: Int | null }): Tensor
  topk(k: Int, options?: { dim?: Int; largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor]
  trace(): Tensor
  transpose(dim0: Int, dim1: Int): Tensor
  transpose_(dim0: Int, dim1: Int): Tensor
  transposeCopy(dim0: Int, dim1: Int): Tensor
  triangularSolve(A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor]
  tril(options?: { diagonal?: Int }): Tensor
  tril_(options?: { diagonal?: Int }): Tensor
  triu(options?: { diagonal?: Int }): Tensor
  triu_(options?: { diagonal?: Int }): Tensor
  trueDivide(other: Tensor): Tensor
  trueDivide(other: Scalar): Tensor
  trueDivide_(other: Tensor): Tensor
  trueDivide_(other: Scalar): Tensor
  trunc(): Tensor
  trunc_(): Tensor
  typeAs(other: Tensor): Tensor
  unbind(options?: { dim?: Int }): Tensor[]
  unbindCopy(options?: { dim?: Int }): Tensor[]
  unflatten(dim: Int, sizes: IntList): Tensor
  unfold(dimension: Int, size: Int, step: Int): Tensor
  unfoldCopy(dimension: Int, size: Int, step: Int): Tensor
  uniform(options?: { from?: number; to?: number; generator?: Generator | null }): Tensor
  uniform_(options?: { from?: number; to?: number; generator?: Generator | null }): Tensor
  uniqueConsecutive(options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null }): [Tensor, Tensor, Tensor]
  uniqueDim(dim: Int, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor]
  uniqueDimConsecutive(dim: Int, options?: { returnInverse?: boolean; returnCounts?: boolean }): [Tensor, Tensor, Tensor]
  unsafeChunk(chunks: Int, options?: { dim?: Int }): Tensor[]
  unsafeSplit(splitSize: Int, options?: { dim?: Int }): Tensor[]
  unsafeSplitWithSizes(splitSizes: IntList, options?: { dim?: Int }): Tensor[]
  unsqueeze(dim: Int): Tensor
  unsqueeze_(dim: Int): Tensor
  unsqueezeCopy(dim: Int): Tensor
  upsampleBicubic2d(outputSize: IntOrList, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleBilinear2d(outputSize: IntOrList, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleLinear1d(outputSize: IntOrList, alignCorners: boolean, options?: { scales?: number | null }): Tensor
  upsampleNearest1d(outputSize: IntOrList, options?: { scales?: number | null }): Tensor
  upsampleNearest2d(outputSize: IntOrList, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleNearest3d(outputSize: IntOrList, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor
  upsampleTrilinear3d(outputSize: IntOrList, alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor
  values(): Tensor
  valuesCopy(): Tensor
  var(options?: { unbiased?: boolean }): Tensor
  var(options?: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean }): Tensor
  var(dim: IntOrList | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor
  varMean(options?: { unbiased?: boolean }): [Tensor, Tensor]
  varMean(options?: { dim?: IntOrList | null; correction?: Scalar | null; keepdim?: boolean }): [Tensor, Tensor]
  varMean(dim: IntOrList | null, options?: { unbiased?: boolean; keepdim?: boolean }): [Tensor, Tensor]
  vdot(other: Tensor): Tensor
  view(size: IntList): Tensor
  view(dtype: DType): Tensor
  viewAs(other: Tensor): Tensor
  viewAsComplex(): Tensor
  viewAsComplexCopy(): Tensor
  viewAsReal(): Tensor
  viewAsRealCopy(): Tensor
  viewCopy(size: IntList): Tensor
  viewCopy(dtype: DType): Tensor
  vsplit(sections: Int): Tensor[]
  vsplit(indices: IntList): Tensor[]
  xlogy(other: Tensor): Tensor
  xlogy(other: Scalar): Tensor
  xlogy_(other: Tensor): Tensor
  xlogy_(other: Scalar): Tensor
  zero(): Tensor
  zero_(): Tensor
  zerosLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null }): Tensor
}

/** Every public operator, as libtorch names it. */
export const operatorNames: readonly string[] = `
abs
abs_
absolute
absolute_
acos
acos_
acosh
acosh_
adaptive_avg_pool1d
adaptive_avg_pool2d
adaptive_avg_pool3d
adaptive_avg_pool3d_backward
adaptive_max_pool1d
adaptive_max_pool2d
adaptive_max_pool2d_backward
adaptive_max_pool3d
adaptive_max_pool3d_backward
add
add_
addbmm
addbmm_
addcdiv
addcdiv_
addcmul
addcmul_
addmm
addmm_
addmv
addmv_
addr
addr_
adjoint
affine_grid_generator
affine_grid_generator_backward
alias
alias_copy
all
allclose
alpha_dropout
alpha_dropout_
amax
amin
aminmax
angle
any
arange
arccos
arccos_
arccosh
arccosh_
arcsin
arcsin_
arcsinh
arcsinh_
arctan
arctan2
arctan2_
arctan_
arctanh
arctanh_
argmax
argmin
argsort
argwhere
as_strided
as_strided_
as_strided_copy
as_strided_scatter
asin
asin_
asinh
asinh_
atan
atan2
atan2_
atan_
atanh
atanh_
atleast_1d
atleast_2d
atleast_3d
avg_pool1d
avg_pool2d
avg_pool2d_backward
avg_pool3d
avg_pool3d_backward
baddbmm
baddbmm_
bartlett_window
batch_norm
batch_norm_backward
batch_norm_backward_elemt
batch_norm_backward_reduce
batch_norm_elemt
batch_norm_gather_stats
batch_norm_gather_stats_with_counts
batch_norm_stats
batch_norm_update_stats
bernoulli
bernoulli_
bilinear
binary_cross_entropy
binary_cross_entropy_backward
binary_cross_entropy_with_logits
bincount
binomial
bitwise_and
bitwise_and_
bitwise_left_shift
bitwise_left_shift_
bitwise_not
bitwise_not_
bitwise_or
bitwise_or_
bitwise_right_shift
bitwise_right_shift_
bitwise_xor
bitwise_xor_
blackman_window
block_diag
bmm
broadcast_tensors
broadcast_to
bucketize
can_cast
cartesian_prod
cat
cauchy
cauchy_
ccol_indices
ccol_indices_copy
cdist
ceil
ceil_
celu
celu_
chain_matmul
chalf
channel_shuffle
cholesky
cholesky_inverse
cholesky_solve
choose_qparams_optimized
chunk
clamp
clamp_
clamp_max
clamp_max_
clamp_min
clamp_min_
clip
clip_
clone
coalesce
col2im
col_indices
col_indices_copy
column_stack
combinations
complex
concat
concatenate
conj
conj_physical
conj_physical_
constant_pad_nd
contiguous
conv1d
conv2d
conv3d
conv_depthwise3d
conv_tbc
conv_tbc_backward
conv_transpose1d
conv_transpose2d
conv_transpose3d
convolution
convolution_backward
convolution_backward_overrideable
convolution_overrideable
copy
copy_
copy_sparse_to_sparse
copy_sparse_to_sparse_
copysign
copysign_
corrcoef
cos
cos_
cosh
cosh_
cosine_embedding_loss
cosine_similarity
count_nonzero
cov
cross
cross_entropy_loss
crow_indices
crow_indices_copy
ctc_loss
cudnn_affine_grid_generator
cudnn_affine_grid_generator_backward
cudnn_batch_norm
cudnn_batch_norm_backward
cudnn_convolution
cudnn_convolution_add_relu
cudnn_convolution_relu
cudnn_convolution_transpose
cudnn_grid_sampler
cudnn_grid_sampler_backward
cudnn_is_acceptable
cummax
cummaxmin_backward
cummin
cumprod
cumprod_
cumprod_backward
cumsum
cumsum_
cumulative_trapezoid
data
deg2rad
deg2rad_
dense_dim
dequantize
det
detach
detach_
detach_copy
diag
diag_embed
diagflat
diagonal
diagonal_backward
diagonal_copy
diagonal_scatter
diff
digamma
digamma_
dim
dist
div
div_
divide
divide_
dot
dropout
dropout_
dsplit
dstack
einsum
elu
elu_
elu_backward
embedding
embedding_backward
embedding_bag
embedding_dense_backward
embedding_renorm
embedding_renorm_
embedding_sparse_backward
empty
empty_like
empty_permuted
empty_quantized
empty_strided
eq
eq_
equal
erf
erf_
erfc
erfc_
erfinv
erfinv_
exp
exp2
exp2_
exp_
expand
expand_as
expand_copy
expm1
expm1_
exponential
exponential_
eye
fake_quantize_per_channel_affine
fake_quantize_per_channel_affine_cachemask
fake_quantize_per_channel_affine_cachemask_backward
fake_quantize_per_tensor_affine
fake_quantize_per_tensor_affine_cachemask
fake_quantize_per_tensor_affine_cachemask_backward
fbgemm_linear_fp16_weight
fbgemm_linear_fp16_weight_fp32_activation
fbgemm_linear_int8_weight
fbgemm_linear_int8_weight_fp32_activation
fbgemm_linear_quantize_weight
fbgemm_pack_gemm_matrix_fp16
fbgemm_pack_quantized_matrix
feature_alpha_dropout
feature_alpha_dropout_
feature_dropout
feature_dropout_
fft_fft
fft_fft2
fft_fftfreq
fft_fftn
fft_fftshift
fft_hfft
fft_hfft2
fft_hfftn
fft_ifft
fft_ifft2
fft_ifftn
fft_ifftshift
fft_ihfft
fft_ihfft2
fft_ihfftn
fft_irfft
fft_irfft2
fft_irfftn
fft_rfft
fft_rfft2
fft_rfftfreq
fft_rfftn
fill
fill_
fill_diagonal_
fix
fix_
flatten
flatten_dense_tensors
flip
fliplr
flipud
float_power
float_power_
floor
floor_
floor_divide
floor_divide_
fmax
fmin
fmod
fmod_
frac
frac_
fractional_max_pool2d
fractional_max_pool2d_backward
fractional_max_pool3d
fractional_max_pool3d_backward
frexp
frobenius_norm
from_file
full
full_like
fused_moving_avg_obs_fake_quant
gather
gather_backward
gcd
gcd_
ge
ge_
gelu
gelu_
gelu_backward
geometric
geometric_
geqrf
ger
get_device
get_gradients
glu
glu_backward
glu_backward_jvp
glu_jvp
gradient
greater
greater_
greater_equal
greater_equal_
grid_sampler
grid_sampler_2d
grid_sampler_2d_backward
grid_sampler_3d
grid_sampler_3d_backward
group_norm
gru
gru_cell
gt
gt_
hamming_window
hann_window
hardshrink
hardshrink_backward
hardsigmoid
hardsigmoid_
hardsigmoid_backward
hardswish
hardswish_
hardswish_backward
hardtanh
hardtanh_
hardtanh_backward
hash_tensor
heaviside
heaviside_
hinge_embedding_loss
histc
histogram
histogramdd
hsplit
hspmm
hstack
huber_loss
huber_loss_backward
hypot
hypot_
i0
i0_
igamma
igamma_
igammac
igammac_
im2col
imag
index
index_add
index_add_
index_copy
index_copy_
index_fill
index_fill_
index_put
index_put_
index_reduce
index_reduce_
index_select
index_select_backward
indices
indices_copy
infinitely_differentiable_gelu_backward
inner
instance_norm
int_repr
inverse
is_coalesced
is_complex
is_conj
is_contiguous
is_distributed
is_floating_point
is_inference
is_leaf
is_neg
is_nonzero
is_pinned
is_same_size
is_set_to
is_signed
is_vulkan_available
isclose
isfinite
isin
isinf
isnan
isneginf
isposinf
isreal
istft
item
kaiser_window
kl_div
kron
kthvalue
l1_loss
layer_norm
lcm
lcm_
ldexp
ldexp_
le
le_
leaky_relu
leaky_relu_
leaky_relu_backward
lerp
lerp_
less
less_
less_equal
less_equal_
lgamma
lgamma_
lift
lift_fresh
lift_fresh_copy
linalg__powsum
linalg_cholesky
linalg_cholesky_ex
linalg_cond
linalg_cross
linalg_det
linalg_diagonal
linalg_eig
linalg_eigh
linalg_eigvals
linalg_eigvalsh
linalg_householder_product
linalg_inv
linalg_inv_ex
linalg_ldl_factor
linalg_ldl_factor_ex
linalg_ldl_solve
linalg_lstsq
linalg_lu
linalg_lu_factor
linalg_lu_factor_ex
linalg_lu_solve
linalg_matmul
linalg_matrix_exp
linalg_matrix_norm
linalg_matrix_power
linalg_matrix_rank
linalg_multi_dot
linalg_norm
linalg_pinv
linalg_qr
linalg_slogdet
linalg_solve
linalg_solve_ex
linalg_solve_triangular
linalg_svd
linalg_svdvals
linalg_tensorinv
linalg_tensorsolve
linalg_vander
linalg_vecdot
linalg_vector_norm
linear
linear_backward
linspace
log
log10
log10_
log1p
log1p_
log2
log2_
log_
log_normal
log_normal_
log_sigmoid
log_sigmoid_backward
log_sigmoid_forward
log_softmax
logaddexp
logaddexp2
logcumsumexp
logdet
logical_and
logical_and_
logical_not
logical_not_
logical_or
logical_or_
logical_xor
logical_xor_
logit
logit_
logit_backward
logspace
logsumexp
lstm
lstm_cell
lstm_mps_backward
lt
lt_
lu_solve
lu_unpack
mH
mT
margin_ranking_loss
masked_fill
masked_fill_
masked_scatter
masked_scatter_
masked_scatter_backward
masked_select
masked_select_backward
matmul
matmul_backward
matrix_H
matrix_exp
matrix_exp_backward
matrix_power
max
max_pool1d
max_pool1d_with_indices
max_pool2d
max_pool2d_backward
max_pool2d_with_indices
max_pool2d_with_indices_backward
max_pool3d
max_pool3d_with_indices
max_pool3d_with_indices_backward
max_unpool2d
max_unpool3d
maximum
mean
median
meshgrid
min
minimum
miopen_batch_norm
miopen_batch_norm_backward
miopen_convolution
miopen_convolution_add_relu
miopen_convolution_relu
miopen_convolution_transpose
miopen_ctc_loss
miopen_depthwise_convolution
miopen_rnn
miopen_rnn_backward
mish
mish_
mish_backward
mkldnn_adaptive_avg_pool2d
mkldnn_adaptive_avg_pool2d_backward
mkldnn_convolution
mkldnn_linear
mkldnn_linear_backward
mkldnn_linear_backward_input
mkldnn_linear_backward_weights
mkldnn_max_pool2d
mkldnn_max_pool2d_backward
mkldnn_max_pool3d
mkldnn_max_pool3d_backward
mkldnn_reorder_conv2d_weight
mkldnn_reorder_conv3d_weight
mkldnn_rnn_layer
mkldnn_rnn_layer_backward
mm
mode
moveaxis
movedim
mps_convolution_backward
mps_convolution_transpose_backward
mse_loss
mse_loss_backward
msort
mul
mul_
multi_margin_loss
multi_margin_loss_backward
multilabel_margin_loss
multilabel_margin_loss_backward
multilabel_margin_loss_forward
multinomial
multiply
multiply_
mv
mvlgamma
mvlgamma_
nan_to_num
nan_to_num_
nanmean
nanmedian
nanquantile
nansum
narrow
narrow_copy
native_batch_norm
native_batch_norm_backward
native_channel_shuffle
native_dropout
native_dropout_backward
native_group_norm
native_group_norm_backward
native_layer_norm
native_layer_norm_backward
native_norm
ne
ne_
neg
neg_
negative
negative_
nested_to_padded_tensor
new_empty
new_empty_strided
new_full
new_ones
new_zeros
nextafter
nextafter_
nll_loss
nll_loss2d
nll_loss2d_backward
nll_loss2d_forward
nll_loss_backward
nll_loss_forward
nll_loss_nd
nonzero
nonzero_numpy
nonzero_static
norm
norm_except_dim
normal
normal_
normal_functional
not_equal
not_equal_
nuclear_norm
numel
numpy_T
one_hot
ones
ones_like
orgqr
ormqr
outer
output_nr
pad
pad_sequence
pairwise_distance
pdist
permute
permute_copy
pin_memory
pinverse
pixel_shuffle
pixel_unshuffle
poisson
poisson_nll_loss
polar
polygamma
polygamma_
positive
pow
pow_
prelu
prod
promote_types
put
put_
q_per_channel_axis
q_per_channel_scales
q_per_channel_zero_points
q_scale
q_zero_point
qr
qscheme
quantile
quantize_per_channel
quantize_per_tensor
quantize_per_tensor_dynamic
quantized_batch_norm
quantized_gru
quantized_gru_cell
quantized_lstm
quantized_lstm_cell
quantized_max_pool1d
quantized_max_pool2d
quantized_max_pool3d
quantized_rnn_relu_cell
quantized_rnn_tanh_cell
rad2deg
rad2deg_
rand
rand_like
randint
randint_like
randn
randn_like
random
random_
randperm
range
ravel
real
reciprocal
reciprocal_
record_stream
reflection_pad1d
reflection_pad1d_backward
reflection_pad2d
reflection_pad2d_backward
reflection_pad3d
reflection_pad3d_backward
relu
relu6
relu6_
relu_
remainder
remainder_
renorm
renorm_
repeat
repeat_interleave
replication_pad1d
replication_pad1d_backward
replication_pad2d
replication_pad2d_backward
replication_pad3d
replication_pad3d_backward
requires_grad_
reshape
reshape_as
resize
resize_
resize_as
resize_as_
resize_as_sparse
resize_as_sparse_
resolve_conj
resolve_neg
result_type
retain_grad
retains_grad
rms_norm
rnn_relu
rnn_relu_cell
rnn_tanh
rnn_tanh_cell
roll
rot90
round
round_
row_indices
row_indices_copy
row_stack
rrelu
rrelu_
rrelu_with_noise
rrelu_with_noise_
rrelu_with_noise_backward
rrelu_with_noise_functional
rsqrt
rsqrt_
rsub
scalar_tensor
scaled_dot_product_attention
scatter
scatter_
scatter_add
scatter_add_
scatter_reduce
scatter_reduce_
searchsorted
segment_reduce
select
select_backward
select_copy
select_scatter
selu
selu_
set
set_
set_data
sgn
sgn_
sigmoid
sigmoid_
sigmoid_backward
sign
sign_
signbit
silu
silu_
silu_backward
sin
sin_
sinc
sinc_
sinh
sinh_
size
slice
slice_backward
slice_copy
slice_inverse
slice_scatter
slogdet
slow_conv3d
slow_conv3d_forward
slow_conv_dilated2d
slow_conv_dilated3d
slow_conv_transpose2d
slow_conv_transpose3d
smm
smooth_l1_loss
smooth_l1_loss_backward
soft_margin_loss
soft_margin_loss_backward
softmax
softplus
softplus_backward
softshrink
softshrink_backward
sort
sparse_bsc_tensor
sparse_bsr_tensor
sparse_compressed_tensor
sparse_coo_tensor
sparse_csc_tensor
sparse_csr_tensor
sparse_dim
sparse_mask
sparse_resize
sparse_resize_
sparse_resize_and_clear
sparse_resize_and_clear_
sparse_sampled_addmm
special_airy_ai
special_bessel_j0
special_bessel_j1
special_bessel_y0
special_bessel_y1
special_chebyshev_polynomial_t
special_chebyshev_polynomial_u
special_chebyshev_polynomial_v
special_chebyshev_polynomial_w
special_digamma
special_entr
special_erf
special_erfc
special_erfcx
special_erfinv
special_exp2
special_expit
special_expm1
special_gammainc
special_gammaincc
special_gammaln
special_hermite_polynomial_h
special_hermite_polynomial_he
special_i0
special_i0e
special_i1
special_i1e
special_laguerre_polynomial_l
special_legendre_polynomial_p
special_log1p
special_log_ndtr
special_log_softmax
special_logit
special_logsumexp
special_modified_bessel_i0
special_modified_bessel_i1
special_modified_bessel_k0
special_modified_bessel_k1
special_multigammaln
special_ndtr
special_ndtri
special_polygamma
special_psi
special_round
special_scaled_modified_bessel_k0
special_scaled_modified_bessel_k1
special_shifted_chebyshev_polynomial_t
special_shifted_chebyshev_polynomial_u
special_shifted_chebyshev_polynomial_v
special_shifted_chebyshev_polynomial_w
special_sinc
special_softmax
special_spherical_bessel_j0
special_xlog1py
special_xlogy
special_zeta
split
split_copy
split_with_sizes
split_with_sizes_copy
sqrt
sqrt_
square
square_
squeeze
squeeze_
squeeze_copy
sspaddmm
stack
std
std_mean
stft
storage_offset
stride
sub
sub_
subtract
subtract_
sum
sum_to_size
svd
swapaxes
swapaxes_
swapdims
swapdims_
sym_constrain_range
sym_constrain_range_for_size
sym_is_contiguous
sym_numel
sym_size
sym_storage_offset
sym_stride
t
t_
t_copy
take
take_along_dim
tan
tan_
tanh
tanh_
tanh_backward
tensor_split
tensordot
thnn_conv2d
threshold
threshold_
threshold_backward
tile
to
to_dense
to_dense_backward
to_mkldnn
to_mkldnn_backward
to_padded_tensor
to_sparse
to_sparse_bsc
to_sparse_bsr
to_sparse_csc
to_sparse_csr
topk
trace
trace_backward
transpose
transpose_
transpose_copy
trapezoid
trapz
triangular_solve
tril
tril_
tril_indices
triplet_margin_loss
triu
triu_
triu_indices
true_divide
true_divide_
trunc
trunc_
type_as
unbind
unbind_copy
unflatten
unflatten_dense_tensors
unfold
unfold_backward
unfold_copy
uniform
uniform_
unique_consecutive
unique_dim
unique_dim_consecutive
unsafe_chunk
unsafe_split
unsafe_split_with_sizes
unsqueeze
unsqueeze_
unsqueeze_copy
upsample_bicubic2d
upsample_bicubic2d_backward
upsample_bilinear2d
upsample_bilinear2d_backward
upsample_linear1d
upsample_linear1d_backward
upsample_nearest1d
upsample_nearest1d_backward
upsample_nearest2d
upsample_nearest2d_backward
upsample_nearest3d
upsample_nearest3d_backward
upsample_trilinear3d
upsample_trilinear3d_backward
value_selecting_reduction_backward
values
values_copy
vander
var
var_mean
vdot
view
view_as
view_as_complex
view_as_complex_copy
view_as_real
view_as_real_copy
view_copy
vsplit
vstack
where
xlogy
xlogy_
zero
zero_
zeros
zeros_like
`.trim().split('\n')

/** Those that are also methods of Tensor. */
export const methodNames: readonly string[] = `
abs
abs_
absolute
absolute_
acos
acos_
acosh
acosh_
adaptive_avg_pool1d
adaptive_avg_pool2d
adaptive_avg_pool3d
adaptive_max_pool1d
adaptive_max_pool2d
adaptive_max_pool3d
add
add_
addbmm
addbmm_
addcdiv
addcdiv_
addcmul
addcmul_
addmm
addmm_
addmv
addmv_
addr
addr_
adjoint
alias
alias_copy
all
allclose
alpha_dropout_
amax
amin
aminmax
angle
any
arccos
arccos_
arccosh
arccosh_
arcsin
arcsin_
arcsinh
arcsinh_
arctan
arctan2
arctan2_
arctan_
arctanh
arctanh_
argmax
argmin
argsort
argwhere
as_strided
as_strided_
as_strided_copy
as_strided_scatter
asin
asin_
asinh
asinh_
atan
atan2
atan2_
atan_
atanh
atanh_
atleast_1d
atleast_2d
atleast_3d
avg_pool1d
avg_pool2d
avg_pool3d
baddbmm
baddbmm_
bernoulli
bernoulli_
binary_cross_entropy
binary_cross_entropy_with_logits
bincount
bitwise_and
bitwise_and_
bitwise_left_shift
bitwise_left_shift_
bitwise_not
bitwise_not_
bitwise_or
bitwise_or_
bitwise_right_shift
bitwise_right_shift_
bitwise_xor
bitwise_xor_
bmm
broadcast_to
bucketize
cauchy
cauchy_
ccol_indices
ccol_indices_copy
ceil
ceil_
celu
celu_
chalf
channel_shuffle
cholesky
cholesky_inverse
cholesky_solve
chunk
clamp
clamp_
clamp_max
clamp_max_
clamp_min
clamp_min_
clip
clip_
clone
coalesce
col2im
col_indices
col_indices_copy
combinations
conj
conj_physical
conj_physical_
constant_pad_nd
contiguous
conv_depthwise3d
conv_tbc
conv_tbc_backward
copy
copy_
copy_sparse_to_sparse
copy_sparse_to_sparse_
copysign
copysign_
corrcoef
cos
cos_
cosh
cosh_
count_nonzero
cov
cross
cross_entropy_loss
crow_indices
crow_indices_copy
cudnn_convolution
cudnn_convolution_add_relu
cudnn_convolution_relu
cudnn_convolution_transpose
cudnn_grid_sampler
cudnn_grid_sampler_backward
cudnn_is_acceptable
cummax
cummin
cumprod
cumprod_
cumsum
cumsum_
deg2rad
deg2rad_
dense_dim
dequantize
det
detach
detach_
detach_copy
diag
diag_embed
diagflat
diagonal
diagonal_copy
diagonal_scatter
diff
digamma
digamma_
dim
dist
div
div_
divide
divide_
dot
dropout_
dsplit
elu
elu_
embedding_renorm
embedding_renorm_
empty_like
eq
eq_
equal
erf
erf_
erfc
erfc_
erfinv
erfinv_
exp
exp2
exp2_
exp_
expand
expand_as
expand_copy
expm1
expm1_
exponential
exponential_
fake_quantize_per_channel_affine
fake_quantize_per_channel_affine_cachemask
fake_quantize_per_tensor_affine
fake_quantize_per_tensor_affine_cachemask
feature_alpha_dropout_
feature_dropout_
fft_fft
fft_fft2
fft_fftn
fft_fftshift
fft_hfft
fft_hfft2
fft_hfftn
fft_ifft
fft_ifft2
fft_ifftn
fft_ifftshift
fft_ihfft
fft_ihfft2
fft_ihfftn
fft_irfft
fft_irfft2
fft_irfftn
fft_rfft
fft_rfft2
fft_rfftn
fill
fill_
fill_diagonal_
fix
fix_
flatten
flip
fliplr
flipud
float_power
float_power_
floor
floor_
floor_divide
floor_divide_
fmax
fmin
fmod
fmod_
frac
frac_
fractional_max_pool2d
fractional_max_pool3d
frexp
frobenius_norm
full_like
fused_moving_avg_obs_fake_quant
gather
gcd
gcd_
ge
ge_
gelu
gelu_
geometric
geometric_
geqrf
ger
get_device
glu
gradient
greater
greater_
greater_equal
greater_equal_
gt
gt_
hardshrink
hardsigmoid
hardsigmoid_
hardswish
hardswish_
hardtanh
hardtanh_
hash_tensor
heaviside
heaviside_
hinge_embedding_loss
histc
histogram
histogramdd
hsplit
huber_loss
hypot
hypot_
i0
i0_
igamma
igamma_
igammac
igammac_
im2col
imag
index
index_add
index_add_
index_copy
index_copy_
index_fill
index_fill_
index_put
index_put_
index_reduce
index_reduce_
index_select
indices
indices_copy
inner
int_repr
inverse
is_coalesced
is_complex
is_conj
is_contiguous
is_distributed
is_floating_point
is_inference
is_neg
is_nonzero
is_pinned
is_same_size
is_set_to
is_signed
isclose
isfinite
isinf
isnan
isneginf
isposinf
isreal
istft
kl_div
kron
kthvalue
l1_loss
lcm
lcm_
ldexp
ldexp_
le
le_
leaky_relu
leaky_relu_
lerp
lerp_
less
less_
less_equal
less_equal_
lgamma
lgamma_
lift
lift_fresh
lift_fresh_copy
linalg__powsum
linalg_cholesky
linalg_cholesky_ex
linalg_cond
linalg_cross
linalg_eig
linalg_eigh
linalg_eigvals
linalg_eigvalsh
linalg_ldl_factor
linalg_ldl_factor_ex
linalg_lstsq
linalg_matmul
linalg_matrix_exp
linalg_matrix_norm
linalg_matrix_power
linalg_matrix_rank
linalg_norm
linalg_pinv
linalg_solve_triangular
linalg_tensorinv
linalg_tensorsolve
linalg_vector_norm
linear_backward
log
log10
log10_
log1p
log1p_
log2
log2_
log_
log_normal
log_normal_
log_sigmoid
log_sigmoid_forward
log_softmax
logaddexp
logaddexp2
logcumsumexp
logdet
logical_and
logical_and_
logical_not
logical_not_
logical_or
logical_or_
logical_xor
logical_xor_
logit
logit_
logsumexp
lt
lt_
lu_solve
mH
mT
masked_fill
masked_fill_
masked_scatter
masked_scatter_
masked_select
matmul
matrix_H
matrix_exp
matrix_exp_backward
matrix_power
max
max_pool1d
max_pool1d_with_indices
max_pool2d
max_pool2d_with_indices
max_pool3d
max_pool3d_with_indices
max_unpool2d
max_unpool3d
maximum
mean
median
min
minimum
miopen_convolution
miopen_convolution_add_relu
miopen_convolution_relu
miopen_convolution_transpose
miopen_depthwise_convolution
mish
mish_
mkldnn_adaptive_avg_pool2d
mkldnn_convolution
mkldnn_linear
mkldnn_linear_backward
mkldnn_max_pool2d
mkldnn_max_pool3d
mkldnn_reorder_conv2d_weight
mkldnn_reorder_conv3d_weight
mm
mode
moveaxis
movedim
mps_convolution_backward
mps_convolution_transpose_backward
mse_loss
msort
mul
mul_
multi_margin_loss
multilabel_margin_loss
multilabel_margin_loss_forward
multinomial
multiply
multiply_
mv
mvlgamma
mvlgamma_
nan_to_num
nan_to_num_
nanmean
nanmedian
nanquantile
nansum
narrow
narrow_copy
native_channel_shuffle
native_norm
ne
ne_
neg
neg_
negative
negative_
nested_to_padded_tensor
new_empty
new_empty_strided
new_full
new_ones
new_zeros
nextafter
nextafter_
nll_loss
nll_loss2d
nll_loss2d_forward
nll_loss_forward
nll_loss_nd
nonzero
nonzero_numpy
nonzero_static
norm
normal_
normal_functional
not_equal
not_equal_
nuclear_norm
numel
numpy_T
one_hot
ones_like
orgqr
ormqr
outer
output_nr
pad
pdist
permute
permute_copy
pin_memory
pinverse
pixel_shuffle
pixel_unshuffle
poisson
polygamma_
positive
pow
pow_
prelu
prod
put
put_
q_per_channel_axis
q_per_channel_scales
q_per_channel_zero_points
q_scale
q_zero_point
qr
qscheme
quantile
quantize_per_channel
quantize_per_tensor
quantize_per_tensor_dynamic
quantized_max_pool1d
quantized_max_pool2d
quantized_max_pool3d
rad2deg
rad2deg_
rand_like
randint_like
randn_like
random
random_
ravel
real
reciprocal
reciprocal_
record_stream
reflection_pad1d
reflection_pad2d
reflection_pad3d
relu
relu6
relu6_
relu_
remainder
remainder_
renorm
renorm_
repeat
repeat_interleave
replication_pad1d
replication_pad2d
replication_pad3d
reshape
reshape_as
resize
resize_
resize_as
resize_as_
resize_as_sparse
resize_as_sparse_
resolve_conj
resolve_neg
retains_grad
roll
rot90
round
round_
row_indices
row_indices_copy
rrelu
rrelu_
rrelu_with_noise
rrelu_with_noise_
rrelu_with_noise_functional
rsqrt
rsqrt_
rsub
scatter
scatter_
scatter_add
scatter_add_
scatter_reduce
scatter_reduce_
select
select_copy
select_scatter
selu
selu_
set
set_
set_data
sgn
sgn_
sigmoid
sigmoid_
sign
sign_
signbit
silu
silu_
sin
sin_
sinc
sinc_
sinh
sinh_
slice
slice_copy
slice_inverse
slice_scatter
slogdet
slow_conv3d
slow_conv3d_forward
slow_conv_dilated2d
slow_conv_dilated3d
slow_conv_transpose2d
slow_conv_transpose3d
smm
smooth_l1_loss
soft_margin_loss
softmax
softplus
softshrink
sort
sparse_dim
sparse_mask
sparse_resize
sparse_resize_
sparse_resize_and_clear
sparse_resize_and_clear_
sparse_sampled_addmm
special_bessel_j0
special_bessel_j1
special_bessel_y0
special_bessel_y1
special_digamma
special_entr
special_erf
special_erfc
special_erfcx
special_erfinv
special_exp2
special_expit
special_expm1
special_gammainc
special_gammaincc
special_gammaln
special_i0
special_i0e
special_i1
special_i1e
special_log1p
special_log_ndtr
special_log_softmax
special_logit
special_logsumexp
special_modified_bessel_i0
special_modified_bessel_i1
special_modified_bessel_k0
special_modified_bessel_k1
special_multigammaln
special_ndtr
special_ndtri
special_psi
special_round
special_sinc
special_softmax
special_xlog1py
special_xlogy
special_zeta
split
split_copy
split_with_sizes
split_with_sizes_copy
sqrt
sqrt_
square
square_
squeeze
squeeze_
squeeze_copy
sspaddmm
std
std_mean
stft
storage_offset
stride
sub
sub_
subtract
subtract_
sum
sum_to_size
svd
swapaxes
swapaxes_
swapdims
swapdims_
sym_is_contiguous
sym_numel
sym_size
sym_storage_offset
sym_stride
t
t_
t_copy
take
take_along_dim
tan
tan_
tanh
tanh_
tensor_split
tensordot
thnn_conv2d
threshold
threshold_
tile
to_dense
to_mkldnn
to_padded_tensor
to_sparse
to_sparse_bsc
to_sparse_bsr
to_sparse_csc
to_sparse_csr
topk
trace
transpose
transpose_
transpose_copy
triangular_solve
tril
tril_
triu
triu_
true_divide
true_divide_
trunc
trunc_
type_as
unbind
unbind_copy
unflatten
unfold
unfold_copy
uniform
uniform_
unique_consecutive
unique_dim
unique_dim_consecutive
unsafe_chunk
unsafe_split
unsafe_split_with_sizes
unsqueeze
unsqueeze_
unsqueeze_copy
upsample_bicubic2d
upsample_bilinear2d
upsample_linear1d
upsample_nearest1d
upsample_nearest2d
upsample_nearest3d
upsample_trilinear3d
values
values_copy
var
var_mean
vdot
view
view_as
view_as_complex
view_as_complex_copy
view_as_real
view_as_real_copy
view_copy
vsplit
xlogy
xlogy_
zero
zero_
zeros_like
`.trim().split('\n')
