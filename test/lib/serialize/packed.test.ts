/** Elements that are two numbers of four bits each. Python wrote the files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { DataError, TorchError, type Tensor } from '../../../lib'
import { golden } from './goldens'

const dtype = 'float4_e2m1fn_x2'
const bytes = Uint8Array.of(0x21, 0x43, 0x65)
const folder = mkdtempSync(join(tmpdir(), 'isbe-packed-'))
afterAll(() => rmSync(folder, { recursive: true }))

const load = (file: string) => torch.load<Record<string, Tensor>>(file)
const described = ({ dtype, shape }: Tensor) => ({ dtype, shape })

test.each(['packed.pt', 'packed.safetensors'])('%s is read and written', name => {
  const { a } = load(golden(name)) as { a: Tensor }
  expect(described(a)).toEqual({ dtype, shape: [1, 3] })
  expect(a.toTypedArray()).toEqual(bytes)
  const ours = join(folder, name)
  torch.save({ a }, ours)
  expect(load(ours).a!.toTypedArray()).toEqual(bytes)
  expect(described(load(ours).a!)).toEqual({ dtype, shape: [1, 3] })
})

test('a safetensors file counts its numbers, as Python writes it', () => {
  const ours = join(folder, 'same.safetensors')
  torch.save({ a: torch.fromTypedArray(bytes, { dtype, shape: [1, 3] }) }, ours, {
    metadata: {},
  })
  expect(readFileSync(ours)).toEqual(readFileSync(golden('packed.safetensors')))
})

test('views of one storage share it', () => {
  const { a, row } = load(golden('packed.pt')) as { a: Tensor; row: Tensor }
  expect(row.toTypedArray()).toEqual(bytes.subarray(1))
  a.view('uint8').fill_(7)
  expect(row.toTypedArray()).toEqual(Uint8Array.of(7, 7))
})

test.each([
  ['[3]', 2],
  ['[2,3]', 3],
  ['[]', 1],
])('a shape of %s has no pairs in its last dimension', (shape, end) => {
  const json = `{"a":{"dtype":"F4","shape":${shape},"data_offsets":[0,${end}]}}`
  const file = join(folder, 'odd.safetensors')
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  writeFileSync(file, Buffer.concat([length, Buffer.from(json), Buffer.alloc(end)]))
  expect(() => load(file)).toThrow(DataError)
  expect(() => load(file)).toThrow(/expected pairs in the last dimension of the tensor 'a'/)
})

test('a scalar has no dimension of pairs', () => {
  const scalar = torch.fromTypedArray(Uint8Array.of(1), { dtype, shape: [] })
  const save = (name: string) => torch.save({ scalar }, join(folder, name))
  expect(() => save('scalar.safetensors')).toThrow(/expected a dimension of pairs/)
  save('scalar.pt')
  expect(load(join(folder, 'scalar.pt')).scalar!.shape).toEqual([])
})

test('has bytes, but no values', () => {
  const packed = torch.fromTypedArray(bytes, { dtype })
  expect(() => packed.toArray()).toThrow(TorchError)
  expect(() => packed.toArray()).toThrow(/found float4_e2m1fn_x2, which packs two; torch.fromTyped/)
  expect(() => torch.tensor([1, 2], { dtype })).toThrow(/expected a dtype with a number an element/)
  expect(String(packed)).toBe('tensor([ 33.,  67., 101.], dtype=torch.float4_e2m1fn_x2)')
  expect(packed.isFloatingPoint()).toBe(true)
})
