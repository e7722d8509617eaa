/** Attention of a sequence to itself, with the names and initialisation of MultiheadAttention. */
import { init, Linear, Module, Parameter } from '../nn'
import { operator, operators, type Tensor } from '../tensor'

const attend = operator('aten::scaled_dot_product_attention')

/** [N, L, width] → [N, L, width], without masks but the causal one and without dropout. */
export class SelfAttention extends Module<[input: Tensor]> {
  readonly inProjWeight: Parameter
  readonly inProjBias: Parameter
  readonly outProj: Linear

  constructor(
    readonly width: number,
    readonly heads: number,
    readonly isCausal = false,
  ) {
    super()
    this.outProj = new Linear(width, width)
    this.inProjWeight = new Parameter(operators.empty([3 * width, width]))
    this.inProjBias = new Parameter(operators.zeros([3 * width]))
    init.xavierUniform_(this.inProjWeight)
    init.zeros_(this.outProj.bias!)
  }

  forward(input: Tensor): Tensor {
    return this.attempt(() => {
      const { width, heads, isCausal } = this
      const [samples, length] = input.shape as [number, number]
      const projected = operators.linear(input, this.inProjWeight, this.inProjBias)
      const split = projected
        .view([samples, length, 3, heads, width / heads])
        .permute(2, 0, 3, 1, 4)
      const [query, key, value] = split.unbind(0)
      const mixed = attend(query, key, value, null, 0, isCausal) as Tensor
      return this.outProj.forward(mixed.transpose(1, 2).reshape([samples, length, width]))
    })
  }
}
