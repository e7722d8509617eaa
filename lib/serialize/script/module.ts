/** A module whose layers and code are TorchScript's. */
import { checkString, describeValue, isPlainObject } from '../../base/check'
import { OptionError } from '../../base/errors'
import { writeTensors } from '../write'
import { Buffer, Module, Parameter } from '../../nn'
import { contents } from '../../nn/tree'
import { NativeScriptModule, noGrad, Tensor } from '../../tensor'
import { checkPath } from '../options'
import { checkInputs, inputsOf, type MethodInput } from './inputs'

type Member = Parameter | Buffer | ScriptModule

/** What was made already: tied weights, and modules that stand in several places. */
export type Made = Map<number, Member>

/**
 * A TorchScript module, as `torch.jit.load` reads it: `forward` runs its program, on the parameters
 * and buffers that `parameters()`, `stateDict()` and optimizers see, and autograd goes through it.
 * PyTorch: `torch.jit.ScriptModule`.
 */
export class ScriptModule extends Module<unknown[], unknown> {
  readonly #native: NativeScriptModule
  /** The tensor that the program has for a name, or its module. */
  readonly #members = new Map<string, Member>()
  readonly #handles = new Map<string, number>()
  readonly #attributes: readonly string[]
  #inputs: ReadonlyMap<string, readonly MethodInput[]> | null = null
  #programTrains: boolean | null = null
  declare readonly [contents]: ReadonlyMap<string, Member>

  /** @internal */
  constructor(loaded: NativeScriptModule, made: Made = new Map()) {
    super()
    if (!(loaded instanceof NativeScriptModule)) {
      throw new OptionError(
        `ScriptModule: expected what torch.jit.load reads, found ${describeValue(loaded)}; call it`,
      )
    }
    this.#native = loaded
    Object.defineProperty(this, contents, { value: this.#members })
    const slots = loaded.slots()
    this.#attributes = slots.filter(slot => slot.kind === 'attribute').map(slot => slot.name)
    for (const { name, kind, id, value } of slots) {
      if (kind === 'attribute' || value === null || value === undefined) continue
      const known = made.get(id!)
      if (known instanceof Tensor) loaded.adopt(value).dispose()
      const member = known ?? memberOf(kind, value, made, loaded)
      made.set(id!, member)
      this.#members.set(name, member)
      if (member instanceof Tensor) this.#handles.set(name, member.handle)
    }
    if (!this.#attributes.includes('training')) return
    this.training = this.#programTrains = loaded.get('training') === true
  }

  /** Runs the program's `forward`. What it takes and gives: tensors, numbers, arrays, objects. */
  forward(...inputs: unknown[]): unknown {
    return this.runMethod('forward', inputs)
  }

  /**
   * Runs a method by its name, with arguments by position and by name. Lists and tuples are arrays,
   * dicts Maps or plain objects. A dtype, layout or memory format is an integer to TorchScript, and
   * given as PyTorch's number of it: float32 is 6, float64 is 7.
   */
  runMethod(
    method: string,
    inputs: readonly unknown[] = [],
    named: Readonly<Record<string, unknown>> = {},
  ): unknown {
    checkString('runMethod: method', method)
    if (!Array.isArray(inputs)) {
      throw new OptionError(
        `runMethod: expected an array of inputs, found ${describeValue(inputs)}`,
      )
    }
    if (!isPlainObject(named)) {
      throw new OptionError(`runMethod: expected inputs by name, found ${describeValue(named)}`)
    }
    const known = this.#inputsOf(method)
    if (known) checkInputs(method, known, inputs, named)
    this.#update()
    return this.#native.run(method, inputs, named)
  }

  #inputsOf(method: string): readonly MethodInput[] | undefined {
    this.#inputs ??= new Map(
      this.#native.methods().map(({ name, schema }) => [name, inputsOf(schema)]),
    )
    return this.#inputs.get(method)
  }

  /** The methods that `runMethod` takes. */
  methodNames(): string[] {
    return this.#native.methods().map(({ name }) => name)
  }

  /** What the module keeps besides parameters, buffers and modules. */
  attributeNames(): string[] {
    return [...this.#attributes]
  }

  /** The value of an attribute, a constant or a tensor. */
  getAttribute(name: string): unknown {
    checkString('getAttribute: name', name)
    this.#update()
    const member = this.#members.get(name)
    return member ?? this.#native.get(name)
  }

  /** Gives an attribute another value of its type. */
  setAttribute(name: string, value: unknown): void {
    checkString('setAttribute: name', name)
    if (this.#members.has(name)) {
      throw new OptionError(`setAttribute: '${name}' is a tensor: write its values with copy_()`)
    }
    this.#native.set(name, value)
    if (name === 'training') this.training = this.#programTrains = value === true
  }

  /** The program, as TorchScript writes it. */
  get code(): string {
    return this.#native.code()
  }

  override deepCopy(): this {
    this.#update()
    const copy = noGrad(() => new ScriptModule(this.#native.copy()))
    const from = this.parameters()
    copy.parameters().forEach((parameter, i) => (parameter.requiresGrad = from[i]!.requiresGrad))
    return copy as this
  }

  override extraRepr(): string {
    return `original_name=${this.#native
      .className()
      .split('.')
      .at(-1)!
      .replace(/^___torch_mangle_\d+$/, '')}`
  }

  /** @internal Writes an archive to an open file. */
  write(file: number): void {
    this.#update()
    this.#native.save(file)
  }

  /** Tells the program of tensors that `to` or `loadStateDict` exchanged, and of `train`. */
  #update(): void {
    for (const [name, member] of this.#members) {
      if (member instanceof ScriptModule) member.#update()
      else if (member.handle !== this.#handles.get(name)) {
        this.#native.set(name, member)
        this.#handles.set(name, member.handle)
      }
    }
    if (this.#programTrains === null || this.#programTrains === this.training) return
    this.#native.set('training', this.training)
    this.#programTrains = this.training
  }
}

function memberOf(
  kind: 'parameter' | 'buffer' | 'module',
  value: unknown,
  made: Made,
  loaded: NativeScriptModule,
): Member {
  if (kind === 'module') return new ScriptModule(loaded.nested(value), made)
  const tensor = loaded.adopt(value)
  return kind === 'buffer' ? new Buffer(tensor) : new Parameter(tensor, tensor.requiresGrad)
}

/**
 * Writes a module, with its parameters as they are now, for `torch.jit.load` of Python or of here.
 * PyTorch: `torch.jit.save`.
 */
export function save(module: ScriptModule, file: string): void {
  checkPath('jit.save', file)
  if (!(module instanceof ScriptModule)) {
    throw new OptionError(
      `jit.save: expected a ScriptModule, found ${describeValue(module)}; other modules have ` +
        'saveStateDict(file)',
    )
  }
  writeTensors(file, descriptor => module.write(descriptor))
}
