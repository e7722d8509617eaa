import { checkProbability } from '../../base/check'
import { operators, tensor, type Tensor } from '../../tensor'
import { checkImages } from './images'
import type { Random } from './random'
import { ImageTransform } from './transform'

/** Left and right exchanged. torchvision: `functional.horizontal_flip`. */
export function horizontalFlip(images: Tensor): Tensor {
  checkImages('horizontalFlip', images)
  return operators.flip(images, [3])
}

/** Top and bottom exchanged. torchvision: `functional.vertical_flip`. */
export function verticalFlip(images: Tensor): Tensor {
  checkImages('verticalFlip', images)
  return operators.flip(images, [2])
}

abstract class RandomFlip extends ImageTransform {
  readonly #dim: number

  constructor(
    readonly p: number,
    dim: number,
  ) {
    super([p])
    this.#dim = dim
    checkProbability(`${new.target.name}: p`, p)
  }

  images(images: Tensor, random: Random): Tensor {
    const chosen = random.choices(images.size(0), this.p)
    const { device } = images
    const mask = tensor(chosen, { dtype: 'bool', device }).view([chosen.length, 1, 1, 1])
    return operators.where(mask, operators.flip(images, [this.#dim]), images)
  }
}

/** Each image with probability p. torchvision: `transforms.RandomHorizontalFlip`. */
export class RandomHorizontalFlip extends RandomFlip {
  constructor(p = 0.5) {
    super(p, 3)
  }
}

/** Each image with probability p. torchvision: `transforms.RandomVerticalFlip`. */
export class RandomVerticalFlip extends RandomFlip {
  constructor(p = 0.5) {
    super(p, 2)
  }
}
