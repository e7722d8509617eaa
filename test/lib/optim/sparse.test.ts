/** Steps by sparse gradients: of rows, and of single elements. */
import torch, { OptionError, TorchError, nn, optim, type Tensor } from '../../../lib'

const float64 = (values: unknown): Tensor => torch.tensor(values as never, { dtype: 'float64' })
const int64 = (values: unknown): Tensor => torch.tensor(values as never, { dtype: 'int64' })

/** Three gradients of [3, 2], some places of which have two values. */
const ofRows: [number[][], number[][]][] = [
  [
    [[2, 0, 2]],
    [
      [1, 2],
      [3, -1],
      [0.5, 0.5],
    ],
  ],
  [
    [[1, 2, 0]],
    [
      [-1, 1],
      [2, 0],
      [1, 1],
    ],
  ],
  [
    [[0, 0, 1]],
    [
      [1, 0.25],
      [1, 0.25],
      [-2, 3],
    ],
  ],
]
const ofElements: [number[][], number[]][] = [
  [
    [
      [2, 0, 2],
      [1, 0, 1],
    ],
    [1, 2, 0.5],
  ],
  [
    [
      [1, 2],
      [0, 1],
    ],
    [-1, 3],
  ],
  [
    [
      [0, 0],
      [0, 1],
    ],
    [1, -2],
  ],
]

function sparse([places, values]: readonly [number[][], number[] | number[][]]): Tensor {
  return torch.sparseCooTensor(int64(places), float64(values), [3, 2])
}

type Kind = 'Adagrad' | 'SGD' | 'SparseAdam'

function make(kind: Kind, parameter: Tensor, options: object): optim.Optimizer {
  const Class = optim[kind] as unknown as new (p: Tensor[], o: object) => optim.Optimizer
  return new Class([parameter], options)
}

function start(): nn.Parameter {
  return new nn.Parameter(torch.arange(6, { dtype: 'float64' }).reshape([3, 2]).div(4))
}

// PyTorch 2.13, after three steps.
test.each<[Kind, object, rows: number[], elements: number[]]>([
  [
    'Adagrad',
    { lr: 0.5, lrDecay: 0.25, initialAccumulatorValue: 0.2, eps: 0.1 },
    [-0.772535235598, 0.315522512424, 1.1146741579, 0.111790723202, 0.246550059143, 0.776458652981],
    [-0.605283625532, 0.560165497723, 0.834603400003, 0.75, 1, 0.455163563563],
  ],
  [
    'Adagrad',
    { lr: 0.5, maximize: true },
    [0.925375124892, 0.270220057274, -0.44721359543, 1.72434164896, 1.89999999995, 1.74999999998],
    [0.723606797715, -0.249999999975, 5.0000004137e-11, 0.75, 1, 2.19721359545],
  ],
  ['SGD', { lr: 0.5 }, [-3, 0, 2, -1.25, -0.75, 0], [-1.5, 1.25, 1, 0.75, 1, -1]],
  [
    'SGD',
    { lr: 0.5, maximize: true },
    [3, 0.5, -1, 2.75, 2.75, 2.5],
    [1.5, -0.75, 0, 0.75, 1, 3.5],
  ],
  [
    'SGD',
    { lr: 0.5, momentum: 0.9, dampening: 0.2 },
    [-5.625, 0.645, 2.06, -1.21, -2.5525, -2.1375],
    [-3.11, 1.05, 1.26, 0.75, 1, -3.0625],
  ],
  [
    'SGD',
    { lr: 0.5, momentum: 0.9, nesterov: true, maximize: true },
    [8.4135, 0.3605, -2.755, 4.955, 6.28925, 5.54875],
    [4.389, -1.65, -0.855, 0.75, 1, 7.89425],
  ],
  [
    'SparseAdam',
    { lr: 0.5 },
    [
      -1.39083651471, 0.597966932169, 1.28635454986, -0.0160086172457, 0.00133872956816,
      0.414970978577,
    ],
    [-0.900120521918, 0.569406749197, 0.872068294125, 0.75, 1, 0.267409138002],
  ],
  [
    'SparseAdam',
    { lr: 0.5, maximize: true, betas: [0.5, 0.75], eps: 0.1 },
    [1.26192840649, 0.202844191461, -0.323960799478, 1.57516029528, 1.91030889768, 1.94602147814],
    [0.849530034435, -0.144984579889, 0.13253454013, 0.75, 1, 2.1678301266],
  ],
])('%s with %j', (kind, options, rows, elements) => {
  for (const [gradients, expected] of [
    [ofRows, rows],
    [ofElements, elements],
  ] as const) {
    const parameter = start()
    using optimizer = make(kind, parameter, options)
    for (const gradient of gradients) {
      parameter.grad = sparse(gradient)
      optimizer.step()
    }
    const values = parameter.flatten().toArray<number[]>()
    values.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 9))
    if (kind === 'SGD') continue
    const { step } = optimizer.state.get(parameter)! as unknown as { step: Tensor | number }
    expect(Number(typeof step === 'number' ? step : step.item())).toBe(3)
  }
})

