/** What each opcode does. Python: `pickletools`. */
import type { Machine } from './read'

export type Instruction = (machine: Machine) => void

const newestProtocol = 5

function checkProtocol(machine: Machine): void {
  const protocol = machine.input.uint8()
  if (protocol > newestProtocol) throw machine.refuse(`unknown protocol ${protocol}`)
}

function pushDict(machine: Machine, values: readonly unknown[]): void {
  machine.push(machine.dicts.make())
  machine.setItems(values)
}

function pushTuple(machine: Machine, count: number): void {
  const elements = Array.from({ length: count }, () => machine.pop()).reverse()
  machine.push(Object.freeze(elements))
}

function addItems(machine: Machine): void {
  const values = machine.popMark()
  const set = machine.top()
  if (!(set instanceof Set)) throw machine.refuse('expected a set to add to')
  for (const value of values) set.add(value)
}

function append(machine: Machine, values: readonly unknown[]): void {
  const list = machine.list()
  for (const value of values) list.push(value)
}

function appendOne(machine: Machine): void {
  const value = machine.pop()
  machine.list().push(value)
}

function setItem(machine: Machine): void {
  const value = machine.pop()
  machine.setItems([machine.pop(), value])
}

function pushFloat(machine: Machine): void {
  const text = machine.input.line()
  const named = { inf: Infinity, '-inf': -Infinity, nan: NaN }[text]
  const value = named ?? (text.trim() === '' ? NaN : Number(text))
  if (named === undefined && Number.isNaN(value)) throw machine.refuse('expected a number')
  machine.push(value)
}

/** 00 and 01 are the booleans of old protocols. */
function pushInteger(machine: Machine): void {
  const { input } = machine
  const start = input.at
  const text = input.line()
  if (text === '00' || text === '01') return machine.push(text === '01')
  input.at = start
  machine.push(input.decimal())
}

function pushGlobal(machine: Machine): void {
  const module = machine.input.line()
  machine.global(module, machine.input.line())
}

function pushStackGlobal(machine: Machine): void {
  const [name, module] = [machine.pop(), machine.pop()]
  if (typeof name !== 'string' || typeof module !== 'string') {
    throw machine.refuse('expected the name of a function or class')
  }
  machine.global(module, name)
}

function keep(machine: Machine, index: number): void {
  machine.memo.set(index, machine.top())
}

function popOne(machine: Machine): void {
  if (machine.stack.length === 0) machine.popMark()
  else machine.pop()
}

const byLetter: Readonly<Record<string, Instruction>> = {
  '(': m => m.mark(),
  '0': popOne,
  '1': m => void m.popMark(),
  '2': m => m.push(m.top()),
  N: m => m.push(null),
  I: pushInteger,
  L: m => m.push(m.input.decimal()),
  J: m => m.push(m.input.int32()),
  K: m => m.push(m.input.uint8()),
  M: m => m.push(m.input.uint16()),
  F: pushFloat,
  G: m => m.push(m.input.float()),
  X: m => m.push(m.input.text(m.input.uint32())),
  T: m => m.push(m.input.take(m.input.uint32()).toString('latin1')),
  U: m => m.push(m.input.take(m.input.uint8()).toString('latin1')),
  B: m => m.push(Buffer.from(m.input.take(m.input.uint32()))),
  C: m => m.push(Buffer.from(m.input.take(m.input.uint8()))),
  ']': m => m.push([]),
  l: m => m.push(m.popMark()),
  a: appendOne,
  e: m => append(m, m.popMark()),
  ')': m => m.push(Object.freeze([])),
  t: m => m.push(Object.freeze(m.popMark())),
  '}': m => m.push(m.dicts.make()),
  d: m => pushDict(m, m.popMark()),
  s: setItem,
  u: m => m.setItems(m.popMark()),
  c: pushGlobal,
  R: m => m.call(),
  b: m => m.build(),
  Q: m => m.persistent(),
  p: m => keep(m, Number(m.input.decimal())),
  q: m => keep(m, m.input.uint8()),
  r: m => keep(m, m.input.uint32()),
  g: m => m.recall(Number(m.input.decimal())),
  h: m => m.recall(m.input.uint8()),
  j: m => m.recall(m.input.uint32()),
}

const byNumber: readonly (readonly [number, Instruction])[] = [
  [0x80, checkProtocol],
  [0x81, m => m.call()],
  [0x85, m => pushTuple(m, 1)],
  [0x86, m => pushTuple(m, 2)],
  [0x87, m => pushTuple(m, 3)],
  [0x88, m => m.push(true)],
  [0x89, m => m.push(false)],
  [0x8a, m => m.push(m.input.integer(m.input.uint8()))],
  [0x8b, m => m.push(m.input.integer(m.input.uint32()))],
  [0x8c, m => m.push(m.input.text(m.input.uint8()))],
  [0x8d, m => m.push(m.input.text(m.input.uint64()))],
  [0x8e, m => m.push(Buffer.from(m.input.take(m.input.uint64())))],
  [0x8f, m => m.push(new Set())],
  [0x90, addItems],
  [0x91, m => m.push(new Set(m.popMark()))],
  [0x93, pushStackGlobal],
  [0x94, m => keep(m, m.memo.size)],
  [0x95, m => void m.input.uint64()],
]

export const opcodes: ReadonlyMap<number, Instruction> = new Map([
  ...Object.entries(byLetter).map(([letter, run]) => [letter.charCodeAt(0), run] as const),
  ...byNumber,
])
