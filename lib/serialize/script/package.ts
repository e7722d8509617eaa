/** AOTInductor packages: models that PyTorch compiled to native code. PyTorch: `torch._inductor`. */
import { checkOptionNames, checkString, describeValue } from '../../base/check'
import { Disposable } from '../../base/disposable'
import { OptionError, TorchError } from '../../base/errors'
import { checkTensor, NativePackage, type Tensor } from '../../tensor'
import { checkPath } from '../options'
import { Source } from '../source'
import { Zip } from '../zip/read'

export interface AotiOptions {
  /** Of the models in the package, which one (default 'model'). */
  modelName?: string
  /** Of the GPU, for a package that was compiled for CUDA (default: the current one). */
  deviceIndex?: number
}

/** A compiled model, for inference. */
export class AotiModel extends Disposable {
  #opened: NativePackage | null

  /** @internal */
  constructor(opened: NativePackage) {
    super()
    this.#opened = opened
  }

  /** What the model gives for tensors, in the order in which they were exported. */
  run(...inputs: Tensor[]): Tensor[] {
    inputs.forEach((input, i) => checkTensor(`run: input ${i}`, input))
    return this.#native.run(inputs)
  }

  /** The texts that the package holds about its model. */
  metadata(): Record<string, string> {
    return Object.fromEntries(this.#native.describe().metadata)
  }

  /** The names of its weights. */
  constantNames(): string[] {
    return this.#native.describe().constants
  }

  protected override release(): void {
    this.#opened = null
  }

  get #native(): NativePackage {
    if (this.#opened) return this.#opened
    throw new TorchError('DISPOSED', 'the AOTInductor package was disposed of')
  }
}

/**
 * Opens a package that `torch._inductor.aoti_compile_and_package` made. It is native code, which runs
 * as such: load only what you trust. PyTorch: `torch._inductor.aoti_load_package`.
 * @throws DataError for a file that is missing, damaged, or no package for this machine.
 */
export function aotiLoadPackage(file: string, options: AotiOptions = {}): AotiModel {
  checkPath('aotiLoadPackage', file)
  checkOptionNames('aotiLoadPackage', options, ['modelName', 'deviceIndex'])
  const { modelName = 'model', deviceIndex = -1 } = options
  checkString('aotiLoadPackage: modelName', modelName)
  if (!Number.isInteger(deviceIndex) || deviceIndex < -1 || deviceIndex > 127) {
    throw new OptionError(
      `aotiLoadPackage: deviceIndex: expected an integer from 0 to 127, found ${describeValue(deviceIndex)}`,
    )
  }
  return Source.use(file, false, source => {
    checkPackage(new Zip(source))
    try {
      return new AotiModel(new NativePackage(file, modelName, deviceIndex))
    } catch (error) {
      if (!(error instanceof TorchError)) throw error
      throw source.damaged(0, `libtorch cannot open it: ${error.message.split('\n')[0]}`, error)
    }
  })
}

/** A model is a library and what it was compiled with, and all of it has the right checksum. */
function checkPackage(zip: Zip): void {
  const names = [...zip.entries.keys()]
  if (!names.some(name => /\/data\/aotinductor\/.*\.so$/.test(name))) {
    throw zip.source.damaged(0, 'expected an AOTInductor package (.pt2) with a compiled model')
  }
  for (const name of names) zip.read(name)
}
