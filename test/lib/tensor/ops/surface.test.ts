import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import torch, { Tensor } from '../../../../lib/index'
import { methodNames, operatorNames } from '../../../../lib/tensor/ops/generated'
import { native } from '../../../../lib/native'
import { camelCase } from '../../../../lib/tensor/ops/names'
import { loadOverloads } from '../../../../lib/tensor/ops/overloads'

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
  return new Set([...body.matchAll(/^ {2}(\w+)\(/gm)].map(match => match[1]!))
}

describe('the generated surface', () => {
  it('has at least 1,000 public operators', () => {
    expect(operatorNames.length).toBeGreaterThanOrEqual(1000)
    expect(new Set(operatorNames).size).toBe(operatorNames.length)
  })

  it('types each of them, and no other', () => {
    expect([...declared('Operators')].sort()).toEqual(operatorNames.map(camelCase).sort())
    const methods = methodNames.map(camelCase)
    expect(methods).toEqual(expect.arrayContaining([...declared('TensorMethods')]))
  })

  it('has no two operators of one name', () => {
    expect(new Set(operatorNames.map(camelCase)).size).toBe(operatorNames.length)
  })

  it('has a function for each, with overloads in the libtorch that is loaded', () => {
    const functions = torch as unknown as Record<string, unknown>
    expect(operatorNames.filter(name => typeof functions[camelCase(name)] !== 'function')).toEqual(
      [],
    )
    const dropped = operatorNames.filter(name => loadOverloads(`aten::${name}`).length === 0)
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

  it('has a method for each operator on self', () => {
    const prototype = Tensor.prototype as unknown as Record<string, unknown>
    const broken = methodNames.filter(name => typeof prototype[camelCase(name)] !== 'function')
    expect(broken).toEqual([])
    expect(methodNames.length).toBeGreaterThanOrEqual(500)
  })

  it('tells a wrong call of any operator, by its name', () => {
    const functions = torch as unknown as Record<string, (...args: unknown[]) => unknown>
    const nonsense = Symbol('nonsense')
    const silent = operatorNames.filter(name => {
      try {
        functions[camelCase(name)]!(nonsense, nonsense, nonsense)
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
