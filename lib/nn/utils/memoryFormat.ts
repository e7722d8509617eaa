/** Weights of convolutions in another memory format. */
import { checkChoice, checkInstance } from '../../base/check'
import type { MemoryFormat } from '../../tensor'
import { Module, type AnyModule } from '../module'
import { moveInPlace } from '../move'

const formats = ['contiguous_format', 'channels_last', 'channels_last_3d', 'preserve_format']

function convert<M extends AnyModule>(
  what: string,
  module: M,
  memoryFormat: MemoryFormat,
  isOurs: RegExp,
): M {
  checkInstance(`${what}: module`, module, Module, 'a module')
  checkChoice(`${what}: memoryFormat`, memoryFormat, formats)
  for (const one of module.modules()) {
    if (!isOurs.test(one.constructor.name)) continue
    moveInPlace((one as unknown as { weight: never }).weight, { memoryFormat })
  }
  return module
}

/** Of Conv2d and ConvTranspose2d below `module`. PyTorch: `convert_conv2d_weight_memory_format`. */
export function convertConv2dWeightMemoryFormat<M extends AnyModule>(
  module: M,
  memoryFormat: MemoryFormat,
): M {
  const what = 'nn.utils.convertConv2dWeightMemoryFormat'
  return convert(what, module, memoryFormat, /^Conv(Transpose)?2d$/)
}

/** Of Conv3d and ConvTranspose3d below `module`. PyTorch: `convert_conv3d_weight_memory_format`. */
export function convertConv3dWeightMemoryFormat<M extends AnyModule>(
  module: M,
  memoryFormat: MemoryFormat,
): M {
  const what = 'nn.utils.convertConv3dWeightMemoryFormat'
  return convert(what, module, memoryFormat, /^Conv(Transpose)?3d$/)
}
