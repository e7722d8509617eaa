/** The message for arguments that fit no signature: what came, and how it is written. */
import torch, { type Tensor } from '../../../../lib'
import { unknownHere } from '../../../../lib/tensor/ops/mismatch'
import { test } from './scoped'
import { messageOf } from '../../../support/message'

type Call = (...args: unknown[]) => unknown

/** What came, as the message of an operator without arguments shows it. */
function shown(...args: unknown[]): string {
  const message = messageOf(() => (torch.relu as Call)(...args))
  return /^aten::relu: (.*), expected torch\.relu\(input: Tensor\)$/.exec(message)?.[1] ?? message
}

test('values are shown by their kind, no deeper than needed', () => {
  const x = torch.ones([1])
  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  expect([
    shown(1, x),
    shown(2n, 'text', null),
    shown(true),
    shown([]),
    shown([[1, 2], 3]),
    shown([[[1]]]),
    shown([[[[1]]]]),
    shown(cyclic),
    shown(() => 1),
    shown(new Map()),
    shown({ real: 1, imag: 2 }, x),
  ]).toEqual([
    'found (1, Tensor)',
    "found (2, 'text', null)",
    'found (true)',
    'found ([])',
    'found ([[1, …], …])',
    'found ([[[1, …], …], …])',
    'found ([[[[…, …], …], …], …])',
    'found ([[[[…, …], …], …], …])',
    'found (a function)',
    'found (a Map)',
    'found (an object, Tensor)',
  ])
})

test('options are shown by name, and the unknown ones are named', () => {
  const x = torch.ones([1])
  expect([
    shown(x, { out: 1 }),
    shown(x, { inputt: 1, other: [x] }),
    messageOf(() => (torch.zeros as Call)([1], { requiresGrd: true })).slice(0, 77),
    messageOf(() => (torch.zeros as Call)([1], { dtype: 'int9' })).slice(0, 31),
  ]).toEqual([
    "unknown option 'out'; found (Tensor, {out: 1})",
    "unknown option 'inputt' (did you mean 'input'?); found (Tensor, {inputt: 1, other: [Tensor, …]})",
    "aten::zeros: unknown option 'requiresGrd' (did you mean 'requiresGrad'?); fou",
    'aten::zeros: expected a dtype (',
  ])
})

test('signatures are written as TypeScript has them', () => {
  const x = torch.ones([1])
  const expected = (call: () => unknown) => messageOf(call).replace(/^.*?, expected /, '')
  const wrong = Symbol('s')
  const found = [
    expected(() => (x.argmax as Call)(wrong)),
    expected(() => (torch.argmax as Call)(wrong)),
    expected(() => (torch.cat as Call)(wrong)),
    expected(() => (torch.bucketize as Call)(wrong)),
    expected(() => (torch.ops.aten!.index as Call)(wrong)),
  ]
  expect(found.slice(0, 4)).toEqual([
    'x.argmax(dim?: int | null, keepdim?: boolean)',
    'torch.argmax(input: Tensor, dim?: int | null, keepdim?: boolean, { out? })',
    'torch.cat(tensors: Tensor[], dim?: int, { out? })',
    'torch.bucketize(input: Tensor, boundaries: Tensor, { outInt32?, right?, out? }) or ' +
      'torch.bucketize(self: Scalar, boundaries: Tensor, { outInt32?, right? })',
  ])
  expect(found[4]).toBe(
    'torch.ops.aten.index(self: Tensor, indices: (Tensor | null)[]) or ' +
      'torch.ops.aten.index(self: Tensor, indices: (Tensor | null)[], { out })',
  )
})

test('an error names the operator and has a code', () => {
  const x = torch.ones([1])
  const call = () => (x.add as (other: unknown) => Tensor)('1')
  expect(call).toThrow(expect.objectContaining({ code: 'TYPE', operator: 'aten::add' }) as Error)
  const unknown = unknownHere('aten::nothing')
  expect([unknown.code, unknown.operator]).toEqual(['NOT_FOUND', 'aten::nothing'])
  expect(unknown.message).toMatch(
    /^aten::nothing: expected an operator of libtorch \d+\.\d+\.\d+, found none of that name; other versions have it$/,
  )
})
