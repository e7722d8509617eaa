/** The files of test/goldens/files and what values.json says of them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import torch, { nn, type Tensor } from '../../../lib'

const folder = join(__dirname, '../../goldens/files')

export function golden(name: string): string {
  return join(folder, name)
}

export interface Described {
  kind: 'tensor' | 'parameter'
  dtype: torch.DType
  shape: number[]
  values: number[]
}

const all = JSON.parse(readFileSync(golden('values.json'), 'utf8')) as Record<string, unknown>

export function valuesOf<T = unknown>(name: string): T {
  return all[name] as T
}

function numbers(tensor: Tensor): number[] {
  const dense = tensor.isSparse ? tensor.toDense() : tensor
  const plain = dense.detach().resolveConj()
  const real = plain.dtype.startsWith('complex')
    ? torch.viewAsReal(plain.to('complex128'))
    : plain.to('float64')
  return Array.from(real.contiguous().toTypedArray() as Float64Array)
}

/** A value as make_files.py describes it. */
export function describeLoaded(value: unknown): unknown {
  if (value instanceof torch.Tensor) {
    return {
      kind: value instanceof nn.Parameter ? 'parameter' : 'tensor',
      dtype: value.dtype,
      shape: value.shape,
      values: numbers(value),
    }
  }
  if (Array.isArray(value)) return value.map(describeLoaded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key, describeLoaded(element)]),
  )
}
