/** Transforms are made again, by recipe and from a configuration, with all that they were told. */
import torch, { OptionError, data, type Tensor } from '../../../../lib'
import { same } from './images'

const { transforms } = data
type Config = data.transforms.TransformConfig

/** A transform, and what a configuration file calls it. */
const everyone: [data.transforms.Transform, Config][] = [
  [new transforms.CenterCrop([7, 5]), { name: 'centerCrop', size: [7, 5] }],
  [new transforms.ColorJitter({ brightness: 0.9 }), { name: 'colorJitter', brightness: 0.9 }],
  [new transforms.CutMix({ numClasses: 9 }), { name: 'cutMix', numClasses: 9 }],
  [new transforms.Cutout(7), { name: 'cutout', size: 7 }],
  [new transforms.Grayscale(3), { name: 'grayscale', channels: 3 }],
  [new transforms.Grayscale(), { name: 'grayscale' }],
  [new transforms.Pad([1, 2], { fill: 7 }), { name: 'pad', padding: [1, 2], fill: 7 }],
  [
    new transforms.RandAugment({ numOps: 3, magnitude: 25 }),
    { name: 'randAugment', numOps: 3, magnitude: 25 },
  ],
  [new transforms.RandomAffine(70, { fill: 99 }), { name: 'randomAffine', degrees: 70, fill: 99 }],
  [
    new transforms.RandomApply([new transforms.RandomVerticalFlip(1)], 0.9),
    { name: 'randomApply', transforms: [{ name: 'randomVerticalFlip', p: 1 }], p: 0.9 },
  ],
  [
    new transforms.RandomChoice([new transforms.Cutout(3), new transforms.Cutout(9)], [9, 1]),
    {
      name: 'randomChoice',
      transforms: [
        { name: 'cutout', size: 3 },
        { name: 'cutout', size: 9 },
      ],
      p: [9, 1],
    },
  ],
  [
    new transforms.RandomCrop(9, { padding: 3, paddingMode: 'edge' }),
    { name: 'randomCrop', size: 9, padding: 3, paddingMode: 'edge' },
  ],
  [
    new transforms.RandomErasing({ p: 1, value: 'random' }),
    { name: 'randomErasing', p: 1, value: 'random' },
  ],
  [new transforms.RandomGrayscale(0.9), { name: 'randomGrayscale', p: 0.9 }],
  [new transforms.RandomHorizontalFlip(0.9), { name: 'randomHorizontalFlip', p: 0.9 }],
  [
    new transforms.RandomResizedCrop(6, { antialias: false, scale: [0.1, 0.3] }),
    { name: 'randomResizedCrop', size: 6, antialias: false, scale: [0.1, 0.3] },
  ],
  [new transforms.RandomVerticalFlip(0.9), { name: 'randomVerticalFlip', p: 0.9 }],
  [
    new transforms.Resize([5, 6], { interpolation: 'nearest' }),
    { name: 'resize', size: [5, 6], interpolation: 'nearest' },
  ],
  [new transforms.ToFloat(), { name: 'toFloat' }],
  [
    new transforms.TrivialAugmentWide({ numMagnitudeBins: 2 }),
    { name: 'trivialAugmentWide', numMagnitudeBins: 2 },
  ],
  [
    new transforms.Compose([
      new transforms.ToFloat(),
      new transforms.Normalize([0.5], [0.25]),
      new transforms.MixUp({ numClasses: 9, alpha: 4 }),
    ]),
    {
      name: 'compose',
      transforms: [
        { name: 'toFloat' },
        { name: 'normalize', mean: [0.5], std: [0.25] },
        { name: 'mixUp', numClasses: 9, alpha: 4 },
      ],
    },
  ],
]

/** What a transform makes of eight images, with the same random numbers each time. */
function applied(transform: data.transforms.Transform): unknown {
  const input = same(8).add(torch.arange(8, { dtype: 'uint8' }).view([8, 1, 1, 1]))
  const pair = { input, target: torch.arange(8) }
  const made = transform.apply(pair, { generator: new torch.Generator(5) })
  return [made.input.dtype, made.input.shape, made.input.toArray(), made.target.toArray()]
}

test.each(everyone.map(([transform, config]) => [config.name, transform, config] as const))(
  '%s',
  async (_, transform, config) => {
    const expected = applied(transform)
    const again = (await data.makeFrom(transform.recipe())) as data.transforms.Transform
    expect(again.constructor).toBe(transform.constructor)
    expect(applied(again)).toEqual(expected)
    expect(applied(transforms.fromConfig([config]))).toEqual(expected)
    const whole = new transforms.Compose([transform])
    const ofWhole = (await data.makeFrom(whole.recipe())) as data.transforms.Transform
    expect(applied(ofWhole)).toEqual(expected)
  },
)

test('every name of a configuration is tried above', () => {
  const tried = everyone.map(([, { name }]) => name)
  expect(new Set([...tried, 'mixUp', 'normalize'])).toEqual(new Set(transforms.transformNames))
})

describe('a transform of one’s own', () => {
  class Twice extends transforms.ImageTransform {
    images(images: Tensor): Tensor {
      return images.mul(2)
    }
  }

  it('says how it can reach another thread', () => {
    expect(() => new Twice().recipe()).toThrow(OptionError)
    expect(() => new Twice().recipe()).toThrow(
      'Twice: expected a transform that another thread can make again, found one that does not say ' +
        'how; export it from a module of its own with data.exported(__filename, name, …), or give ' +
        'its class a method recipe() that returns { module, name, args }',
    )
  })

  it('is named in what is refused, and leaves no tensor', () => {
    const twice = new Twice()
    const input = torch.ones([1, 1, 2, 2])
    const live = torch.memory().tensors
    const pair = twice.apply({ input, target: input })
    expect(pair.target).toBe(input)
    expect(torch.memory().tensors).toBe(live + 1)
    pair.input.dispose()
    twice.forward(input).dispose()
    expect(torch.memory().tensors).toBe(live)
    const apply =
      (given: unknown, options = {}) =>
      () =>
        twice.apply(given as never, options)
    expect(apply(input)).toThrow(
      'Twice: expected { input, target }, found a Tensor; forward(images) takes images alone',
    )
    expect(apply(null)).toThrow('Twice: expected { input, target }, found null')
    expect(apply({ input })).toThrow('Twice: expected { input, target }, found an object')
    expect(apply({ target: input })).toThrow('Twice: expected { input, target }, found an object')
    expect(apply({ input: 1, target: input })).toThrow('Twice: input: expected a Tensor, found 1')
    expect(apply({ input, target: 1 })).toThrow('Twice: target: expected a Tensor, found 1')
    const flat = torch.ones([2])
    expect(apply({ input: flat, target: flat })).toThrow('Twice: expected images [N, C, H, W]')
    expect(() => twice.forward(flat)).toThrow('Twice: expected images [N, C, H, W]')
    const options = { generator: 3 }
    const message = 'Twice: generator: expected a torch.Generator, found 3'
    expect(apply({ input, target: input }, options)).toThrow(message)
    expect(() => twice.forward(input, options as never)).toThrow(message)
    expect(() => twice.forward(input, { seed: 1 } as never)).toThrow("Twice: unknown option 'seed'")
  })
})
