import { Flatten, Linear, ReLU, Sequential } from '../nn'
import { mnistInput, type Architecture } from './architecture'

function make(classes: number, features = 784): Sequential {
  return new Sequential(
    new Flatten(),
    new Linear(features, 128),
    new ReLU(),
    new Linear(128, classes),
  )
}

/** 784-128-10: two linear layers, no convolution. */
export const mlp: Architecture<Sequential> = {
  input: mnistInput,
  layouts: { float32: 'contiguous_format', bfloat16: null },
  make: classes => make(classes),
  makeForVectors: make,
}
