/** A transformer that tells the next character. */
import { checkOptionNames, checkPositiveInteger } from '../base/check'
import { OptionError, TorchError } from '../base/errors'
import { Embedding, GELU, LayerNorm, Linear, Module, Sequential } from '../nn'
import { operators, releaseOnError, type Tensor } from '../tensor'
import { SelfAttention } from './attention'

export interface CharLmOptions {
  /** The longest sequence (default 128). */
  context?: number
  /** Blocks (default 4). */
  numLayers?: number
  /** The width of a token (default 256). */
  width?: number
  /** Heads of attention, which divide the width (default 4). */
  numHeads?: number
}

type Settings = Required<CharLmOptions>
/** @internal */
export const charLmDefaults: Settings = { context: 128, numLayers: 4, width: 256, numHeads: 4 }

/** Normalised before attention and before the layers of four times the width. */
class Block extends Module<[input: Tensor]> {
  readonly selfAttn: SelfAttention
  readonly linear1: Linear
  readonly linear2: Linear
  readonly norm1: LayerNorm
  readonly norm2: LayerNorm
  readonly activation = new GELU()

  constructor({ width, numHeads }: Settings) {
    super()
    this.selfAttn = new SelfAttention(width, numHeads, true)
    this.linear1 = new Linear(width, 4 * width)
    this.linear2 = new Linear(4 * width, width)
    this.norm1 = new LayerNorm(width)
    this.norm2 = new LayerNorm(width)
  }

  forward(input: Tensor): Tensor {
    const attended = input.add(this.selfAttn.forward(this.norm1.forward(input)))
    const inner = this.activation.forward(this.linear1.forward(this.norm2.forward(attended)))
    return attended.add(this.linear2.forward(inner))
  }
}

/** Characters [N, L] of int64 → scores of the character after each: [N, L, vocabulary]. */
export class CharLm extends Module<[input: Tensor]> {
  readonly tokens: Embedding
  readonly positions: Embedding
  readonly blocks: Sequential
  readonly norm: LayerNorm
  readonly head: Linear

  constructor(
    readonly vocabulary: number,
    settings: Settings,
  ) {
    super()
    const { context, numLayers, width } = settings
    this.tokens = new Embedding(vocabulary, width)
    this.positions = new Embedding(context, width)
    const blocks = Array.from({ length: numLayers }, () => new Block(settings))
    this.blocks = new Sequential(...blocks)
    this.norm = new LayerNorm(width)
    this.head = new Linear(width, vocabulary, { bias: false })
  }

  forward(input: Tensor): Tensor {
    const length = input.shape.at(-1) ?? 0
    const { numEmbeddings: context } = this.positions
    if (length > context) {
      throw new TorchError(
        'VALUE',
        `CharLm: expected at most ${context} characters, found ${length}`,
      )
    }
    const places = operators.arange(length, { device: input.device, dtype: 'int64' })
    const embedded = this.tokens.forward(input).add(this.positions.forward(places))
    return this.head.forward(this.norm.forward(this.blocks.forward(embedded)))
  }
}

/** 3.2 million parameters and 512 for each character of the vocabulary, by default. */
export function charLm(vocabulary: number, options: CharLmOptions = {}): CharLm {
  checkPositiveInteger('charLm: vocabulary', vocabulary)
  checkOptionNames('charLm', options, Object.keys(charLmDefaults))
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const settings = { ...charLmDefaults, ...Object.fromEntries(given) } as Settings
  for (const [name, value] of Object.entries(settings)) {
    checkPositiveInteger(`charLm: ${name}`, value)
  }
  if (settings.width % settings.numHeads !== 0) {
    throw new OptionError(
      `charLm: numHeads: expected a divisor of ${settings.width}, found ${settings.numHeads}`,
    )
  }
  return releaseOnError(() => new CharLm(vocabulary, settings))
}
