import { Flatten, Linear, MaxPool2d, Sequential, type Module } from '../nn'
import { contiguousInFloat32, type Architecture } from './architecture'
import { unit } from './unit'

const stages = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
]

/** [N, 3, 32, 32] → [N, 512, 1, 1]: padded convolutions, with maximum pooling after each stage. */
function features(): Module[] {
  let channels = 3
  return stages.flatMap(stage => [
    ...stage.flatMap(outChannels => {
      const layer = unit(channels, outChannels, 3, { padding: 1 })
      channels = outChannels
      return layer
    }),
    new MaxPool2d(2),
  ])
}

/** VGG-16 as the paper writes it: 13 units of convolution, batch norm and ReLU, one linear layer. */
export const vgg16: Architecture<Sequential> = {
  input: [3, 32, 32],
  layouts: contiguousInFloat32,
  make: classes => new Sequential(...features(), new Flatten(), new Linear(512, classes)),
}
