import { AvgPool2d, Conv2d, Flatten, Linear, Sequential, Tanh } from '../nn'
import { contiguousInFloat32, mnistInput, type Architecture } from './architecture'

/** LeNet-5 (LeCun 1998): tanh, average pooling, and a dense layer where it had its own kind. */
export const lenet: Architecture<Sequential> = {
  input: mnistInput,
  layouts: contiguousInFloat32,
  make: classes =>
    new Sequential(
      new Conv2d(1, 6, 5, { padding: 2 }),
      new Tanh(),
      new AvgPool2d(2),
      new Conv2d(6, 16, 5),
      new Tanh(),
      new AvgPool2d(2),
      new Flatten(),
      new Linear(400, 120),
      new Tanh(),
      new Linear(120, 84),
      new Tanh(),
      new Linear(84, classes),
    ),
}
