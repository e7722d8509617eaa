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

type Setter = (enabled: boolean) => void

/** Functions that set and read which ways `scaledDotProductAttention` may compute on a GPU. */
function attention(): Record<`enable${Kernels}`, Setter> &
  Record<`${Uncapitalize<Kernels>}Enabled`, () => boolean> {
  const functions: Record<string, unknown> = {}
  for (const [kernel, name] of Object.entries(kernels)) {
    functions[`enable${kernel}`] = (enabled: boolean): void => {
      checkBoolean(`backends.cuda.enable${kernel}`, enabled)
      native.setBackendSwitch(`sdp.${name}`, enabled)
    }
    const reading = `${kernel[0]!.toLowerCase()}${kernel.slice(1)}Enabled`
    functions[reading] = (): boolean => native.backendSwitch(`sdp.${name}`)
  }
  return functions as never
}

const kernels = {
  FlashSdp: 'flash',
  MemEfficientSdp: 'memEfficient',
  MathSdp: 'math',
  CudnnSdp: 'cudnn',
} as const

type Kernels = keyof typeof kernels

export const backends = {
  cuda: {
    /** `allowTf32`: products of float32 matrices with 10 bits of mantissa, on tensor cores (default false). */
    matmul: switches('cuda.matmul', ['allowTf32']),
    ...attention(),
  },
  /**
   * `benchmark`: tries algorithms out for each new shape and keeps the fastest (default false);
   * `allowTf32` for convolutions (default true); `deterministic`: only algorithms that are.
   */
  cudnn: switches('cudnn', ['enabled', 'benchmark', 'deterministic', 'allowTf32']),
  /** oneDNN, on the CPU. `deterministic`: only algorithms that are (default false). */
  mkldnn: switches('mkldnn', ['enabled', 'deterministic']),
  /** Convolutions of ARM processors. */
  nnpack: switches('nnpack', ['enabled']),
}
