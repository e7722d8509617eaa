/** Poolings say which shapes they take, before libtorch does in its words. */
import torch, { nn, TorchError } from '../../../lib'

type Layer = nn.Module<[input: InstanceType<typeof torch.Tensor>, indices: unknown], unknown>

test.each([
  [new nn.AdaptiveAvgPool1d(1), '[N, C, L] or [C, L]'],
  [new nn.AdaptiveAvgPool2d([null, 1]), '[N, C, H, W] or [C, H, W]'],
  [new nn.AdaptiveMaxPool1d(1), '[N, C, L] or [C, L]'],
  [new nn.AdaptiveMaxPool3d([null, 1, 1]), '[N, C, D, H, W] or [C, D, H, W]'],
  [new nn.FractionalMaxPool2d(2, { outputSize: 1 }), '[N, C, H, W] or [C, H, W]'],
  [new nn.MaxUnpool2d(2), '[N, C, H, W] or [C, H, W]'],
  [new nn.Softmax2d(), '[N, C, H, W] or [C, H, W]'],
] as unknown as [Layer, string][])('%s', (layer, shapes) => {
  const one = torch.ones([3])
  const indices = torch.zeros([3], { dtype: 'int64' })
  const forward = (input: unknown): unknown => layer.forward(input as typeof one, indices)
  const expected = `${String(layer)}: expected ${shapes}, found `
  expect(() => forward(one)).toThrow(TorchError)
  // To the end: what libtorch would say comes after it.
  expect(() => forward(one)).toThrow(new Error(`${expected}[3]`))
  expect(() => forward([1])).toThrow(TorchError)
})
