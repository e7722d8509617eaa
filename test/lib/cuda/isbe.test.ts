/** ISBE on a GPU against the CPU: every option, dtype and kind of target. */
import torch, { isbe, type Tensor } from '../../../lib'
import { floats } from '../isbe/fixtures'
import { compare, goThroughGrid, type Case } from '../isbe/grid'
import { onGpu } from './onGpu'

const { cuda } = torch

/** The same memory on the GPU: strides, and rows that begin anywhere, are what is tested. */
function there(x: Tensor): Tensor {
  if (x.numel() === 0) return x.cuda()
  const offset = x.storageOffset()
  const size = x.shape.reduce((last, length, i) => last + (length - 1) * x.strides[i]!, offset + 1)
  return x
    .asStrided([size], [1], { storageOffset: 0 })
    .cuda()
    .asStrided(x.shape, x.strides, { storageOffset: offset })
}

function optionsThere(options: isbe.IsbeOptions): isbe.IsbeOptions {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      value instanceof torch.Tensor ? value.cuda() : (value as unknown),
    ]),
  )
}

function here({ error, value, correct }: isbe.SoftError): isbe.SoftError {
  return { error: error.cpu(), value: value.cpu(), correct: correct.cpu() }
}

function softError(x: Tensor, { options, target }: Case): isbe.SoftError {
  return here(isbe.softError(there(x), target.cuda(), optionsThere(options)))
}

/** Logits and classes that follow from a seed, for sizes at which arrays of JavaScript are slow. */
function drawn(
  shape: readonly [rows: number, classes: number],
  dtype: (typeof floats)[number],
): [Tensor, Case] {
  const generator = new torch.Generator(shape[1])
  const x = torch.randn(shape, { generator }).mul(3).to(dtype)
  return [x, { options: {}, target: torch.randint(shape[1], [shape[0]], { generator }) }]
}

onGpu('ISBE on a GPU', () => {
  goThroughGrid({
    softError,
    inPlace: (x, { options, target }) => {
      const own = there(x)
      return here({ ...isbe.softError_(own, target.cuda(), optionsThere(options)), error: own })
    },
    loss: (x, { options, target }) =>
      (torch.ops.isbe!.loss!(there(x), target.cuda(), optionsThere(options)) as Tensor).cpu(),
    scale: (x, upstream, factor) => {
      const own = there(x)
      torch.ops.isbe!._cuda_scale!(own, upstream.cuda(), factor)
      return own.cpu()
    },
  })

  const many: [number, number][] = [
    [300_000, 10],
    [40_000, 300],
    [5000, 1100],
    [2000, 6000],
  ]
  for (const dtype of ['float32', 'bfloat16'] as const) {
    it.each(many)(`${dtype} [%d, %d]: more rows than the GPU takes at once`, (...shape) =>
      torch.tidy(() => {
        const [x, given] = drawn(shape, dtype)
        compare('rows', x, given, softError(x, given))
      }),
    )

    it(`${dtype}: as many rows that lie across`, () =>
      torch.tidy(() => {
        const [x, given] = drawn([100_000, 40], dtype)
        const across = x.t().contiguous().t()
        compare('across', across, given, softError(across, given))
      }))
  }

  for (const dtype of floats) {
    it(`${dtype}: rows that just fit shared memory, and some that do not`, () => {
      const most = cuda.getDeviceProperties().sharedMemoryPerBlockOptin
      const fits = most / (Number(/\d+$/.exec(dtype)![0]) / 8)
      for (const classes of [fits - 1024, fits - 400, fits - 256, fits, fits + 1000, 2 * fits]) {
        torch.tidy(() => {
          const [x, given] = drawn([3, classes], dtype)
          compare(`K = ${classes}`, x, given, softError(x, given))
        })
      }
    })
  }
})
