import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import torch, { nn, Tensor } from '../../../../lib/index'
import { surface } from '../../../../lib/tensor/ops/generated'
import { native } from '../../../../lib/native'
import { camelCase } from '../../../../lib/tensor/ops/names'
import { loadOverloads } from '../../../../lib/tensor/ops/schemas'
import { rows } from '../../../../lib/tensor/ops/table'

const functionRows = rows(surface.functions + surface.flat)
const methodRows = rows(surface.methods)
const source = readFileSync(join(__dirname, '../../../../lib/tensor/ops/generated.ts'), 'utf8')

/** Operators that the surface, made from 2.13, has and later versions of libtorch have not. */
const droppedSince213: readonly [minor: number, name: string][] = [
  [14, 'cholesky'],
  [14, 'qr'],
]
const [, minor] = native.torchVersion()
const expectedToBeDropped = droppedSince213
  .filter(([since]) => minor >= since)
  .map(([, name]) => name)
const whereSomeAreDropped = expectedToBeDropped.length === 0 ? it.skip : it
if (expectedToBeDropped.length === 0)
  console.log(`skipped: libtorch 2.${minor} has dropped no operator`)

/** The names declared in an interface of generated.ts. */
function declared(interfaceName: string): Set<string> {
  const start = source.indexOf(`export interface ${interfaceName} {`)
  const body = source.slice(start, source.indexOf('\n}\n', start))
  return new Set([...body.matchAll(/^ {2}(\w+)[(:<]/gm)].map(match => match[1]!))
}

describe('the generated surface', () => {
  it('has at least 750 functions and 500 methods, each name once', () => {
    const names = functionRows.map(({ shown }) => camelCase(shown))
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThanOrEqual(750)
    expect(methodRows.length).toBeGreaterThanOrEqual(500)
  })

  it('types each of them, and no other', () => {
    const places = {
      Functions: surface.functions,
      Flat: surface.flat,
      Methods: surface.methods,
      Functional: surface.functional,
      Fft: surface.fft,
      Linalg: surface.linalg,
      Nested: surface.nested,
      Sparse: surface.sparse,
      Special: surface.special,
    }
    for (const [name, table] of Object.entries(places)) {
      const shown = rows(table).map(row => camelCase(row.shown))
      expect([...declared(name)].sort()).toEqual(shown.sort())
    }
  })

  it('has a function for each, with overloads in the libtorch that is loaded', () => {
    const functions = torch as unknown as Record<string, unknown>
    const missing = functionRows.filter(
      ({ shown }) => typeof functions[camelCase(shown)] !== 'function',
    )
    expect(missing).toEqual([])
    const names = functionRows.map(({ name }) => name)
    const dropped = names.filter(name => loadOverloads(`aten::${name}`).length === 0)
    expect(dropped).toEqual(expectedToBeDropped)
  })

  whereSomeAreDropped('says so when one is called that was dropped', () => {
    const functions = torch as unknown as Record<string, (x: Tensor) => unknown>
    for (const name of expectedToBeDropped) {
      expect(() => functions[name]!(torch.eye(2))).toThrow(
        new RegExp(`^aten::${name}: expected an operator of libtorch 2\\.${minor}\\..*found none`),
      )
    }
  })

  it('has a method for each operator that PyTorch has as a method', () => {
    const prototype = Tensor.prototype as unknown as Record<string, unknown>
    const broken = methodRows.filter(
      ({ shown }) => typeof prototype[camelCase(shown)] !== 'function',
    )
    expect(broken).toEqual([])
  })

  it('has the namespaces of PyTorch', () => {
    const x = torch.tensor([
      [4, 0],
      [0, 9],
    ])
    expect(torch.linalg.det(x).item()).toBe(36)
    expect(torch.fft.rfft(x).shape).toEqual([2, 2])
    expect(torch.special.expit(torch.zeros(1)).toArray()).toEqual([0.5])
    expect(torch.sparse.mm(x.toSparse(), x).toArray()).toEqual([
      [16, 0],
      [0, 81],
    ])
    expect(nn.functional.gelu(torch.zeros(2), { approximate: 'tanh' }).toArray()).toEqual([0, 0])
    expect(nn.functional.conv2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 2, 2)).item()).toBe(4)
  })

  it('tells a wrong call of any operator, by its name', () => {
    const functions = torch as unknown as Record<string, (...args: unknown[]) => unknown>
    const nonsense = Symbol('nonsense')
    const silent = functionRows.filter(({ shown, name }) => {
      try {
        functions[camelCase(shown)]!(nonsense, nonsense, nonsense)
        return true
      } catch (error) {
        return !(error instanceof Error) || !error.message.startsWith(`aten::${name}:`)
      }
    })
    expect(silent).toEqual([])
  })
})

describe('camelCase', () => {
  it('keeps the underscore of in-place operators', () => {
    const names = ['index_select', 'add_', 'max_pool2d', 'special_i0e', '_fused_adam_', 'relu6']
    expect(names.map(camelCase)).toEqual([
      'indexSelect',
      'add_',
      'maxPool2d',
      'specialI0e',
      '_fusedAdam_',
      'relu6',
    ])
  })
})
