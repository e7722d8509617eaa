/** The small network of the paper, section 4. */
import {
  Conv2d,
  Dropout,
  Flatten,
  GlobalAvgPool2d,
  Linear,
  ReLU,
  Sequential,
  type Module,
} from '../nn'
import { contiguousInFloat32, mnistInput, type Architecture } from './architecture'

/** [N, 1, 28, 28] → [N, 64, 6, 6]: two unpadded convolutions of stride 2, then dropout of 20 %. */
function features(): Module[] {
  return [
    new Conv2d(1, 32, 3, { stride: 2 }),
    new ReLU(),
    new Conv2d(32, 64, 3, { stride: 2 }),
    new ReLU(),
    new Dropout(0.2),
  ]
}

function head(inFeatures: number, classes: number): Module[] {
  return [new Flatten(), new Linear(inFeatures, 512), new ReLU(), new Linear(512, classes)]
}

/** N0 with all 64·6·6 features. */
export const n0: Architecture<Sequential> = {
  input: mnistInput,
  layouts: contiguousInFloat32,
  make: classes => new Sequential(...features(), ...head(2304, classes)),
}

/** N0 with the 64 features that the paper's text names, by global average pooling. */
export const n0Gap: Architecture<Sequential> = {
  input: mnistInput,
  layouts: contiguousInFloat32,
  make: classes => new Sequential(...features(), new GlobalAvgPool2d(), ...head(64, classes)),
}
