/**
 * How another thread makes an object again. Objects and functions cannot be posted to a worker
 * thread; what can be is a recipe: the export of a module, and the arguments that it is called with.
 * Datasets, transforms and collate functions that are to work in the threads of a loader have one.
 *
 * A recipe is used once: tensors in it are handed over (`shareTensor`), without a copy of their
 * memory, to the one thread that makes the object. Ask for another recipe for another thread.
 */
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isAbsolute } from 'node:path'
import { checkString, checkText, describeValue, isPlainObject } from '../base/check'
import { OptionError } from '../base/errors'
import { checkTensor, receive, tidy, type Tensor, type TensorTransfer } from '../tensor'

/** Plain data that can be posted. */
export interface Recipe {
  /** The absolute path of a module. */
  readonly module: string
  /** The name of what it exports: a function, a class, or the object itself. */
  readonly name: string
  /**
   * What the function, or `new` the class, is called with: plain data, SharedArrayBuffers, tensors by `shareTensor`, and
   * recipes, which are made first. Without arguments the export is the object itself.
   */
  readonly args?: readonly unknown[]
}

/** What can say how it is made, in a method of its own. */
export interface HasRecipe {
  /** @throws OptionError where a part of it has none. */
  recipe(): Recipe
}

type Exports = Record<string, unknown> & { default?: Record<string, unknown> }

const remembered = new WeakMap<object, Recipe>()

function modulePath(module: unknown): string {
  checkString('fromModule: module', module)
  const path = (module as string).startsWith('file:')
    ? fileURLToPath(module as string)
    : (module as string)
  if (isAbsolute(path)) return path
  throw new OptionError(
    `fromModule: expected the absolute path or the file: URL of a module, such as __filename or ` +
      `import.meta.url, found ${describeValue(module)}`,
  )
}

/**
 * Marks what a module exports under `name`, so that other threads find it there. Returns `value`.
 * `export const flip = data.exported(__filename, 'flip', (image: Tensor) => image.flip(-1))`
 */
export function exported<T extends object>(module: string, name: string, value: T): T {
  checkString('exported: name', name)
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    throw new OptionError(
      `exported: expected an object or a function, found ${describeValue(value)}`,
    )
  remembered.set(value, { module: modulePath(module), name })
  return value
}

/** Whether another thread can make this object again. */
export function hasRecipe(value: unknown): boolean {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
  return remembered.has(value) || typeof (value as Partial<HasRecipe>).recipe === 'function'
}

/**
 * How another thread makes `value` again; `what` names it in the message.
 * @throws OptionError when there is no way.
 */
export function recipeOf(value: unknown, what = 'recipeOf'): Recipe {
  checkText('recipeOf: what', what)
  if (hasRecipe(value)) {
    const known = remembered.get(value as object)
    return known ?? (value as HasRecipe).recipe()
  }
  throw new OptionError(
    `${what}: expected what another thread can make again, found ${describeValue(value)}; export ` +
      'it from a module of its own with data.exported(__filename, name, …), or give its class a ' +
      'method recipe() that returns { module, name, args }',
  )
}

/** A tensor as an argument of a recipe: the other thread sees the same memory. */
export function shareTensor(tensor: Tensor): TensorTransfer {
  checkTensor('shareTensor', tensor)
  return tidy(() => tensor.detach().transfer())
}

function isRecipe(value: unknown): value is Recipe {
  if (!isPlainObject(value)) return false
  const { module, name, args, ...rest } = value as Partial<Recipe>
  const fits = typeof module === 'string' && typeof name === 'string' && isAbsolute(module)
  return fits && (args === undefined || Array.isArray(args)) && Object.keys(rest).length === 0
}

function isTransfer(value: unknown): value is TensorTransfer {
  return typeof (value as Partial<TensorTransfer> | null)?.isbeTensor === 'number'
}

async function makeArgument(value: unknown): Promise<unknown> {
  if (isTransfer(value)) return receive(value)
  if (isRecipe(value)) return makeFrom(value)
  if (Array.isArray(value)) return Promise.all(value.map(makeArgument))
  return value
}

function isClass(found: object): boolean {
  return Function.prototype.toString.call(found).startsWith('class')
}

/** ES modules cannot be required everywhere, and TypeScript that Node reads on the fly not imported. */
async function loadModule(path: string): Promise<Exports> {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
    return require(path) as Exports
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error
    return (await import(pathToFileURL(path).href)) as Exports
  }
}

/**
 * Makes what a recipe stands for, in the thread that it was posted to.
 * @throws OptionError when the module exports no such thing, and what loading or calling it throws.
 */
export async function makeFrom(recipe: Recipe): Promise<unknown> {
  if (!isRecipe(recipe))
    throw new OptionError(`makeFrom: expected a recipe, found ${describeValue(recipe)}`)
  const { module, name, args } = recipe
  const exports = await loadModule(module)
  const found = exports[name] ?? exports.default?.[name]
  if (args === undefined && found !== undefined) return found
  if (typeof found !== 'function')
    throw new OptionError(
      `makeFrom: expected '${module}' to export ${name}, found ${describeValue(found)}`,
    )
  const made = await Promise.all((args ?? []).map(makeArgument))
  return isClass(found) ? Reflect.construct(found, made) : Reflect.apply(found, undefined, made)
}
