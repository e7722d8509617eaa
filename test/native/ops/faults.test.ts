/** Whatever reaches an operator of ours is a result or a TorchError: nothing ends the process. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import torch, { Tensor, TorchError, type DType } from '../../../lib'
import { packageRoot, readBuildRecord } from '../../../lib/native/record'
import { failure } from '../call'
import { testing } from './testing'

const { isbe, aten } = torch.ops
const tools = { isbe: isbe!, aten: aten!, testing: testing! }

const dtypes: DType[] = ['float64', 'bfloat16', 'float16', 'int32', 'uint8', 'bool', 'complex64']
const shapes = [[], [0], [3], [0, 3], [3, 0], [2, 3], [2, 0, 2, 2], [0, 3, 2, 2], [2, 3, 2, 2]]

/** Tensors of every dtype, of shapes with and without elements, and of layouts out of the usual. */
function oddTensors(): Tensor[] {
  const plain = shapes.flatMap(shape => [
    torch.ones(shape),
    torch.ones(shape, { dtype: 'int64' }),
    ...(shape.length === 2 ? dtypes.map(dtype => torch.ones(shape).to(dtype)) : []),
  ])
  const matrix = torch.randn([3, 2])
  const image = torch.randn([2, 3, 2, 2])
  return [
    ...plain,
    matrix.t(),
    matrix.unsqueeze(0).expand([2, 3, 2]),
    torch.ones([1, 1]).expand([2, 3]),
    image.transpose(1, 3),
    image.contiguous({ memoryFormat: 'channels_last' }),
    tools.aten._to_sparse!(torch.ones([2, 3])) as Tensor,
    tools.aten._to_sparse!(torch.ones([3])) as Tensor,
    torch.empty([2, 3], { device: 'meta' }),
    tools.aten._efficientzerotensor!([2, 3]) as Tensor,
  ]
}

/** How many of the calls were refused; of the others the first result must be readable. */
function callAll(calls: Iterable<() => unknown>): { accepted: number; refused: number } {
  const count = { accepted: 0, refused: 0 }
  for (const call of calls) {
    torch.tidy(() => {
      try {
        const result = call()
        const first = (Array.isArray(result) ? result[0] : result) as Tensor
        expect(first).toBeInstanceOf(Tensor)
        expect(Number.isFinite(first.shape.reduce((a, b) => a * b, 1))).toBe(true)
        count.accepted++
      } catch (error) {
        if (!(error instanceof TorchError)) throw error
        count.refused++
      }
    })
  }
  return count
}

const softError = ['soft_error', '_soft_error_into', 'loss'] as const
const normalizations = ['softmax', 'sigmoid', 'hardsigmoid', 'tanh', 'hardtanh', 'normalize']

function* lossCalls(all: Tensor[], namespace: 'isbe' | 'testing'): Generator<() => unknown> {
  for (const [i, logits] of all.entries()) {
    for (const [j, target] of all.entries()) {
      if ((i + 2 * j) % (namespace === 'testing' ? 11 : 7) !== 0) continue
      const options = {
        normalization: normalizations[(i + j) % 6]!,
        reduction: ['mean', 'sum', 'none'][(i + 2 * j) % 3]!,
        report: ['mse', 'potential', 'none'][(2 * i + j) % 3]!,
        labelSmoothing: (i + j) % 4 === 0 ? 0.1 : 0,
        weight: (i * j) % 5 === 0 ? all[(i + 7 * j) % all.length] : undefined,
      }
      for (const name of softError) {
        const out = name === '_soft_error_into' ? { out: all[(3 * i + j) % all.length] } : {}
        const copy = out.out && { out: out.out.clone() }
        yield () => tools[namespace][name]!(logits, target, { ...options, ...(copy ?? {}) })
      }
    }
  }
}

function* dropoutCalls(all: Tensor[]): Generator<() => unknown> {
  for (const [i, input] of all.entries()) {
    for (const p of [0, 0.3, 1, -1, NaN]) {
      yield () => tools.isbe.dropout!(input, p)
      yield () => tools.isbe._dropout!(input, p)
    }
    for (const kept of all.filter((_, j) => (i + 2 * j) % 5 === 0)) {
      yield () => tools.isbe._dropout_backward!(input, kept, 2)
    }
  }
}

function* batchNormCalls(all: Tensor[]): Generator<() => unknown> {
  for (const [i, input] of all.entries()) {
    for (const [j, other] of all.entries()) {
      if ((i + 2 * j) % 11 !== 0) continue
      const some = all[(i + 5 * j) % all.length]
      for (const training of [true, false]) {
        yield () =>
          tools.isbe.batch_norm_relu!(input, other, some, other, other, training, 0.1, 1e-5)
        for (const weight of [null, some]) {
          yield () =>
            tools.isbe._batch_norm_relu_backward!(
              input,
              input,
              weight,
              null,
              other,
              other,
              training,
              1e-5,
            )
        }
      }
      yield () => tools.isbe._batch_norm_relu!(input, other, some, null, null, 1e-5)
      yield () => tools.isbe._batch_norm_relu!(input, null, null, other, other, 1e-5)
    }
  }
}

