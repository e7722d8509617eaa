/** Parameters in a line, as PyTorch prints those of its lists and dictionaries. */
import type { Parameter } from '../parameter'

/** `Parameter containing: [torch.float32 of size 2x3]`. */
export function summarized({ device, shape }: Parameter, type: string): string {
  const place = device.startsWith('cuda') ? ` (${device})` : ''
  return `Parameter containing: [${type} of size ${shape.join('x')}${place}]`
}

const names: Record<string, string> = {
  float32: 'Float',
  float64: 'Double',
  float16: 'Half',
  bfloat16: 'BFloat16',
  complex64: 'ComplexFloat',
  complex128: 'ComplexDouble',
}

/** PyTorch's older name of a dtype: `torch.FloatTensor`. */
export function typeName({ device, dtype }: Parameter): string {
  const name = names[dtype]
  if (name === undefined) return `torch.${dtype}`
  return `torch.${device.startsWith('cuda') ? 'cuda.' : ''}${name}Tensor`
}
