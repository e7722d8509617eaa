/** Errors of a forward say which module of the model it was, what it takes, and what it got. */
import { TorchError } from '../base/errors'
import { Tensor, checkTensor } from '../tensor'
import type { AnyModule } from './module'
import type { ModuleTree } from './tree'

/** Sizes of an input: numbers are fixed, names are not, and one '*' is any number of them. */
export type ShapePattern = readonly (number | string)[]

/**
 * Modules do not know what holds them: a model is any object with them in its properties. Where an
 * error must tell, those alive are searched.
 */
const alive = new Set<WeakRef<ModuleTree>>()
const collected = new FinalizationRegistry<WeakRef<ModuleTree>>(reference =>
  alive.delete(reference),
)

export function remember(module: ModuleTree): void {
  const reference = new WeakRef(module)
  alive.add(reference)
  collected.register(module, reference)
}

/** The name of a module in another, or undefined. */
function nameWithin(parent: ModuleTree, module: ModuleTree): string | undefined {
  try {
    if (!parent.holds(module)) return undefined
    return parent.namedChildren().find(([, child]) => child === module)?.[0]
  } catch {
    return undefined // its names do not differ, which is another error
  }
}

/** What holds a module; null where nothing does, or several, of which any may have called it. */
function parentOf(module: ModuleTree): [name: string, parent: ModuleTree] | null {
  let found: [string, ModuleTree] | null = null
  for (const reference of alive) {
    const parent = reference.deref()
    const name = parent && nameWithin(parent, module)
    if (!parent || name === undefined) continue
    if (found) return null
    found = [name, parent]
  }
  return found
}

/** The path of a module from the outermost one that holds it, and that one. */
function placeOf(module: ModuleTree): [path: string, root: ModuleTree] {
  const names: string[] = []
  const seen = new Set([module])
  let root = module
  for (let found = parentOf(root); found && !seen.has(found[1]); found = parentOf(root)) {
    names.unshift(found[0])
    seen.add((root = found[1]))
  }
  return [names.join('.'), root]
}

function areSame(shape: readonly number[], sizes: ShapePattern): boolean {
  if (shape.length !== sizes.length) return false
  return sizes.every((size, i) => typeof size === 'string' || size === shape[i])
}

function fits(shape: readonly number[], pattern: ShapePattern): boolean {
  const star = pattern.indexOf('*')
  if (star < 0) return areSame(shape, pattern)
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)]
  if (shape.length < before.length + after.length) return false
  const last = shape.slice(shape.length - after.length)
  return areSame(shape.slice(0, star), before) && areSame(last, after)
}

function written(patterns: readonly ShapePattern[]): string {
  return patterns.map(pattern => `[${pattern.join(', ')}]`).join(' or ')
}

/** What an input should have been, or nothing where it is that. */
export function shapeProblem(input: unknown, patterns: readonly ShapePattern[]): string {
  if (patterns.length === 0 || !(input instanceof Tensor) || input.isDisposed) return ''
  if (patterns.some(pattern => fits(input.shape, pattern))) return ''
  return `expected ${written(patterns)}, found [${input.shape.join(', ')}]`
}

const named = new WeakSet<TorchError>()

/**
 * Puts the module, its place in the model, and a wrong shape before the message of an error, once
 * somebody reads it: the search takes longer than most errors take to be caught.
 */
export function nameIn(error: unknown, module: AnyModule, problem: string): unknown {
  if (!(error instanceof TorchError) || named.has(error)) return error
  named.add(error)
  const { message, stack } = error
  const what = problem === '' || message.startsWith(problem) ? message : `${problem}: ${message}`
  const whole = once(() => {
    const [path, root] = placeOf(module)
    const where = path === '' ? '' : ` at '${path}' of ${root.constructor.name}`
    return `${module.constructor.name}(${module.extraRepr()})${where}: ${what}`
  })
  makeLazy(error, 'message', whole)
  makeLazy(error, 'stack', () => stack?.replace(message, whole))
  return error
}

function once(compute: () => string): () => string {
  let value: string | undefined
  return () => (value ??= compute())
}

/** A property that is computed when it is read first, unless it is written before. */
function makeLazy(
  error: Error,
  name: 'message' | 'stack',
  compute: () => string | undefined,
): void {
  const define = (value: unknown): void => {
    const rights = { configurable: true, enumerable: false, writable: true }
    Object.defineProperty(error, name, { ...rights, value })
  }
  const get = (): string | undefined => {
    define(compute())
    return error[name]
  }
  Object.defineProperty(error, name, { configurable: true, enumerable: false, get, set: define })
}

/** Throws for an input whose shape is none of these. */
export function checkShape(input: unknown, shapes: readonly ShapePattern[]): void {
  checkTensor('input', input)
  const problem = shapeProblem(input, shapes)
  if (problem !== '') throw new TorchError('VALUE', problem)
}
