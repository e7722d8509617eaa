/** The ways to prune that PyTorch has. */
import { checkInteger, checkNumber, checkChoice } from '../../../base/check'
import { TorchError } from '../../../base/errors'
import { bindByName, checkTensor, operators, tidy, type Tensor } from '../../../tensor'
import { channelDim, checkAmount, countOf } from './amount'
import { BasePruningMethod } from './method'

interface Amount {
  /** A number of values or channels, or a share of them: 1 is one of them, 0.5 half of them. */
  amount: number
}

function amountOf(what: string, args: readonly unknown[]): number {
  const { amount } = bindByName<Amount>(what, ['amount!'], [], args)
  checkAmount(what, amount)
  return amount!
}

/** What a mask is computed of, checked. */
function checkPair(what: string, t: unknown, defaultMask: unknown): void {
  checkTensor(`${what}: t`, t)
  checkTensor(`${what}: defaultMask`, defaultMask)
}

/** Prunes nothing. PyTorch: `torch.nn.utils.prune.Identity`. */
export class Identity extends BasePruningMethod {
  readonly pruningType = 'unstructured'

  computeMask(_t: Tensor, defaultMask: Tensor): Tensor {
    return defaultMask
  }
}

/** Takes the values of `defaultMask` at `count` indices of the largest or smallest scores. */
function without(defaultMask: Tensor, scores: Tensor, count: number, largest: boolean): Tensor {
  const mask = defaultMask.clone({ memoryFormat: 'contiguous_format' })
  if (count === 0) return mask
  const { indices } = scores.reshape([-1]).topk(count, { largest })
  mask.view([-1]).indexFill_(0, indices, 0)
  return mask
}

/** Prunes single values by their scores. */
abstract class Unstructured extends BasePruningMethod {
  readonly pruningType = 'unstructured'
  readonly amount: number

  constructor(amount: number | Amount) {
    super()
    this.amount = amountOf(new.target.name, [amount])
  }

  protected abstract mask(t: Tensor, defaultMask: Tensor, count: number): Tensor

  computeMask(t: Tensor, defaultMask: Tensor): Tensor {
    const what = this.constructor.name
    checkPair(what, t, defaultMask)
    const count = countOf(what, this.amount, t.numel())
    return tidy(() => this.mask(t, defaultMask, count))
  }
}

/** Prunes values at random. PyTorch: `torch.nn.utils.prune.RandomUnstructured`. */
export class RandomUnstructured extends Unstructured {
  protected mask(t: Tensor, defaultMask: Tensor, count: number): Tensor {
    return without(defaultMask, operators.randLike(t), count, true)
  }
}

/** Prunes the values that are nearest to 0. PyTorch: `torch.nn.utils.prune.L1Unstructured`. */
export class L1Unstructured extends Unstructured {
  protected mask(t: Tensor, defaultMask: Tensor, count: number): Tensor {
    return without(defaultMask, t.abs(), count, false)
  }
}

/** `defaultMask` with the channels at `indices` of `dim` alone. */
function onlyChannels(t: Tensor, dim: number, indices: Tensor, defaultMask: Tensor): Tensor {
  const mask = operators.zerosLike(t).indexFill_(dim, indices, 1)
  return mask.mul_(defaultMask.to(mask.dtype))
}

interface Dim {
  /** That of the channels (default the last). */
  dim?: number
}

export type RandomStructuredArgs = [amount: number, dim?: number | Dim] | [options: Amount & Dim]

/** Prunes channels of `dim` at random. PyTorch: `torch.nn.utils.prune.RandomStructured`. */
export class RandomStructured extends BasePruningMethod {
  readonly pruningType = 'structured'
  readonly amount: number
  readonly dim: number

  constructor(...args: RandomStructuredArgs) {
    super()
    const { name } = new.target
    const given = bindByName<Amount & Dim>(name, ['amount!', 'dim'], [], args)
    const { amount, dim = -1 } = given
    checkAmount(name, amount)
    checkInteger(`${name}: dim`, dim)
    this.amount = amount!
    this.dim = dim
  }

  computeMask(t: Tensor, defaultMask: Tensor): Tensor {
    const what = this.constructor.name
    checkPair(what, t, defaultMask)
    const dim = channelDim(what, t, this.dim)
    const size = t.shape[dim]!
    const count = countOf(what, this.amount, size)
    if (count === 0) return defaultMask
    return tidy(() => {
      const random = operators.rand([size])
      const [threshold] = random.kthvalue(count)
      const stay = random.gt(threshold).nonzero().flatten()
      return onlyChannels(t, dim, stay.to(t.device), defaultMask)
    })
  }
}

/** An exponent, `Infinity`, `-Infinity`, 'fro' or 'nuc', as `torch.norm` takes them. */
export type NormOrder = number | 'fro' | 'nuc'

export type LnStructuredArgs =
  | [amount: number, n: NormOrder, dim?: number | Dim]
  | [amount: number, options: Dim & { n: NormOrder }]
  | [options: Amount & Dim & { n: NormOrder }]

/** Prunes the channels of `dim` of the smallest norms. PyTorch: `torch.nn.utils.prune.LnStructured`. */
export class LnStructured extends BasePruningMethod {
  readonly pruningType = 'structured'
  readonly amount: number
  readonly n: NormOrder
  readonly dim: number

  constructor(...args: LnStructuredArgs) {
    super()
    const { name } = new.target
    const given = bindByName<Amount & Dim & { n: NormOrder }>(
      name,
      ['amount!', 'n!', 'dim'],
      [],
      args,
    )
    const { amount, n, dim = -1 } = given
    checkAmount(name, amount)
    if (typeof n === 'string') checkChoice(`${name}: n`, n, ['fro', 'nuc'])
    else checkNumber(`${name}: n`, n)
    checkInteger(`${name}: dim`, dim)
    this.amount = amount!
    this.n = n!
    this.dim = dim
  }

  computeMask(t: Tensor, defaultMask: Tensor): Tensor {
    const what = this.constructor.name
    checkPair(what, t, defaultMask)
    const dim = channelDim(what, t, this.dim)
    const size = t.shape[dim]!
    const count = countOf(what, this.amount, size)
    if (count === 0) return defaultMask
    return tidy(() => {
      const others = t.shape.map((_, i) => i).filter(i => i !== dim)
      const { indices } = t.norm(this.n, others).topk(size - count)
      return onlyChannels(t, dim, indices, defaultMask)
    })
  }
}

/** Prunes what a mask leaves out. PyTorch: `torch.nn.utils.prune.CustomFromMask`. */
export class CustomFromMask extends BasePruningMethod {
  readonly pruningType = 'global'
  readonly mask: Tensor

  constructor(mask: Tensor | { mask: Tensor }) {
    super()
    const { name } = new.target
    const given = bindByName<{ mask: Tensor }>(name, ['mask!'], [], [mask])
    checkTensor(`${name}: mask`, given.mask)
    this.mask = given.mask
  }

  computeMask(t: Tensor, defaultMask: Tensor): Tensor {
    const what = this.constructor.name
    checkPair(what, t, defaultMask)
    const [expected, found] = [defaultMask.shape, this.mask.shape].map(sizes => sizes.join(', '))
    if (expected !== found) {
      const problem = `expected the shape [${expected}], found [${found}]`
      throw new TorchError('VALUE', `${what}: mask: ${problem}`)
    }
    return defaultMask.mul(this.mask.to(defaultMask.dtype))
  }
}
