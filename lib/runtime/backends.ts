/** `torch.backends`: switches of the libraries that libtorch calls. */
import { checkBoolean } from '../base/check'
import { native } from '../native'

type Switches<Name extends string> = { [name in Name]: boolean }

/** Properties that read and write libtorch's own switches. */
function switches<Name extends string>(prefix: string, names: readonly Name[]): Switches<Name> {
  const object = {} as Switches<Name>
  for (const name of names) {
    const path = `${prefix}.${name}`
    Object.defineProperty(object, name, {
      enumerable: true,
      get: () => native.backendSwitch(path),
      set(on: unknown) {
        checkBoolean(`backends.${path}`, on)
        native.setBackendSwitch(path, on as boolean)
      },
    })
  }
  return Object.preventExtensions(object)
}

export const backends = {
  cuda: {
    /** `allowTf32`: products of float32 matrices with 10 bits of mantissa, on tensor cores (default false). */
    matmul: switches('cuda.matmul', ['allowTf32']),
  },
  /**
   * `benchmark`: tries algorithms out for each new shape and keeps the fastest (default false);
   * `allowTf32` for convolutions (default true); `deterministic`: only algorithms that are.
   */
  cudnn: switches('cudnn', ['enabled', 'benchmark', 'deterministic', 'allowTf32']),
}
