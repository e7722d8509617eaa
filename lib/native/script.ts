import type { Handle, Opaque } from '.'

/**
 * A value on its way to or from TorchScript: numbers, strings, booleans, null, arrays, opaque
 * objects, and what follows.
 */
export type ScriptValue =
  | { handle: Handle }
  | { entries: [key: unknown, value: unknown][] }
  | { fields: [name: string, value: unknown][] }

export interface ScriptSlot {
  name: string
  kind: 'parameter' | 'buffer' | 'module' | 'attribute'
  /** What is one object has one. */
  id?: number
  /** A handle or null for tensors; absent for attributes. */
  value?: Handle | Opaque | null
}

/** TorchScript modules and AOTInductor packages: native/addon/script/. */
export interface NativeScript {
  scriptLoad(bytes: Uint8Array, device: string | null): Opaque
  scriptSave(module: Opaque, file: number): void
  scriptSlots(module: Opaque): ScriptSlot[]
  scriptMethods(module: Opaque): { name: string; schema: string }[]
  scriptAttribute(module: Opaque, name: string): unknown
  scriptSetAttribute(module: Opaque, name: string, value: unknown): void
  scriptRun(
    module: Opaque,
    method: string,
    args: readonly unknown[],
    named: Readonly<Record<string, unknown>>,
  ): unknown
  scriptCopy(module: Opaque): Opaque
  scriptCode(module: Opaque): string
  scriptClassName(module: Opaque): string
  packageLoad(path: string, model: string, device: number): Opaque
  packageDescribe(opened: Opaque): {
    metadata: [key: string, value: string][]
    callSpec: string[]
    constants: string[]
  }
  packageRun(opened: Opaque, inputs: readonly Handle[]): Handle[]
}
