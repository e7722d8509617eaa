import { Flatten, Linear, ReLU, Sequential } from '../nn'
import { mnistInput, type Architecture } from './architecture'

/** 784-128-10: two linear layers, no convolution. */
export const mlp: Architecture = {
  input: mnistInput,
  layouts: { float32: 'contiguous_format', bfloat16: null },
  make: classes =>
    new Sequential(new Flatten(), new Linear(784, 128), new ReLU(), new Linear(128, classes)),
}
