import torch, { OptionError, TorchError, data } from '../../../../lib'
import { pixels, same } from './images'

const { transforms } = data

describe('what is refused', () => {
  it.each([
    [[{ name: 'randomAfine', degrees: 1 }], /did you mean 'randomAffine'/],
    [[{ name: 'randomAffine', degrees: 1, trnslate: [0, 0] }], /did you mean 'translate'/],
    [[{ name: 'randomAffine' }], /degrees: expected two numbers \[low, high\]/],
    [[{ name: 'randomAffine', degrees: 1, translate: [2, 0] }], /probability from 0 to 1/],
    [[{ name: 'randomAffine', degrees: 1, scale: [0, 1] }], /RandomAffine: scale/],
    [[{ name: 'randomAffine', degrees: 1, interpolation: 'cubic' }], /nearest, bilinear/],
    [[{ name: 'cutout', size: 2, p: 1 }], /unknown option 'p'/],
    [[{ name: 'pad', padding: [1, 2, 3] }], /Pad: padding/],
    [[{ name: 'normalize', mean: [0.5], std: [0] }], /Normalize: expected one mean/],
    [[{ name: 'colorJitter', hue: 0.6 }], /hue: expected/],
    [[{ name: 'randomChoice', transforms: [], p: [] }], /RandomChoice/],
    [
      [{ name: 'randomApply', transforms: [{ name: 'mixUp' }] }],
      /expected an array of ImageTransforms/,
    ],
    [[{ name: 'randAugment', magnitude: 31 }], /magnitude: expected less than/],
    [[null], /transforms: name/],
    ['randomAffine', /expected a list/],
  ])('%j', (config, message) => {
    expect(() => transforms.fromConfig(config as never)).toThrow(OptionError)
    expect(() => transforms.fromConfig(config as never)).toThrow(message)
  })

  it.each([
    [() => new transforms.ToFloat().forward(torch.ones([3, 3])), /expected images \[N, C, H, W\]/],
    [() => new transforms.RandomCrop(9).forward(torch.ones([1, 1, 3, 3])), /at least 9 × 9/],
    [() => new transforms.Normalize([1], [1]).forward(pixels(1, 'uint8')), /put toFloat before it/],
    [
      () => new transforms.CutMix().apply({ input: same(4), target: torch.eye(5) }),
      /CutMix: expected a target for each of \d+ images, found 5/,
    ],
    [() => transforms.adjustHue(torch.ones([1, 2, 3, 3]), 0.1), /1 or 3 channels/],
    [() => transforms.affine(pixels(1, 'uint8'), [{}, {}, {}]), /a map for each of 2 images/],
    [
      () => {
        torch.manualSeed(1) // some are chosen, and some are not
        new transforms.RandomApply([new transforms.Resize(3)]).forward(same(9))
      },
      /keep shape and dtype/,
    ],
  ])('%p', (call, message) => {
    expect(call).toThrow(TorchError)
    expect(call).toThrow(message)
  })
})
