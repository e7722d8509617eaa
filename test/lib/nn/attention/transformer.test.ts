/** Transformers: what they are made of, and when the fused operators take over. */
import torch, { nn, type Tensor } from '../../../../lib'
import { messageOf } from '../../../support/message'

const close = (a: Tensor, b: Tensor): boolean => torch.allclose(a, b, { rtol: 1e-4, atol: 1e-5 })
const small = { dModel: 4, nhead: 2, numEncoderLayers: 1, numDecoderLayers: 1, dimFeedforward: 8 }
const x = (...shape: number[]): Tensor => torch.ones(shape)

test('the usual one has six layers each of 512 values in 8 heads', () => {
  const model = new nn.Transformer({ device: 'meta' })
  const [encoder, decoder] = [model.encoder as nn.TransformerEncoder, model.decoder as nn.TransformerDecoder] // prettier-ignore
  expect([model.dModel, model.nhead, model.batchFirst]).toEqual([512, 8, false])
  expect([encoder.numLayers, encoder.layers.length]).toEqual([6, 6])
  expect([decoder.numLayers, decoder.layers.length]).toEqual([6, 6])
  const [first, last] = [encoder.layers.at(0)!, decoder.layers.at(-1)!]
  for (const { selfAttn, linear1, linear2, norm1, dropout, dropout2, activation } of [
    first,
    last,
  ]) {
    expect([selfAttn.embedDim, selfAttn.numHeads, selfAttn.dropout]).toEqual([512, 8, 0.1])
    expect([linear1.inFeatures, linear1.outFeatures, linear2.outFeatures]).toEqual([512, 2048, 512])
    expect([norm1.eps, dropout.p, dropout2.p, activation]).toEqual([1e-5, 0.1, 0.1, 'relu'])
  }
  expect([last.multiheadAttn.dropout, last.dropout3.p, last.norm3.eps]).toEqual([0.1, 0.1, 1e-5])
  expect([encoder.norm, decoder.norm].map(norm => (norm as nn.LayerNorm).normalizedShape)).toEqual([[512], [512]]) // prettier-ignore
  expect(model.parameterCount()).toBe(44_140_544) // PyTorch 2.13
  expect([encoder.enableNestedTensor, encoder.maskCheck]).toEqual([true, true])
})

test('its weights are within the bounds of Glorot, its parts those that are given', () => {
  const model = new nn.Transformer(small)
  for (const parameter of model.parameters()) {
    if (parameter.ndim < 2) continue
    const [fanOut, fanIn] = parameter.shape as [number, number]
    const bound = Math.sqrt(6 / (fanIn + fanOut))
    const most = parameter.abs().max().itemNumber()
    expect(most <= bound && most > bound / 2).toBe(true)
  }
  class Pass extends nn.Module<Tensor[]> {
    override forward(...inputs: Tensor[]): Tensor {
      return inputs[0]!
    }
  }
  const customEncoder = new Pass()
  const custom = new nn.Transformer({ ...small, customEncoder, customDecoder: customEncoder })
  expect([custom.encoder, custom.parameters().length]).toEqual([customEncoder, 0])
  const tgt = x(2, 1, 4).mul(3)
  expect(custom.forward(x(3, 1, 4), tgt).equal(tgt)).toBe(true)
})

test.each<[boolean, number[], number[], string | null]>([
  [false, [3, 2, 4], [5, 2, 4], null],
  [false, [3, 4], [5, 4], null],
  [true, [2, 3, 4], [2, 5, 4], null],
  [false, [3, 2, 4], [3, 1, 4], 'tgt: expected the batch of src [3, 2, 4], found [3, 1, 4]'],
  [true, [3, 2, 4], [2, 2, 4], 'tgt: expected the batch of src [3, 2, 4], found [2, 2, 4]'],
  [false, [3, 2, 5], [3, 2, 4], 'src: expected [L, N, 4] or [L, 4], found [3, 2, 5]'],
  [false, [3, 2, 4], [3, 2, 5], 'tgt: expected [L, N, 4] or [L, 4], found [3, 2, 5]'],
  [false, [4], [3, 4], 'src: expected [L, N, 4] or [L, 4], found [4]'],
  [false, [1, 3, 2, 4], [3, 2, 4], 'src: expected [L, N, 4] or [L, 4], found [1, 3, 2, 4]'],
])('batchFirst %p: src %j with tgt %j', (batchFirst, src, tgt, problem) => {
  const model = new nn.Transformer({ ...small, batchFirst, dropout: 0 })
  const call = (): unknown => model.forward(x(...src), x(...tgt))
  if (problem === null) expect((call() as Tensor).shape).toEqual(tgt)
  else expect(messageOf(call)).toBe(`Transformer(): ${problem}`)
})