describe('no input ends the process', () => {
  const all = torch.tidy(() => oddTensors().map(tensor => torch.keep(tensor)))

  test.each([
    ['isbe::soft_error, loss', () => lossCalls(all, 'isbe')],
    ['the kernels of CUDA, emulated', () => lossCalls(all, 'testing')],
    ['isbe::dropout', () => dropoutCalls(all)],
    ['isbe::batch_norm_relu', () => batchNormCalls(all)],
  ])('%s', (_, calls) => {
    const { accepted, refused } = callAll(calls())
    expect(accepted).toBeGreaterThan(5)
    expect(refused).toBeGreaterThan(50)
  })

  test('soft_scores', () => {
    const calls = all.flatMap(logits =>
      normalizations.map(normalization => () => tools.isbe.soft_scores!(logits, { normalization })),
    )
    expect(callAll(calls).accepted).toBeGreaterThan(5)
  })
})

describe('_cuda_scale', () => {
  test.each<[string, () => [Tensor, Tensor], RegExp]>([
    ['a bool error', () => [torch.ones([4]).to('bool'), torch.ones([])], /error is Bool: expected/],
    ['an int64 error', () => [torch.ones([4]).to('int64'), torch.ones([])], /error is Long/],
    ['a complex error', () => [torch.ones([4]).to('complex64'), torch.ones([])], /error is/],
    ['an error with gaps', () => [torch.ones([4, 4]).narrow(1, 0, 2), torch.ones([])], /has gaps/],
    [
      'an upstream of float64',
      () => [torch.ones([4]), torch.ones([]).to('float64')],
      /upstream is/,
    ],
    ['an upstream of two numbers', () => [torch.ones([4]), torch.ones([2])], /expected a scalar/],
  ])('refuses %s', (_, make, message) => {
    torch.tidy(() => {
      const error = failure(() => tools.testing._cuda_scale!(...make(), 2))
      expect(error.message).toMatch(message)
    })
  })
})

test('batch norm without channels has gradients without elements', () =>
  torch.tidy(() => {
    for (const shape of [
      [2, 0],
      [2, 0, 3, 3],
      [0, 0],
    ]) {
      const input = torch.zeros(shape)
      const none = torch.zeros([0])
      const [byInput, byWeight] = tools.isbe._batch_norm_relu_backward!(
        input,
        input,
        none,
        none,
        none,
        none,
        true,
        1e-5,
      ) as [Tensor, Tensor]
      expect([byInput.shape, byWeight.shape]).toEqual([shape, [0]])
    }
  }))

test('a second copy of the operator library leaves the first in use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-second-copy-'))
  try {
    const copy = join(folder, 'libisbe_ops.so')
    copyFileSync(join(packageRoot, readBuildRecord().ops), copy)
    const output = execFileSync(process.execPath, [join(__dirname, 'secondCopy.js'), copy], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    expect(output).toBe('[ [ 0.5, -0.5 ] ]\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

describe('steps of optimizers', () => {
  const { isbe } = tools
  const settings = { lr: 1, momentum: 0.9, dampening: 0, weightDecay: 0 }
  const sgd = (parameter: Tensor, gradient: Tensor, buffer: Tensor): unknown =>
    isbe._sgd_!([parameter], [gradient], [buffer], {
      ...settings,
      nesterov: false,
      maximize: false,
      isFirstStep: false,
    })

  test('take odd tensors or refuse them', () => {
    const odd = torch.tidy(() => oddTensors().map(tensor => tensor.keep()))
    const calls = odd.flatMap(a =>
      odd.flatMap(b => [
        () => (sgd(a, b, a), a),
        () => (sgd(a, a, b), a),
        () => isbe._top_class!(b) as Tensor,
      ]),
    )
    const { accepted, refused } = callAll(calls)
    expect(accepted).toBeGreaterThan(odd.length)
    expect(refused).toBeGreaterThan(accepted)
    for (const tensor of odd) tensor.dispose()
  })

  test.each([
    ['without storage', () => tools.aten._efficientzerotensor!([2, 3]) as Tensor],
    ['in another order', () => torch.zeros([3, 2]).t()],
  ])('take a gradient %s', (_, make) => {
    torch.tidy(() => {
      const [parameter, buffer] = [torch.ones([2, 3]), torch.ones([2, 3])]
      sgd(parameter, make(), buffer)
      expect(parameter.sum().item()).toBeCloseTo(0.6, 5)
    })
  })

  test('say what they want', () => {
    torch.tidy(() => {
      const x = torch.ones([2, 3])
      expect(() => sgd(x, torch.ones([3, 2]), x)).toThrow(/expected its shape/)
      expect(() => sgd(x, x, torch.ones([3, 2]).t())).toThrow(/lie in memory as their parameter/)
      expect(() => sgd(x, x.double(), x)).toThrow(/expected its dtype/)
      expect(() => sgd(x.half(), x.half(), x.half())).toThrow(/float32, or all float64/)
    })
  })
})
