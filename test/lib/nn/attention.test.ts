/** Attention and transformers against PyTorch's, and the fused operators against the recorded ones. */
import torch, { nn, type Tensor } from '../../../lib'
import { testModules } from './goldenModules'

testModules('modules_attention.json')

const close = (a: Tensor, b: Tensor): boolean => torch.allclose(a, b, { rtol: 1e-4, atol: 1e-5 })
const padding = torch.tensor([
  [false, false, false, true],
  [false, false, false, false],
])
const causal = nn.Transformer.generateSquareSubsequentMask(4)

function encoder(options: nn.TransformerLayerOptions = {}): nn.TransformerEncoder {
  torch.manualSeed(1)
  const small = { dimFeedforward: 8, batchFirst: true, ...options }
  const layer = new nn.TransformerEncoderLayer(4, 2, small)
  const made = new nn.TransformerEncoder(layer, 2, { norm: new nn.LayerNorm(4) })
  layer.dispose()
  return made.eval()
}

test('the causal mask', () => {
  const mask = (size: number, options = {}): Tensor =>
    nn.Transformer.generateSquareSubsequentMask(size, options)
  expect(mask(2).toArray()).toEqual([
    [0, -Infinity],
    [0, 0],
  ])
  expect(mask(2, { dtype: 'bool' }).toArray()).toEqual([
    [false, true],
    [false, false],
  ])
})

test.each<[string, nn.EncoderLayerCall]>([
  ['nothing', {}],
  ['a causal mask', { srcMask: causal, isCausal: true }],
  ['a mask for each head', { srcMask: causal.expand([4, 4, 4]) }],
  ['booleans', { srcMask: causal.isinf(), srcKeyPaddingMask: padding }],
])('an encoder layer computes alike whether it is recorded or fused, with %s', (_, call) => {
  torch.manualSeed(2)
  for (const activation of ['relu', 'gelu'] as const) {
    const layer = new nn.TransformerEncoderLayer(4, 2, { batchFirst: true, activation }).eval()
    const x = torch.randn(2, 4, 4)
    const fused = torch.noGrad(() => layer.forward(x, call))
    expect(close(layer.forward(x, call), fused)).toBe(true)
    let calls = 0
    layer.linear1.registerForwardHook(() => void ++calls)
    expect(
      close(
        torch.noGrad(() => layer.forward(x, call)),
        fused,
      ),
    ).toBe(true)
    expect(calls).toBe(1)
  }
})

test('attention computes alike whether it is recorded or fused', () => {
  const attention = new nn.MultiheadAttention(4, 2, { batchFirst: true }).eval()
  const x = torch.randn(2, 4, 4)
  const options = { keyPaddingMask: padding, averageAttnWeights: false }
  const [output, weights] = attention.forward(x, x, x, options)
  const [fused, fusedWeights] = torch.noGrad(() => attention.forward(x, x, x, options))
  expect(close(output, fused)).toBe(true)
  expect(close(weights!, fusedWeights!)).toBe(true)
  expect(torch.noGrad(() => attention.forward(x, x, x, { needWeights: false }))[1]).toBeNull()
})

test('in inference, padding comes out of an encoder as zeros of the last layer', () => {
  const made = encoder()
  const x = torch.randn(2, 4, 4)
  const recorded = made.forward(x, { srcKeyPaddingMask: padding })
  const fused = torch.noGrad(() => made.forward(x, { srcKeyPaddingMask: padding }))
  const shown = padding.logicalNot().unsqueeze(-1)
  expect(close(recorded.mul(shown), fused.mul(shown))).toBe(true)
  expect(fused.at(0, 3).toArray()).toEqual(made.norm!.forward(torch.zeros(4)).toArray())
})

test('an encoder finds out that its mask is the causal one', () => {
  const made = encoder()
  const x = torch.randn(2, 4, 4)
  const told = made.forward(x, causal, null, true)
  expect(close(made.forward(x, { mask: causal }), told)).toBe(true)
  const later = torch.cat([x.narrow(1, 0, 3), torch.randn(2, 1, 4)], 1)
  expect(close(made.forward(later, causal).narrow(1, 0, 3), told.narrow(1, 0, 3))).toBe(true)
})

test('copies of a layer start alike, and a transformer does not', () => {
  const [first, second] = encoder().layers
  expect(first!.linear1.weight.equal(second!.linear1.weight)).toBe(true)
  const model = new nn.Transformer({ dModel: 4, nhead: 2, numEncoderLayers: 2, dimFeedforward: 4 })
  const [a, b] = [0, 1].map(i => model.getParameter(`encoder.layers.${i}.linear1.weight`))
  expect(a!.equal(b!)).toBe(false)
  expect(a!.abs().max().itemNumber()).toBeLessThanOrEqual(Math.sqrt(6 / 8))
})

test('leaves no tensor but its output behind', () => {
  const model = encoder().train()
  const { tensors } = torch.memory()
  torch.tidy(() => void model.forward(torch.randn(2, 4, 4), { mask: causal }))
  expect(torch.memory().tensors).toBe(tensors)
  model.dispose()
})

const x = torch.ones(3, 2, 4)
const attention = new nn.MultiheadAttention(4, 2)
test.each<[string, () => unknown, RegExp]>([
  ['heads', () => new nn.MultiheadAttention(4, 3), /divide embedDim 4, found 3/],
  [
    'an option',
    () => new nn.MultiheadAttention(4, 2, { droput: 1 } as never),
    /did you mean 'dropout'/,
  ],
  [
    'an activation',
    () => new nn.TransformerEncoderLayer(4, 2, { activation: 'selu' as never }),
    /'relu', 'gelu'/,
  ],
  ['a width', () => attention.forward(x, x.narrow(2, 0, 3), x), /value: expected the sizes of key/],
  [
    'an embedding',
    () => attention.forward(torch.ones(3, 2, 6), x, x),
    /embedding of 4.*\[3, 2, 6\]/,
  ],
  [
    'a mask',
    () => attention.forward(x, x, x, { attnMask: torch.ones(2, 3) }),
    /attnMask: expected \[3, 3\] or \[4, 3, 3\], found \[2, 3\]/,
  ],
  [
    'a mask of integers',
    () => attention.forward(x, x, x, { attnMask: torch.ones(3, 3).long() }),
    /bool or floating/,
  ],
  [
    'padding',
    () => attention.forward(x, x, x, padding),
    /keyPaddingMask: expected \[2, 3\], found \[2, 4\]/,
  ],
  ['a name', () => attention.forward(x, x, x, { mask: padding } as never), /unknown option 'mask'/],
  [
    'a batch',
    () =>
      new nn.Transformer({ dModel: 4, nhead: 2, numEncoderLayers: 1, numDecoderLayers: 1 }).forward(
        x,
        torch.ones(3, 1, 4),
      ),
    /batch of src/,
  ],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(message)
})
