/** Steps of parameters of every dtype and layout, against PyTorch's. */
import torch, { nn, optim, type DType, type Tensor } from '../../../lib'
import { expectGolden, readGoldens, type Golden } from '../goldens'

type Layout = 'contiguous' | 'transposed' | 'sliced'

interface Case {
  kind: 'SGD' | 'Adam' | 'AdamW'
  options: object
  dtype: DType
  layout: Layout
  gradientLayout: Layout
  result: Golden
}

// Fused steps of 16 bits round once where PyTorch's rounds after each operator.
const tolerances: Partial<Record<DType, number>> = { bfloat16: 3e-2, float16: 4e-3, float64: 1e-12 }

function sines(step: number, dtype: DType): Tensor {
  const index = torch
    .arange(12, { dtype: 'float64' })
    .mul(0.7)
    .add(step * 1.3 + 1)
  const isComplex = dtype.startsWith('complex')
  const value = isComplex ? torch.complex(index.sin(), index.cos()) : index.sin()
  return value.reshape([3, 4]).to(dtype)
}

function laidOut(value: Tensor, layout: Layout): Tensor {
  if (layout === 'transposed') return value.t().contiguous().t()
  if (layout === 'contiguous') return value
  const wide = torch.zeros([3, 8], { dtype: value.dtype })
  return wide.slice({ dim: 1, step: 2 }).copy_(value).detach()
}

function train({ kind, options, dtype, layout, gradientLayout }: Case): Tensor {
  const parameter = laidOut(sines(0, dtype), layout).detach()
  parameter.requiresGrad = true
  const optimizer = new optim[kind]([parameter], options)
  for (let step = 1; step <= 5; ++step) {
    parameter.grad = laidOut(sines(step, dtype), gradientLayout)
    optimizer.step()
  }
  optimizer.dispose()
  const value = parameter.detach()
  return dtype.startsWith('complex') ? torch.viewAsReal(value) : value
}

const cases = readGoldens<Case[]>('optimizers.json')
const names = [...new Set(cases.map(({ kind, options }) => `${kind} ${JSON.stringify(options)}`))]

test.each(names)('%s', name => {
  const own = cases.filter(({ kind, options }) => `${kind} ${JSON.stringify(options)}` === name)
  expect(own.length).toBe(25)
  const before = torch.memory().tensors
  for (const one of own) {
    torch.tidy(() => expectGolden(train(one), one.result, tolerances[one.dtype] ?? 2e-6))
  }
  expect(torch.memory().tensors).toBe(before)
})

test('state follows a parameter that is laid out anew or moved between steps', () => {
  const start = torch.randn([2, 3, 2, 2])
  const [plain, moved] = [start.clone(), start.clone()].map(value => new nn.Parameter(value))
  const optimizers = [plain!, moved!].map(p => new optim.Adam([p], { lr: 0.1 }))
  const holder = new nn.ParameterList([moved!])
  for (let step = 0; step < 4; ++step) {
    const gradient = torch.randn([2, 3, 2, 2])
    plain!.grad = gradient.clone()
    moved!.grad = gradient.clone()
    optimizers.forEach(optimizer => optimizer.step())
    holder.to({ memoryFormat: step % 2 === 0 ? 'channels_last' : 'contiguous_format' })
  }
  expect(torch.equal(plain!, moved!)).toBe(true)
})
