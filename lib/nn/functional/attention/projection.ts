/** Query, key and value in the space where they are compared. */
import { operators, type Tensor } from '../../../tensor'
import type { AttentionArgs } from './arguments'
import { refuse, text } from './masks'

type Triple = [query: Tensor, key: Tensor, value: Tensor]

/** Projections of one input by one product, each contiguous: [*, E] → parts × [*, E]. */
function together(input: Tensor, weight: Tensor, bias: Tensor | null, parts: number): Tensor[] {
  const width = input.shape.at(-1)!
  return operators
    .linear(input, weight, bias)
    .unflatten(-1, [parts, width])
    .unsqueeze(0)
    .transpose(0, -2)
    .squeeze(-2)
    .contiguous()
    .unbind(0)
}

function byPackedWeight([query, key, value]: Triple, weight: Tensor, bias: Tensor | null): Triple {
  const width = query.shape.at(-1)!
  if (key === value && query === key) return together(query, weight, bias, 3) as Triple
  if (key === value) {
    const [ofQuery, ofRest] = weight.split([width, 2 * width])
    const [biasOfQuery, biasOfRest] = bias ? bias.split([width, 2 * width]) : []
    const projected = operators.linear(query, ofQuery!, biasOfQuery ?? null)
    return [projected, ...together(key, ofRest!, biasOfRest ?? null, 2)] as Triple
  }
  const weights = weight.chunk(3)
  return byWeights([query, key, value], weights, bias)
}

function byWeights(inputs: Triple, weights: readonly Tensor[], bias: Tensor | null): Triple {
  const biases = bias ? bias.chunk(3) : []
  return inputs.map((input, i) => operators.linear(input, weights[i]!, biases[i] ?? null)) as Triple
}

/** The inputs after the first linear layer. */
export function project(inputs: Triple, args: AttentionArgs): Triple {
  const { inProjWeight, inProjBias, useSeparateProjWeight = false } = args
  if (!useSeparateProjWeight) {
    if (!inProjWeight) return refuse('inProjWeight: expected a tensor, found null')
    return byPackedWeight(inputs, inProjWeight, inProjBias)
  }
  const width = inputs[0].shape.at(-1)!
  const { qProjWeight: q, kProjWeight: k, vProjWeight: v } = args
  const weights = Object.entries({ qProjWeight: q, kProjWeight: k, vProjWeight: v })
  weights.forEach(([name, weight], i) => {
    const expected = text([width, inputs[i]!.shape.at(-1)!])
    const found = weight ? text(weight.shape) : 'none'
    if (found !== expected) refuse(`${name}: expected ${expected}, found ${found}`)
  })
  return byWeights(inputs, [q!, k!, v!], inProjBias)
}
