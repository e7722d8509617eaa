/** Values on their way to and from TorchScript, and what else crosses for it. */
import { describeValue, isPlainObject } from '../base/check'
import { TorchError } from '../base/errors'
import { native, type Handle, type Opaque } from '../native'
import type { ScriptSlot } from '../native/script'
import { checkDepth } from './depth'
import { Tensor } from './tensor'

/** Deeper than any type of TorchScript. */
const mostDepth = 64

/** The value as the addon takes it; its TorchScript type is checked there. */
function encode(value: unknown, what: string, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  checkDepth(what, depth, mostDepth)
  if (value instanceof Tensor) return { handle: value.handle }
  if (value instanceof ScriptObject) return value.object
  if (isComplex(value)) return value
  const inner = (element: unknown): unknown => encode(element, what, depth + 1)
  if (Array.isArray(value)) return Array.from(value, inner)
  if (value instanceof Map) return { entries: [...value].map(pair => pair.map(inner)) }
  if (isPlainObject(value)) {
    return { entries: Object.entries(value).map(([key, element]) => [key, inner(element)]) }
  }
  throw new TorchError(
    'TYPE',
    `${what}: expected tensors, numbers, strings, booleans, null, arrays, Maps and plain objects, ` +
      `found ${describeValue(value)}`,
  )
}

/** An object of a TorchScript class: it can be handed back, no more. */
export class ScriptObject {
  /** @internal */
  constructor(readonly object: Opaque) {}
}

function isComplex(value: object): boolean {
  const { real, imag } = value as { real?: unknown; imag?: unknown }
  return typeof real === 'number' && typeof imag === 'number'
}

function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode)
  if (typeof value !== 'object' || value === null || isComplex(value)) return value
  if ('handle' in value) return new Tensor(value.handle as Handle)
  if ('entries' in value) return decodeDict(value.entries as [unknown, unknown][])
  if ('fields' in value) return decodeFields(value.fields as [string, unknown][])
  return new ScriptObject(value as Opaque)
}

/** A dict of strings is a plain object, any other a Map. */
function decodeDict(entries: readonly [unknown, unknown][]): unknown {
  const decoded = entries.map(([key, value]) => [decode(key), decode(value)] as const)
  const isPlain = decoded.every(([key]) => typeof key === 'string')
  return isPlain ? Object.fromEntries(decoded) : new Map(decoded)
}

/** A NamedTuple is an array whose elements also have names. */
function decodeFields(fields: readonly [string, unknown][]): unknown[] {
  const values: unknown[] = fields.map(([, value]) => decode(value))
  fields.forEach(([name], i) => {
    if (name in values) return
    Object.defineProperty(values, name, { value: values[i], enumerable: false })
  })
  return values
}

export type { ScriptSlot }

/** A module of TorchScript, as the addon holds it. */
export class NativeScriptModule {
  constructor(readonly module: Opaque) {}

  static load(bytes: Uint8Array, device: string | null): NativeScriptModule {
    return new NativeScriptModule(native.scriptLoad(bytes, device))
  }

  save(file: number): void {
    native.scriptSave(this.module, file)
  }

  slots(): ScriptSlot[] {
    return native.scriptSlots(this.module)
  }

  methods(): { name: string; schema: string }[] {
    return native.scriptMethods(this.module)
  }

  get(name: string): unknown {
    return decode(native.scriptAttribute(this.module, name))
  }

  set(name: string, value: unknown): void {
    native.scriptSetAttribute(this.module, name, encode(value, name))
  }

  run(method: string, args: readonly unknown[], named: Readonly<Record<string, unknown>>): unknown {
    const byName = Object.entries(named).map(([key, value]) => [key, encode(value, method)])
    const positional = args.map(value => encode(value, method))
    return decode(
      native.scriptRun(
        this.module,
        method,
        positional,
        Object.fromEntries(byName) as Record<string, unknown>,
      ),
    )
  }

  /** The module or the tensor of a slot. */
  nested(value: unknown): NativeScriptModule {
    return new NativeScriptModule(value as Opaque)
  }

  adopt(value: unknown): Tensor {
    return new Tensor(value as Handle)
  }

  copy(): NativeScriptModule {
    return new NativeScriptModule(native.scriptCopy(this.module))
  }

  code(): string {
    return native.scriptCode(this.module)
  }

  className(): string {
    return native.scriptClassName(this.module)
  }
}

/** An AOTInductor package, as the addon holds it. */
export class NativePackage {
  readonly #opened: Opaque

  constructor(path: string, model: string, device: number) {
    this.#opened = native.packageLoad(path, model, device)
  }

  describe(): ReturnType<typeof native.packageDescribe> {
    return native.packageDescribe(this.#opened)
  }

  run(inputs: readonly Tensor[]): Tensor[] {
    const handles = inputs.map(({ handle }) => handle)
    return native.packageRun(this.#opened, handles).map(handle => new Tensor(handle))
  }
}