test.each<Kind>(['Adagrad', 'SGD'])('%s takes no step that a scaler skips', kind => {
  const parameter = start()
  using optimizer = make(kind, parameter, { lr: 1 })
  parameter.grad = sparse(ofRows[0]!)
  const before = parameter.toArray()
  optimizer.step({ foundInf: torch.tensor(1) })
  expect(parameter.toArray()).toEqual(before)
  optimizer.step({ foundInf: torch.tensor(0) })
  expect(parameter.toArray()).not.toEqual(before)
})

test('SparseAdam counts a step without values, and makes its state', () => {
  const parameter = start()
  const before = parameter.toArray()
  using optimizer = make('SparseAdam', parameter, {})
  parameter.grad = torch.sparseCooTensor(
    int64([[]]),
    torch.zeros([0, 2], { dtype: 'float64' }),
    [3, 2],
  )
  optimizer.step()
  const state = optimizer.state.get(parameter) as unknown as Record<string, Tensor | number>
  expect(Object.keys(state)).toEqual(['step', 'expAvg', 'expAvgSq'])
  expect([state.step, (state.expAvg as Tensor).abs().sum().item()]).toEqual([1, 0])
  expect(parameter.toArray()).toEqual(before)
})

test.each<[string, () => unknown, string]>([
  [
    'a dense gradient',
    () => {
      const parameter = start()
      parameter.grad = torch.onesLike(parameter)
      make('SparseAdam', parameter, {}).step()
    },
    'SparseAdam does not support dense gradients, please consider Adam instead',
  ],
  [
    'a sparse parameter',
    () => new optim.SparseAdam([start(), torch.eye(2).toSparse()]),
    'SparseAdam: sparse parameter at index 1: SparseAdam requires dense parameter tensors',
  ],
  [
    'a complex parameter',
    () => new optim.SparseAdam([torch.zeros([1], { dtype: 'complex64' })]),
    'SparseAdam: complex parameter at index 0: SparseAdam does not support complex parameters',
  ],
  [
    'a decay of weights',
    () => {
      const parameter = start()
      parameter.grad = sparse(ofRows[0]!)
      make('Adagrad', parameter, { weightDecay: 0.1 }).step()
    },
    'Adagrad: weightDecay option is not compatible with sparse gradients; set it to 0',
  ],
  [
    'an eps of 0',
    () => make('SparseAdam', start(), { eps: 0 }),
    'SparseAdam: eps: expected a number above 0, found 0',
  ],
])('%s is refused', (_, run, message) => {
  expect(run).toThrow(message)
  expect(run).toThrow(TorchError)
})

test('a group that is refused is not there', () => {
  const sparseAdam = new optim.SparseAdam([start()])
  const complex = torch.zeros([1], { dtype: 'complex64' })
  expect(() => sparseAdam.addParamGroup({ params: complex })).toThrow(OptionError)
  expect(sparseAdam.paramGroups).toHaveLength(1)
  const muon = new optim.Muon([start()])
  expect(() => muon.addParamGroup({ params: [start(), torch.ones([2, 1, 3])] })).toThrow(
    'Muon: Muon only supports 2D parameters, found one of shape [2, 1, 3]',
  )
  expect(muon.paramGroups).toHaveLength(1)
})
