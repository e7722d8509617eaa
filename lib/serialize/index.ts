/** Files of tensors. */
import './modules'

export { load } from './load'
export { save, serialize, type FileFormat, type SaveOptions } from './save'
export type { MapLocation } from './location'
export type { FileOrBytes, LoadFileOptions } from './options'
export * as safetensors from './safetensors'
export * as jit from './script'
export * as inductor from './script/package'
