/** What transforms make of the numbers that are drawn, number by number. */
import torch, { data, type Tensor } from '../../../../lib'
import { pixels, same } from './images'
import { Scripted } from './scripted'

const { transforms } = data
const { Random } = transforms

/** `count` shares, of which those named are others. */
const tries = (count: number, share: number, others: Record<number, number> = {}): number[] =>
  Array.from({ length: count }, (_, i) => others[i] ?? share)

const equal = (found: Tensor, expected: Tensor): void => {
  expect(found.shape).toEqual(expected.shape)
  expect(found.toArray()).toEqual(expected.toArray())
}

describe('random affine', () => {
  it('draws angle, x, y, scale and both shears, in this order, moves by whole pixels', () => {
    const affine = new transforms.RandomAffine([-20, 40], {
      translate: [0.2, 0.5],
      scale: [0.5, 1.5],
      shear: [-5, 5, 10, 20],
    })
    const random = new Scripted([
      [0.25, 1],
      [0.75, 0],
      [0.125, 1],
      [0.75, 0],
      [0.25, 1],
      [0.5, 0],
    ])
    expect(affine.draw(2, 20, 30, random)).toEqual([
      { angle: -5, translate: [3, -7], scale: 1.25, shear: [-2.5, 15] },
      { angle: 40, translate: [-6, 10], scale: 0.5, shear: [5, 10] },
    ])
  })

  it('turns and shears by as many degrees either way, and does nothing else by default', () => {
    const lists = tries(12, 0).map(() => [0, 1])
    const sheared = new transforms.RandomAffine(8, { shear: 4 }).draw(2, 9, 9, new Scripted(lists))
    const plain = new transforms.RandomAffine(0).draw(1, 9, 9, new Random())
    expect(sheared.map(({ angle, scale, shear }) => [angle, scale, shear])).toEqual([
      [-8, 1, [-4, 0]],
      [8, 1, [4, 0]],
    ])
    const [{ angle, translate, scale, shear }] = plain as [(typeof plain)[0]]
    expect([angle, translate, scale, shear].flat().map(value => value! + 0)).toEqual([
      0, 0, 0, 1, 0, 0,
    ])
  })
})

describe('random resized crop', () => {
  const draw = (
    options: data.transforms.RandomResizedCropOptions,
    [height, width]: readonly [number, number],
    areas: number[],
    ratios: number[],
    down: number[],
    right: number[],
  ): data.transforms.Box[] => {
    const random = new Scripted([areas, ratios, down, right])
    const crop = new transforms.RandomResizedCrop(4, options)
    return crop.draw(down.length, height, width, random)
  }

  it('takes the first of ten that fits, the last and the whole image among them', () => {
    // Areas of 128 with a ratio of 1 are 11 rows: too many.
    const areas = tries(30, 1, { 1: 0, 19: 0 })
    const ratios = tries(30, 0, { 1: 0.5, 19: 1, 20: 0.5 })
    const options = { scale: [0.25, 1], ratio: [1, 4] } as const
    const boxes = draw(options, [8, 16], areas, ratios, [0.99, 0, 0.9], [0.5, 0.999, 0.9])
    expect(boxes).toEqual([
      { top: 4, left: 4, height: 4, width: 8 },
      { top: 0, left: 5, height: 3, width: 11 },
      { top: 0, left: 0, height: 8, width: 16 },
    ])
  })

  it('takes one row or column, and none of less', () => {
    const one = draw(
      { scale: [0.25, 1], ratio: [1, 4] },
      [1, 8],
      tries(10, 0),
      tries(10, 0.5),
      [0.9],
      [0.9],
    )
    expect(one).toEqual([{ top: 0, left: 6, height: 1, width: 2 }])
    const noRow = { scale: [0.01, 1], ratio: [1, 1] } as const
    expect(draw(noRow, [4, 4], tries(10, 1, { 0: 0 }), tries(10, 0), [0], [0])).toEqual([
      { top: 0, left: 0, height: 4, width: 4 },
    ])
    const noColumn = { scale: [1 / 16, 1 / 16], ratio: [0.1, 1] } as const
    expect(draw(noColumn, [4, 4], tries(10, 1), tries(10, 1, { 0: 0 }), [0.5], [0.75])).toEqual([
      { top: 2, left: 3, height: 1, width: 1 },
    ])
  })

  it.each([
    [[3, 3], [10, 10], { top: 3, left: 0, height: 3, width: 10 }],
    [[1 / 3, 1 / 3], [10, 10], { top: 0, left: 3, height: 10, width: 3 }],
    [[50, 50], [10, 10], { top: 4, left: 0, height: 1, width: 10 }],
    [[0.02, 0.02], [10, 10], { top: 0, left: 4, height: 10, width: 1 }],
    [[1, 1], [10, 10], { top: 0, left: 0, height: 10, width: 10 }],
    [[2, 2], [10, 20], { top: 0, left: 0, height: 10, width: 20 }],
  ] as const)('else the middle: ratios %j of %j', (ratio, size, box) => {
    const tooLarge = { scale: [4, 4], ratio } as const
    expect(draw(tooLarge, size, tries(10, 0), tries(10, 0), [0], [0])).toEqual([box])
  })

  it('by default has 8 % of the area or more, and ratios from 3:4 to 4:3', () => {
    const shares = tries(20, 0, { 10: 1 })
    const crop = new transforms.RandomResizedCrop(4)
    const boxes = crop.draw(2, 120, 160, new Scripted([shares, shares, [0, 0], [0, 0]]))
    // √(0.08 · 19,200 / 0.75) = 45.25 and √(0.08 · 19,200 · 0.75) = 33.94
    expect(boxes).toEqual([
      { top: 0, left: 0, height: 45, width: 34 },
      { top: 0, left: 0, height: 120, width: 160 },
    ])
  })
})

