/** Networks that others publish weights for, under the names of their state, and a language model. */
export { CharLm, charLm, type CharLmOptions } from './charLm'
export { mobilenetV2, MobileNetV2 } from './mobilenetV2'
export type { NetworkOptions } from './options'
export { ResNet, resnet18, resnet34, resnet50 } from './resnet'
export { VisionTransformer, vit, type VisionTransformerOptions } from './vit'