test('masks by position are those by name', () => {
  torch.manualSeed(1)
  const model = new nn.Transformer({ ...small, dropout: 0 })
  const [src, tgt] = [torch.randn(3, 2, 4), torch.randn(3, 2, 4)]
  const mask = nn.Transformer.generateSquareSubsequentMask(3)
  const padding = torch.tensor([[false, true, false], [false, false, false]]) // prettier-ignore
  const masks = [mask, mask.t().contiguous(), mask, padding, padding, padding] as const
  const [srcMask, tgtMask, memoryMask, srcKeyPaddingMask, tgtKeyPaddingMask, memoryKeyPaddingMask] = masks // prettier-ignore
  const named = { srcMask, tgtMask: mask, memoryMask, srcKeyPaddingMask, tgtKeyPaddingMask, memoryKeyPaddingMask } // prettier-ignore
  const byName = model.forward(src, tgt, named)
  expect(close(model.forward(src, tgt, mask, mask, mask, padding, padding, padding), byName)).toBe(true) // prettier-ignore
  for (const name of Object.keys(named)) {
    const without = model.forward(src, tgt, { ...named, [name]: null })
    expect([name, close(without, byName)]).toEqual([name, false])
  }
  expect(close(model.forward(src, tgt, { ...named, srcIsCausal: true, tgtIsCausal: true }), byName)).toBe(true) // prettier-ignore
  expect(close(model.forward(src, tgt, { ...named, tgtMask }), byName)).toBe(false)
})

describe('the fused layer', () => {
  const input = torch.arange(24).float().mul(0.7).sin().reshape([2, 3, 4])
  const one = torch.ones([3, 3])
  /** How many layer norms run by themselves, which none does in the fused one. */
  const norms = (
    options: nn.TransformerLayerOptions,
    call: nn.EncoderLayerCall = {},
    change: (layer: nn.TransformerEncoderLayer) => void = () => undefined,
  ): number => {
    torch.manualSeed(1)
    const sizes = { dimFeedforward: 8, batchFirst: true, dropout: 0 }
    const layer = new nn.TransformerEncoderLayer(4, 2, { ...sizes, ...options }).eval()
    change(layer)
    const plain = layer.forward(input, call)
    const spy = jest.spyOn(nn.LayerNorm.prototype, 'forward')
    const found = torch.noGrad(() => layer.forward(input, call))
    const { length } = spy.mock.calls
    spy.mockRestore()
    expect(close(found, plain)).toBe(true)
    return length
  }

  test.each<[nn.TransformerLayerOptions, nn.EncoderLayerCall]>([
    [{}, {}],
    [{ activation: 'gelu' }, {}],
    [{ activation: nn.functional.relu }, {}],
    [{ activation: Reflect.get(nn.functional, 'gelu') }, {}],
    [{ normFirst: true }, {}],
    [{ layerNormEps: 0.1 }, {}],
    [{}, { srcMask: one.triu(1).bool() }],
    [{}, { srcMask: one.mul(0) }],
  ])('takes %p, %p', (options, call) => {
    expect(norms(options, call)).toBe(0)
  })

  test.each<[nn.TransformerLayerOptions, nn.EncoderLayerCall]>([
    [{ batchFirst: false }, {}],
    [{ bias: false }, {}],
    [{ activation: value => value.tanh() }, {}],
    [{ activation: new nn.GELU() }, {}],
    [{}, { srcMask: one }],
  ])('does not take %p, %p', (options, call) => {
    expect(norms(options, call)).toBe(2)
  })

  test('nor a layer that trains, has hooks or norms that differ', () => {
    expect(norms({}, {}, layer => void layer.train())).toBe(2)
    expect(norms({}, {}, layer => void layer.linear2.registerForwardHook(() => undefined))).toBe(2)
    const other = new nn.LayerNorm(4, { eps: 0.1 })
    expect(norms({}, {}, layer => void Reflect.set(layer, 'norm2', other))).toBe(2)
    const plain = new nn.LayerNorm(4, { bias: false })
    expect(norms({}, {}, layer => void Reflect.set(layer, 'norm1', plain))).toBe(2)
  })
})