describe('random erasing', () => {
  const nothing = { top: 0, left: 0, height: 0, width: 0 }

  it('takes the first of ten that is smaller than the image, where the image is chosen', () => {
    const erasing = new transforms.RandomErasing({ p: 0.5, scale: [0.25, 1], ratio: [1, 4] })
    const areas = tries(40, 1, { 1: 0, 19: 0, 20: 0 })
    const ratios = tries(40, 0, { 1: 0.5, 19: 1, 30: 0.5 })
    const down = [0.99, 0, 0, 0]
    const random = new Scripted([[0.49, 0, 0.5, 0.1], areas, ratios, down, [0.5, 0.999, 0, 0]])
    expect(erasing.draw(4, 16, 8, random)).toEqual([
      { top: 8, left: 2, height: 8, width: 4 },
      { top: 0, left: 5, height: 11, width: 3 },
      nothing,
      nothing,
    ])
  })

  it('never takes all rows or all columns', () => {
    const rows = new transforms.RandomErasing({ p: 1, scale: [0.5, 0.5], ratio: [2, 2] })
    const columns = new transforms.RandomErasing({ p: 1, scale: [0.5, 0.5], ratio: [0.5, 0.5] })
    const lists = (): Scripted => new Scripted([[0], tries(10, 0), tries(10, 0), [0], [0]])
    expect(rows.draw(1, 8, 8, lists())).toEqual([nothing])
    expect(columns.draw(1, 8, 8, lists())).toEqual([nothing])
    // Of a wider image the same is neither.
    const box = { top: 0, left: 0, height: 6, width: 12 }
    expect(columns.draw(1, 9, 16, lists())).toEqual([box])
  })

  it('has the defaults of torchvision, and puts zeros there', () => {
    const erasing = new transforms.RandomErasing()
    const areas = tries(40, 0, { 20: 1 })
    const ratios = tries(40, 0, { 10: 1, 20: 0.5 })
    const none = [0, 0, 0, 0]
    // √(0.02 · 0.3) = 0.0775, √(0.02 · 3.3) = 0.2569, √(0.33 · √(0.3 · 3.3)) = 0.5730, each of 1000
    expect(
      erasing.draw(4, 1000, 1000, new Scripted([[0, 0.49, 0, 0.5], areas, ratios, none, none])),
    ).toEqual([
      { top: 0, left: 0, height: 77, width: 258 },
      { top: 0, left: 0, height: 257, width: 78 },
      { top: 0, left: 0, height: 573, width: 576 },
      nothing,
    ])
    const random = new Scripted([[0], tries(10, 0), tries(10, 0), [0], [0]])
    const lost = erasing.images(torch.ones([1, 1, 200, 200]), random)
    expect(lost.sum().item()).toBe(200 * 200 - 15 * 52)
  })
})

test('a cutout is about the row and the column that are drawn', () => {
  const random = new Scripted([
    [0, 0.5],
    [0.99, 0.25],
  ])
  expect(new transforms.Cutout(5).draw(2, 6, 8, random)).toEqual([
    { top: -2, left: 5, height: 5, width: 5 },
    { top: 1, left: 0, height: 5, width: 5 },
  ])
})

test('CutMix pastes a rectangle about the column and row that are drawn, cut off at the border', () => {
  const draw = (x: number, y: number): data.transforms.Box =>
    new transforms.CutMix({ numClasses: 2 }).draw(0.75, 8, 16, new Scripted([[x], [y]]))
  expect([draw(0.5, 0.5), draw(0, 0), draw(0.99, 0.99)]).toEqual([
    { top: 2, left: 4, height: 4, width: 8 },
    { top: 0, left: 0, height: 2, width: 4 },
    { top: 5, left: 11, height: 3, width: 5 },
  ])
})

