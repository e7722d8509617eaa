/**
 * Networks: those of the paper, those that others publish weights for, under the names of their
 * state, and a language model. `makeModel` makes an image network by its name.
 */
export { charLm, type CharLm, type CharLmOptions } from './charLm'
export {
  architectureNames,
  inputShapeOf,
  makeModel,
  type ArchitectureName,
  type InputShape,
} from './index'
export { mobilenetV2, type MobileNetV2 } from './mobilenetV2'
export type { NetworkOptions } from './options'
export { resnet18, resnet34, resnet50, type ResNet } from './resnet'
export {
  lenet,
  mlp,
  n0,
  n0Gap,
  n1,
  n1r,
  vgg16,
  type MlpOptions,
  type SmallNetworkOptions,
} from './small'
export { vit, type VisionTransformer, type VisionTransformerOptions } from './vit'
