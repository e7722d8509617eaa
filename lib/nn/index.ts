/** Layers, models and losses, named as in `torch.nn`. */
export { BatchNorm1d, BatchNorm2d, type BatchNormOptions } from './norm/batchNorm'
export { Conv2d, type Conv2dOptions } from './conv/conv2d'
export { Dropout, Flatten, GlobalAvgPool2d, MaxPool2d, ReLU, type MaxPool2dOptions } from './layers'
export { Linear, type LinearOptions } from './linear/linear'
export { CrossEntropyLoss, type CrossEntropyOptions, type Reduction } from './loss/crossEntropyLoss'
export { Module, type LoadOptions, type StateDict } from './module'
export { Buffer, Parameter } from './parameter'
export { Sequential } from './container/sequential'