test('mixing draws one share of Beta(1, 1) unless alpha says another', () => {
  const input = torch.tensor([0, 4]).view([2, 1, 1, 1])
  const pair = { input, target: torch.eye(2) }
  const random = new Scripted([], 0.25)
  const mixed = new transforms.MixUp().applyTo(pair, random)
  expect([mixed.input.flatten().toArray(), mixed.target.toArray()]).toEqual([
    [3, 1],
    [
      [0.25, 0.75],
      [0.75, 0.25],
    ],
  ])
  new transforms.MixUp({ alpha: 0.5 }).applyTo(pair, random)
  expect(random.alphas).toEqual([1, 0.5])
  const wide = { input: torch.tensor([[[[1, 1, 1, 1]]], [[[2, 2, 2, 2]]]]), target: torch.eye(2) }
  const cut = new transforms.CutMix().applyTo(wide, new Scripted([[0], [0]], 0))
  // Two of four columns and none of the only row, cut to nothing: each image stays its own.
  expect(cut.target.toArray()).toEqual([
    [1, 0],
    [0, 1],
  ])
})

test('a random crop draws the top of each image, then the left, of what was padded', () => {
  const images = pixels(2, 'uint8', [2, 3, 3])
  const random = new Scripted([
    [0, 0.99],
    [0.5, 0],
  ])
  const crop = new transforms.RandomCrop([5, 4], { padIfNeeded: true, fill: 9 })
  const found = crop.images(images, random)
  const padded = transforms.pad(images, [1, 2], { fill: 9 })
  equal(found.narrow(0, 0, 1), transforms.crop(padded.narrow(0, 0, 1), 0, 1, 5, 4))
  equal(found.narrow(0, 1, 1), transforms.crop(padded.narrow(0, 1, 1), 2, 0, 5, 4))
  const same = new transforms.RandomCrop(3).images(
    images,
    new Scripted([
      [0.9, 0],
      [0, 0.9],
    ]),
  )
  equal(same, images)
})

describe('choices', () => {
  const add = (value: number): data.transforms.ImageTransform =>
    new (class Add extends transforms.ImageTransform {
      images(images: Tensor): Tensor {
        return images.add(value)
      }
    })()
  const zeros = (count: number): Tensor => torch.zeros([count, 1, 1, 1])
  const chosen = (transform: data.transforms.ImageTransform, shares: number[]): unknown =>
    transform
      .images(zeros(shares.length), new Scripted([shares]))
      .flatten()
      .toArray()

  it('are made in proportion, from each bound on the next', () => {
    const pair = [add(1), add(2)]
    const some = new transforms.RandomChoice(pair, [1, 3])
    expect(chosen(some, [0, 0.2499, 0.25, 0.999])).toEqual([1, 1, 2, 2])
    expect(chosen(new transforms.RandomChoice(pair), [0.49, 0.5])).toEqual([1, 2])
    expect(chosen(new transforms.RandomChoice(pair, [1, 0]), [0.5, 0.9999])).toEqual([1, 1])
    expect(chosen(new transforms.RandomChoice(pair, [0, 1]), [0, 0.9999])).toEqual([2, 2])
  })

  it('are of all transforms or of none, half of the time by default', () => {
    const apply = new transforms.RandomApply([add(1), add(2)])
    expect(apply.p).toBe(0.5)
    expect(chosen(apply, [0.49, 0.5, 0])).toEqual([3, 0, 3])
  })

  it('of flips are below p', () => {
    const images = torch.arange(4).to('float32').view([1, 1, 2, 2]).expand([2, 1, 2, 2])
    const flip = (transform: data.transforms.ImageTransform): unknown =>
      transform
        .images(images, new Scripted([[0.49, 0.5]]))
        .flatten(1)
        .toArray()
    expect(flip(new transforms.RandomHorizontalFlip())).toEqual([
      [1, 0, 3, 2],
      [0, 1, 2, 3],
    ])
    expect(flip(new transforms.RandomVerticalFlip())).toEqual([
      [2, 3, 0, 1],
      [0, 1, 2, 3],
    ])
    const grey = new transforms.RandomGrayscale()
    const colours = same(2)
    const found = grey.images(colours, new Scripted([[0.09, 0.1]]))
    equal(found.narrow(0, 0, 1), transforms.rgbToGrayscale(colours.narrow(0, 0, 1), 3))
    equal(found.narrow(0, 1, 1), colours.narrow(0, 1, 1))
  })
})
