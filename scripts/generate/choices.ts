/** The strings that operators know: schemas say only that a parameter is one. */
import type { ParameterSchema } from '../../lib/native'

const reductions = ['sum', 'prod', 'mean', 'amax', 'amin']
const padModes = ['constant', 'reflect', 'replicate', 'circular']
const matrixNorms = ['fro', 'nuc']

/** By parameter, or by operator and parameter where operators differ. */
const choices: Readonly<Record<string, readonly string[]>> = {
  approximate: ['none', 'tanh'],
  driver: ['gesvd', 'gesvdj', 'gesvda'],
  interpolation: ['linear', 'lower', 'higher', 'midpoint', 'nearest'],
  norm: ['forward', 'backward', 'ortho'],
  ord: matrixNorms,
  pad_mode: padModes,
  padding: ['same', 'valid'],
  padding_side: ['left', 'right'],
  reduce: [...reductions, 'max', 'min'],
  rounding_mode: ['trunc', 'floor'],
  side: ['left', 'right'],
  UPLO: ['L', 'U', 'l', 'u'],
  'index_reduce.reduce': ['prod', 'mean', 'amax', 'amin'],
  'linalg_cond.p': matrixNorms,
  'linalg_lstsq.driver': ['gels', 'gelsy', 'gelsd', 'gelss'],
  'linalg_qr.mode': ['reduced', 'complete', 'r'],
  'pad.mode': padModes,
  'scatter.reduce': ['add', 'multiply'],
  '_sparse_mm.reduce': ['sum', 'mean', 'amax', 'amin', 'max', 'min'],
}

/** The type of a string parameter: `'floor' | 'trunc'`, or `string` for any. */
export function stringType(operator: string, { name }: Pick<ParameterSchema, 'name'>): string {
  const known = choices[`${operator.replace(/_$/, '')}.${name}`] ?? choices[name]
  return known ? known.map(choice => `'${choice}'`).join(' | ') : 'string'
}