test.each<[() => unknown, string]>([
  [() => new nn.Transformer({ customEncoder: 3 as never }), 'Transformer: customEncoder: expected a module, found 3'], // prettier-ignore
  [() => new nn.Transformer({ customDecoder: 3 as never }), 'Transformer: customDecoder: expected a module, found 3'], // prettier-ignore
  [() => new nn.TransformerEncoder(3 as never, 1), 'TransformerEncoder: encoderLayer: expected a module, found 3'], // prettier-ignore
  [() => new nn.TransformerDecoder(3 as never, 1), 'TransformerDecoder: decoderLayer: expected a module, found 3'], // prettier-ignore
  [() => new nn.TransformerEncoder(new nn.TransformerEncoderLayer(4, 2), 0), 'TransformerEncoder: numLayers: expected a positive integer, found 0'], // prettier-ignore
  [() => new nn.TransformerDecoder(new nn.TransformerDecoderLayer(4, 2), 0), 'TransformerDecoder: numLayers: expected a positive integer, found 0'], // prettier-ignore
  [() => new nn.TransformerEncoder(new nn.TransformerEncoderLayer(4, 2), 1, { norm: 3 as never }), 'TransformerEncoder: norm: expected a module, found 3'], // prettier-ignore
  [() => new nn.TransformerDecoder(new nn.TransformerDecoderLayer(4, 2), 1, { norm: 3 as never }), 'TransformerDecoder: norm: expected a module, found 3'], // prettier-ignore
  [() => new nn.TransformerEncoder(new nn.TransformerEncoderLayer(4, 2), 1, { maskCheck: 3 as never }), 'TransformerEncoder: maskCheck: expected true or false, found 3'], // prettier-ignore
  [() => new nn.TransformerEncoder(new nn.TransformerEncoderLayer(4, 2), 1, { enableNestedTensor: 3 as never }), 'TransformerEncoder: enableNestedTensor: expected true or false, found 3'], // prettier-ignore
  [() => new nn.TransformerEncoder(new nn.TransformerEncoderLayer(4, 2), 1, { odd: 1 } as never), "TransformerEncoder: unknown option 'odd'; expected one of norm, enableNestedTensor, maskCheck"], // prettier-ignore
  [() => new nn.TransformerDecoder(new nn.TransformerDecoderLayer(4, 2), 1, { odd: 1 } as never), "TransformerDecoder: unknown option 'odd'; expected one of norm"], // prettier-ignore
  [() => nn.Transformer.generateSquareSubsequentMask(-1), 'generateSquareSubsequentMask: size: expected an integer of at least 0, found -1'], // prettier-ignore
  [() => nn.Transformer.generateSquareSubsequentMask(1, { odd: 1 } as never), "generateSquareSubsequentMask: unknown option 'odd'; expected one of device, dtype"], // prettier-ignore
  [() => new nn.MultiheadAttention(4, 3), 'MultiheadAttention: expected numHeads to divide embedDim 4, found 3'], // prettier-ignore
])('refuses %#', (call, message) => {
  expect(messageOf(call)).toBe(message)
})

test('attention draws its weights by Glorot, its biases are zeros', () => {
  torch.manualSeed(1)
  const layer = new nn.MultiheadAttention(8, 2, { addBiasKv: true, kdim: 6, vdim: 4 })
  const shapes = layer.namedParameters().map(([name, { shape }]) => `${name} ${shape.join('x')}`)
  expect(shapes).toEqual([
    'q_proj_weight 8x8',
    'k_proj_weight 8x6',
    'v_proj_weight 8x4',
    'in_proj_bias 24',
    'bias_k 1x1x8',
    'bias_v 1x1x8',
    'out_proj.weight 8x8',
    'out_proj.bias 8',
  ])
  expect(layer.inProjBias!.any().item() || layer.outProj.bias!.any().item()).toBe(false)
  expect(layer.kProjWeight!.abs().max().itemNumber()).toBeLessThanOrEqual(Math.sqrt(6 / 14))
  expect(layer.qProjWeight!.abs().max().itemNumber()).toBeGreaterThan(0.5)
  expect(layer.biasK!.abs().sum().itemNumber()).toBeGreaterThan(0.5)
  const packed = new nn.MultiheadAttention(8, 2, { bias: false })
  expect(packed.namedParameters().map(([name]) => name)).toEqual(['in_proj_weight', 'out_proj.weight']) // prettier-ignore
  expect(packed.inProjWeight!.shape).toEqual([24, 8])
})
