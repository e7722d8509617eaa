import torch, { TorchError, nn, type Profile } from '../../lib'

const model = new nn.Sequential(
  new nn.Conv2d(1, 4, 3),
  new nn.ReLU(),
  new nn.Flatten(),
  new nn.Linear(4 * 36, 10),
)
const input = torch.randn([8, 1, 8, 8]).keep()
const target = torch.randint(10, [8]).keep()

function step(): number {
  return torch.tidy(() => {
    const loss = new nn.CrossEntropyLoss().forward(model.forward(input), target)
    loss.backward()
    return 7
  })
}

function callsOf(found: Profile<unknown>, name: string, phase: string): number {
  return found.rows
    .filter(row => row.name === name && row.phase === phase)
    .reduce((sum, row) => sum + row.calls, 0)
}

test('counts the operators of forward and backward, and gives back the result', () => {
  const found = torch.profile(() => step() + step())
  expect(found.result).toBe(14)
  expect(callsOf(found, 'aten::conv2d', 'forward')).toBe(2)
  expect(callsOf(found, 'aten::relu', 'forward')).toBe(2)
  expect(callsOf(found, 'aten::threshold_backward', 'backward')).toBe(2)
  expect(callsOf(found, 'aten::convolution_backward', 'backward')).toBe(2)
  expect(callsOf(found, 'aten::convolution_backward', 'forward')).toBe(0)
  expect(callsOf(found, 'ReluBackward0', 'backward')).toBe(2)
  expect(found.rows.find(row => row.name === 'ReluBackward0')!.kind).toBe('autograd')
  expect(found.operatorCalls()).toBe(
    found.operatorCalls('forward') + found.operatorCalls('backward'),
  )
})

test('times of their own add up to no more than the whole', () => {
  const found = torch.profile(step)
  const own = found.rows.reduce((sum, row) => sum + row.selfMillis, 0)
  expect(own).toBeGreaterThan(0)
  expect(own).toBeLessThanOrEqual(found.wallMillis)
  for (const row of found.rows) {
    expect(row.selfMillis).toBeGreaterThanOrEqual(0)
    expect(row.totalMillis).toBeGreaterThanOrEqual(row.selfMillis - 1e-9)
  }
  const selfTimes = found.rows.map(row => row.selfMillis)
  expect(selfTimes).toEqual([...selfTimes].sort((a, b) => b - a))
})

test('tells shapes apart on request', () => {
  const multiply = () =>
    torch.tidy(() => {
      torch.ones([2, 3]).mm(torch.ones([3, 4]))
      torch.ones([5, 3]).mm(torch.ones([3, 4]))
    })
  const shapesOf = (found: Profile<unknown>) =>
    found.rows.filter(row => row.name === 'aten::mm').map(row => [row.shapes, row.calls])
  expect(shapesOf(torch.profile(multiply, { shapes: true })).sort()).toEqual([
    ['[2, 3] [3, 4]', 1],
    ['[5, 3] [3, 4]', 1],
  ])
  expect(shapesOf(torch.profile(multiply))).toEqual([['', 2]])
})

test('knows the bytes that an operator keeps', () => {
  const counts = torch.memory().allocated > 0 // not by libtorch's own allocator
  const found = torch.profile(() => torch.empty([1 << 20], { dtype: 'uint8' }))
  expect(
    found.rows.find(row => row.name === 'aten::empty.memory_format')!.selfBytes,
  ).toBeGreaterThanOrEqual(counts ? 1 << 20 : 0)
  found.result.dispose()
})

test('prints a table and a Chrome trace whose events nest', () => {
  const found = torch.profile(step)
  expect(String(found)).toMatch(/^operator +phase +calls +self ms/)
  expect(String(found)).toMatch(/\d+ operators forward, \d+ backward, [\d.]+ ms in all/)
  const { traceEvents } = JSON.parse(JSON.stringify(found.chromeTrace())) as ReturnType<
    typeof found.chromeTrace
  >
  expect(traceEvents).toHaveLength(found.rows.reduce((sum, row) => sum + row.calls, 0))
  const outer = traceEvents.find(event => event.name === 'aten::conv2d')!
  const inner = traceEvents.find(event => event.name === 'aten::convolution')!
  expect(outer).toMatchObject({
    ph: 'X',
    pid: process.pid,
    cat: 'operator',
    args: { phase: 'forward' },
  })
  expect(inner.ts).toBeGreaterThanOrEqual(outer.ts)
  expect(inner.ts + inner.dur).toBeLessThanOrEqual(outer.ts + outer.dur)
  expect(inner.tid).toBe(outer.tid)
})

test('is over when the function throws, returns a promise, or profiles itself', () => {
  const failures: [() => unknown, RegExp][] = [
    [
      () => {
        throw new RangeError('mine')
      },
      /mine/,
    ],
    [() => Promise.resolve(1), /profile: expected a synchronous function/],
    [() => torch.profile(step), /one profile at a time/],
  ]
  for (const [fn, message] of failures) expect(() => torch.profile(fn)).toThrow(message)
  expect(() => torch.profile(() => torch.profile(step))).toThrow(TorchError)
  expect(() => torch.profile(step, { shape: true } as never)).toThrow(
    /'shape' \(did you mean 'shapes'/,
  )
  expect(torch.profile(() => 3).rows).toEqual([])
})
