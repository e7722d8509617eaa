/** How the functions of nn.init take their arguments. */
import { checkNumber } from '../../base/check'
import { bindByName, checkTensor, noGrad, tidy, type Tensor } from '../../tensor'
import type { Generator } from '../../runtime/generator'
import type { ByName } from '../functional/define'

export interface InitArgs {
  /** Is written over, and returned. */
  tensor: Tensor
}

export interface RandomArgs extends InitArgs {
  /** Of the random numbers (default that of `manualSeed`). */
  generator?: Generator | null
}

const noNumbers = ['tensor', 'generator', 'mode', 'nonlinearity']

/**
 * `nn.init.<name>`, whose body writes values without recording them. The names in `rest` follow the
 * tensor in PyTorch's order; those that end in `!` are required, and all but words are numbers.
 */
export function defineInit<Args extends InitArgs, const Rest extends readonly string[]>(
  name: string,
  rest: Rest,
  body: (args: Args) => void,
): ByName<Args, readonly ['tensor!', ...Rest], Tensor> {
  const what = `nn.init.${name}`
  const initialize = (...args: unknown[]): Tensor => {
    const bound = bindByName<Record<string, unknown>>(what, ['tensor!', ...rest], [], args)
    checkTensor(`${what}: tensor`, bound.tensor)
    for (const [key, value] of Object.entries(bound)) {
      if (!noNumbers.includes(key)) checkNumber(`${what}: ${key}`, value)
    }
    noGrad(() => tidy(() => body(bound as unknown as Args)))
    return bound.tensor
  }
  return initialize
}
