/** What the operators refuse, and what they say. */
import torch, { isbe, OptionError, TorchError, type Tensor } from '../../../lib'
import { leafOf } from './numerical'

const x = torch.tensor([
  [2, -1, 0.5],
  [-3, 0.25, 4],
])
const target = torch.tensor([2, 0], { dtype: 'int64' })

/** The error of a call that must fail. */
function errorOf(run: () => unknown): TorchError {
  try {
    run()
  } catch (error) {
    if (error instanceof TorchError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** All ways to call with the same arguments. */
const ways: [
  name: string,
  call: (logits: Tensor, t: Tensor, options?: isbe.IsbeOptions) => unknown,
][] = [
  ['softError', (logits, t, options) => isbe.softError(logits, t, options)],
  [
    'softError into out',
    (logits, t, options) => isbe.softError(logits, t, { ...options, out: torch.emptyLike(logits) }),
  ],
  ['softError_', (logits, t, options) => isbe.softError_(logits.clone(), t, options)],
  ['IsbeLoss', (logits, t, options) => new isbe.IsbeLoss(options).forward(logits, t)],
  [
    'IsbeLoss with a graph',
    (logits, t, options) =>
      new isbe.IsbeLoss(options).forward(
        logits.dtype.includes('float') ? leafOf(logits) : logits,
        t,
      ),
  ],
]

describe.each(ways)('%s', (way, call) => {
  const indices = (values: number[] | number[][][], dtype: 'int64' | 'int32' | 'uint8' = 'int64') =>
    torch.tensor(values, { dtype })
  const outside: [
    what: string,
    logits: Tensor,
    t: Tensor,
    options: isbe.IsbeOptions,
    message: RegExp,
  ][] = [
    ['too great', x, indices([0, 7]), {}, /target 7 at position \[1\] .*from 0 to 2 \(K = 3\)/],
    ['K', x, indices([3, 0]), {}, /target 3 at position \[0\] .*K = 3/],
    ['negative', x, indices([-1, 0], 'int32'), {}, /target -1 at position \[0\] .*K = 3/],
    ['of bytes', x, indices([0, 255], 'uint8'), {}, /target 255 at position \[1\] .*K = 3/],
    [
      'not the ignored one',
      x,
      indices([-100, 4]),
      { ignoreIndex: 4 },
      /target -100 at position \[0\].*ignore_index 4/,
    ],
    [
      'in one sample',
      x.select(0, 0),
      torch.tensor(5, { dtype: 'int64' }),
      {},
      /target 5 at position \[\] .*K = 3/,
    ],
    [
      'in three dimensions',
      torch.zeros([1, 3, 2, 2]),
      indices([
        [
          [0, 1],
          [2, 9],
        ],
      ]),
      {},
      /target 9 at position \[0, 1, 1\]/,
    ],
    [
      'among many',
      torch.zeros([9999, 40]),
      torch.arange(9999).remainder(40).add(torch.arange(9999).eq(7777).long().mul(100)),
      {},
      /target 117 at position \[7777\] .*K = 40/,
    ],
    ['with weights', x, indices([0, 3]), { weight: torch.ones([3]) }, /target 3 at position \[1\]/],
  ]
  it.each(outside)(
    'an index out of range names itself, its position and K: %s',
    (_what, logits, t, options, message) => {
      const { code, message: text } = errorOf(() => call(logits, t, options))
      expect(text).toMatch(message)
      expect(text.split('\n')).toHaveLength(1)
      expect(code).toBe('INDEX')
    },
  )

  const misfits: [what: string, run: () => unknown, message: RegExp][] = [
    ['integer logits', () => call(x.long(), target), /logits are Long: expected float32, float64/],
    [
      'complex logits',
      () => call(x.to('complex64'), target),
      /logits are ComplexFloat: expected float32/,
    ],
    ['a scalar', () => call(torch.tensor(1), target), /logits have no dimension: expected \[C\]/],
    [
      'no class',
      () => call(torch.ones([2, 0]), target),
      /logits are \[2, 0\]: expected at least one class/,
    ],
    ['boolean targets', () => call(x, target.bool()), /target is Bool: expected class indices/],
    ['int16 targets', () => call(x, target.to('int16')), /target is Short: expected class indices/],
    [
      'too few targets',
      () => call(x, target.narrow(0, 0, 1)),
      /target of class indices is \[1\] and logits are \[2, 3\]/,
    ],
    [
      'indices of the logits’ shape',
      () => call(x, x.long()),
      /is \[2, 3\] and logits are \[2, 3\]: expected the shape/,
    ],
    [
      'distributions without classes',
      () => call(x, torch.ones([2])),
      /target is \[2\]: expected the shape of the logits, \[2, 3\]/,
    ],
    ['logits elsewhere', () => call(x.to('meta'), target), /target is on cpu and logits on meta/],
    [
      'an index to ignore in distributions',
      () => call(x, x, { ignoreIndex: 1 }),
      /ignore_index is 1: .*distributions/,
    ],
    [
      'weights of another length',
      () => call(x, target, { weight: torch.ones([2]) }),
      /weight is \[2\]: expected \[3\]/,
    ],
    [
      'integer weights',
      () => call(x, target, { weight: torch.ones([3]).long() }),
      /weight is Long: expected float32/,
    ],
    [
      'weights elsewhere',
      () => call(x, target, { weight: torch.ones([3]).to('meta') }),
      /weight is on meta and logits on cpu/,
    ],
    [
      'a dilation of another length',
      () => call(x, target, { dilation: torch.ones([3, 1]) }),
      /dilation is \[3, 1\]: expected \[3\]/,
    ],
    [
      'a relocation of another length',
      () => call(x, target, { relocation: torch.ones([4]) }),
      /relocation is \[4\]: expected \[3\]/,
    ],
    [
      'dilated sigmoid',
      () => call(x, target, { normalization: 'sigmoid', dilation: torch.ones([3]) }),
      /belong to softmax/,
    ],
    [
      'dilatedGradient alone',
      () => call(x, target, { dilatedGradient: true }),
      /dilated_gradient needs a dilation/,
    ],
    [
      'a slope of 0',
      () => call(x, target, { normalization: 'hardsigmoid', slope: 0 }),
      /slope is 0: expected a positive/,
    ],
    [
      'too much smoothing',
      () => call(x, target, { labelSmoothing: 1.5 }),
      /label_smoothing is 1.5: .*from 0 to 1/,
    ],
    [
      'a potential that is none',
      () =>
        call(x, x, { normalization: 'normalize', report: 'potential', weight: torch.ones([3]) }),
      /has no potential/,
    ],
  ]
  it.each(misfits)('%s', (_what, run, message) => {
    expect(errorOf(run).message).toMatch(message)
    expect(errorOf(run).code).toMatch(/TYPE|VALUE/)
  })

  const unknown: [what: string, options: Record<string, unknown>, message: RegExp][] = [
    [
      'a normalisation',
      { normalization: 'sotfmax' },
      /normalization: expected softmax.*did you mean 'softmax'/,
    ],
    ['a reduction', { reduction: 'avg' }, /reduction: expected none, mean, sum, found 'avg'/],
    ['a reduction, nearly', { reduction: 'summ' }, /did you mean 'sum'/],
    ['a report', { report: 'potentail' }, /report: expected .*did you mean 'potential'/],
    [
      'an option',
      { normalisation: 'softmax' },
      /unknown option 'normalisation' \(did you mean 'normalization'/,
    ],
    [
      'an option of PyTorch',
      { label_smoothing: 0.1 },
      /unknown option 'label_smoothing' \(did you mean 'labelSmoothing'/,
    ],
  ]
  it.each(unknown)('%s that is not known', (_what, options, message) => {
    const error = errorOf(() => call(x, target, options))
    expect(error).toBeInstanceOf(OptionError)
    expect(error.message).toMatch(message)
  })

  it('an option of the wrong type', () => {
    // A loss checks its own when it is made.
    const code = way.startsWith('IsbeLoss') ? 'OPTION' : 'TYPE'
    expect(errorOf(() => call(x, target, { labelSmoothing: '0.1' } as never)).code).toBe(code)
    expect(errorOf(() => call(x, target, { ignoreIndex: 0.5 })).code).toBe(code)
  })
})

test('logits on meta give shapes without data', () => {
  const on = (shape: number[]) => torch.empty(shape, { device: 'meta' })
  const { error, value, correct } = isbe.softError(on([4, 3, 2]), on([4, 2]).long(), {
    reduction: 'none',
  })
  expect([error, value, correct].map(String)).toEqual([
    "tensor(..., device='meta', size=(4, 3, 2))",
    "tensor(..., device='meta', size=(4, 2))",
    "tensor(..., device='meta', size=(), dtype=torch.int64)",
  ])
  expect(() => isbe.softError(on([4, 3]), on([5]).long())).toThrow(
    /target of class indices is \[5\]/,
  )
})
