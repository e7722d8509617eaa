/** Networks that others publish weights for, under the names of their state, and a language model. */
export { charLm, type CharLm, type CharLmOptions } from './charLm'
export { mobilenetV2, type MobileNetV2 } from './mobilenetV2'
export type { NetworkOptions } from './options'
export { resnet18, resnet34, resnet50, type ResNet } from './resnet'
export { vit, type VisionTransformer, type VisionTransformerOptions } from './vit'
