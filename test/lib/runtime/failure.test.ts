/** What becomes of the messages of libtorch. */
import { DisposedError, DeviceError, OutOfMemoryError, TorchError } from '../../../lib'
import { makeError } from '../../../lib/runtime/failure'

const make = (code: string, message: string, operator = '', operands: string[] = []): TorchError =>
  makeError(code, message, null, operator, operands)

const textOf = (...args: Parameters<typeof make>) => make(...args).message

test('an operator is named, with what it was given, unless the message begins with it', () => {
  expect([
    textOf('TORCH', 'bad shape'),
    textOf('TORCH', 'bad shape', 'aten::mm'),
    textOf('TORCH', 'bad shape', 'aten::mm', ['self: float32[2]', 'mat2: float32[3]']),
    textOf('TORCH', 'aten::mm: bad shape', 'aten::mm', ['self: float32[2]']),
  ]).toEqual([
    'bad shape',
    'aten::mm: bad shape [aten::mm]',
    'aten::mm: bad shape [aten::mm given self: float32[2], mat2: float32[3]]',
    'aten::mm: bad shape',
  ])
  const error = make('VALUE', 'bad', 'aten::mm', ['self: float32[2]'])
  expect(error).toMatchObject({
    code: 'VALUE',
    operator: 'aten::mm',
    operands: ['self: float32[2]'],
  })
  expect([make('VALUE', 'bad').operator, make('VALUE', 'bad').detail]).toEqual([
    undefined,
    undefined,
  ])
})

test('each code has its class', () => {
  const codes = ['DISPOSED', 'DEVICE', 'OUT_OF_MEMORY', 'TYPE']
  const errors = codes.map(code => make(code, 'text'))
  expect(errors.map(error => error.constructor)).toEqual([
    DisposedError,
    DeviceError,
    OutOfMemoryError,
    TorchError,
  ])
  expect(errors.map(error => error.code)).toEqual(codes)
})

test('options are shown as they are written here', () => {
  expect([
    textOf('TORCH', 'Specify retain_graph=True'),
    textOf('TORCH', 'use create_graph=True and allow_unused=True'),
    textOf('TORCH', 'torch.autograd.set_detect_anomaly(True, check_nan=False)'),
    textOf('TORCH', 'retain_graph=False'),
  ]).toEqual([
    'Specify retain_graph=True (here: retainGraph: true)',
    'use create_graph=True and allow_unused=True (here: createGraph: true, allowUnused: true)',
    'torch.autograd.set_detect_anomaly(True, check_nan=False) (here: torch.autograd.detectAnomaly(fn))',
    'retain_graph=False',
  ])
})

test('class targets of floats are told how to become integers, by losses alone', () => {
  const remedy =
    "; for class indices write target.long(), or torch.tensor(labels, { dtype: 'int64' })"
  const messages = [
    'expected scalar type Long but found Float',
    'expected target dtype to be Long',
    'no rule for a target of distributions',
  ]
  for (const operator of [
    'aten::nll_loss',
    'aten::cross_entropy',
    'aten::multi_margin_loss',
    'isbe::x',
  ])
    for (const message of messages)
      expect(textOf('TORCH', message, operator)).toBe(
        `${operator}: ${message}${remedy} [${operator}]`,
      )
  expect(textOf('TORCH', messages[0]!, 'aten::gather')).not.toContain(remedy)
  expect(textOf('TORCH', 'expected scalar type Float', 'aten::nll_loss')).not.toContain(remedy)
})

test('a failure on a GPU is its first line, and may be that of an earlier call', () => {
  const message = 'CUDA error: an illegal access\nCUDA kernel errors might be late\nmore'
  const error = make('TORCH', message, 'aten::mm', ['self: float32[2] on cuda:0'])
  expect(error.message).toBe(
    'aten::mm: CUDA error: an illegal access (an earlier call may have caused it: ' +
      'CUDA_LAUNCH_BLOCKING=1 shows which) [aten::mm given self: float32[2] on cuda:0]',
  )
  expect([error.constructor, error.code, error.detail]).toEqual([TorchError, 'TORCH', message])
  const without = make('TORCH', 'CUDA error: no kernel image is available\nmore')
  expect([without.constructor, without.code, without.operator]).toEqual([
    DeviceError,
    'DEVICE',
    undefined,
  ])
  expect(without.message).toMatch(/^CUDA error: no kernel image is available: [^\n]+$/)
})
