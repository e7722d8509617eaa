/** Layers of torch.nn against PyTorch's, in the settings of test/goldens/make_modules.py. */
import torch, { nn, type Tensor } from '../../../lib'
import { testModules } from './goldenModules'

testModules('modules.json')

const ones = (...shape: number[]): Tensor => torch.ones(shape)

test.each<[string, () => unknown, RegExp]>([
  ['size', () => new nn.Conv3d(1, 1, [2, 2] as never), /integer of at least 1, or \[depth, height/],
  [
    'padding mode',
    () => new nn.ConvTranspose1d(1, 1, 1, { paddingMode: 'reflect' as never }),
    /ze/,
  ],
  ['output size', () => new nn.ConvTranspose1d(1, 1, 2).forward(ones(1, 1, 3), [9]), /from \[4\]/],
  ['channels', () => new nn.Conv2d(3, 1, 1).forward(ones(1, 2, 4, 4)), /expected \[N, 3, H, W\]/],
  ['running', () => new nn.BatchNorm1d(3).forward(ones(2, 4)), /expected \[N, 3\] or .*\[2, 4\]/],
  [
    'eps',
    () => new nn.BatchNorm1d(3, { eps: 0 }).forward(ones(2, 3)),
    /eps above 0 while training/,
  ],
  [
    'affine',
    () => new nn.InstanceNorm1d(3, { affine: true }).forward(ones(2, 4, 2)),
    /\[N, 3, L\]/,
  ],
  ['groups', () => new nn.GroupNorm(3, 4), /numGroups to divide numChannels 4, found 3/],
  ['shape', () => new nn.LayerNorm([]), /normalizedShape: expected an integer/],
  [
    'last size',
    () => new nn.LayerNorm(3).forward(ones(2, 4)),
    /expected \[\*, 3\], found \[2, 4\]/,
  ],
  ['rank', () => new nn.Softmax2d().forward(ones(2, 2)), /expected \[N, C, H, W\] or \[C, H, W\]/],
  ['sides', () => new nn.ReflectionPad2d([1, 2]), /\[left, right, top, bottom\], found \[1, 2\]/],
  ['padding', () => new nn.AvgPool1d(2, { padding: 2 }), /at most half of the kernel \(1\)/],
  ['divisor', () => new nn.AvgPool2d(2, { divisorOverride: 0 }), /another integer than 0/],
  ['ratio', () => new nn.FractionalMaxPool2d(2, { outputRatio: 2 }), /between 0 and 1/],
  ['neither', () => new nn.FractionalMaxPool2d(2), /either outputSize or outputRatio/],
  ['limits', () => new nn.Hardtanh({ minVal: 1, maxVal: 0 }), /more than minVal 1, found 0/],
  [
    'choice',
    () => new nn.GELU({ approximate: 'erf' as never }),
    /approximate: expected none, tanh/,
  ],
  ['mode', () => new nn.Upsample({ mode: 'cubic' as never }), /mode: expected nearest/],
  ['option', () => new nn.Dropout2d({ prob: 0.1 } as never), /unknown option 'prob'/],
  [
    'rank',
    () => new nn.TripletMarginWithDistanceLoss().forward(ones(2, 3), ones(2, 3), ones(3)),
    /of as many dimensions, found 2, 2, 1/,
  ],
  [
    'variance',
    () => new nn.GaussianNLLLoss().forward(ones(3, 1), ones(3, 4), ones(3, 4)),
    /var of shape \[3, 1\], or .* found \[3, 4\]/,
  ],
  ['list', () => new nn.Unflatten(1, 4 as never), /unflattenedSize: expected a list/],
])('refuses a wrong %s', (_, call, message) => expect(call).toThrow(message))

test('dropout zeroes values or channels and scales the rest, and p comes by position or name', () => {
  torch.manualSeed(3)
  const values = new nn.Dropout({ p: 0.25 }).forward(ones(1000))
  expect(values.gt(0).sum().itemNumber() / 1000).toBeCloseTo(0.75, 1)
  expect(values.max().itemNumber()).toBeCloseTo(4 / 3)
  const channels = new nn.Dropout2d(0.5).forward(ones(40, 5, 2, 2)).sum([2, 3])
  expect(new Set(channels.flatten().toArray<number[]>())).toEqual(new Set([0, 8]))
  const alpha = new nn.AlphaDropout(0.3).forward(torch.randn([20000]))
  expect(alpha.mean().itemNumber()).toBeCloseTo(0, 1)
  expect(alpha.std().itemNumber()).toBeCloseTo(1, 1)
  expect(
    new nn.FeatureAlphaDropout(0.5)
      .eval()
      .forward(ones(1, 2, 2))
      .sum()
      .item(),
  ).toBe(4)
})

test('RReLU draws its slopes between the bounds', () => {
  const slopes = new nn.RReLU({ lower: 0.2, upper: 0.4 }).forward(ones(500).neg()).neg()
  expect([slopes.min().itemNumber() >= 0.2, slopes.max().itemNumber() <= 0.4]).toEqual([true, true])
  expect(slopes.std().itemNumber()).toBeCloseTo(0.2 / Math.sqrt(12), 2)
})

test('integers are means of powers as floats, and variances are floats beside integers', () => {
  const values = torch.tensor([[[3, -2, 1, 5]]], { dtype: 'int64' })
  const pooled = new nn.LPPool1d(2, 2).forward(values).square()
  expect(pooled.round().toArray()).toEqual([[[13, 26]]])
  const whole = torch.ones([2], { dtype: 'int64' })
  expect(new nn.GaussianNLLLoss().forward(whole, ones(2), 0.5).item()).toBeCloseTo(-0.3466, 4)
})
