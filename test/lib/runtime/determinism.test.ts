import torch, { OptionError } from '../../../lib'

const { deterministic } = torch.utils

afterEach(() => torch.useDeterministicAlgorithms(false))

/** Has no deterministic algorithm. */
const put = (): unknown =>
  torch.ones([3]).put_(torch.tensor([0], { dtype: 'int64' }), torch.ones([1]))

test('an operator without a deterministic algorithm throws, or warns', () => {
  expect(put).not.toThrow()
  torch.useDeterministicAlgorithms(true)
  expect(torch.areDeterministicAlgorithmsEnabled()).toBe(true)
  expect(put).toThrow(/put_ does not have a deterministic implementation/)
  torch.useDeterministicAlgorithms(true, { warnOnly: true })
  expect(torch.isDeterministicAlgorithmsWarnOnlyEnabled()).toBe(true)
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  expect(put).not.toThrow()
  expect(String(warn.mock.calls[0]![0])).toMatch(
    /put_ does not have a deterministic implementation/,
  )
  warn.mockRestore()
})

test('new memory is filled meanwhile, unless that is turned off', () => {
  torch.useDeterministicAlgorithms(true)
  expect(deterministic.fillUninitializedMemory).toBe(true)
  expect(torch.empty([2]).toArray()).toEqual([NaN, NaN])
  expect(torch.empty([1], { dtype: 'int32' }).toArray()).toEqual([2147483647])
  deterministic.fillUninitializedMemory = false
  expect(deterministic.fillUninitializedMemory).toBe(false)
  deterministic.fillUninitializedMemory = true
})

test.each([
  ['default', 0, false, false],
  ['warn', 1, true, true],
  ['error', 2, true, false],
] as const)('debug mode %s', (name, number, enabled, warnOnly) => {
  for (const mode of [name, number]) {
    torch.useDeterministicAlgorithms(false)
    torch.setDeterministicDebugMode(mode)
    expect(torch.getDeterministicDebugMode()).toBe(number)
    expect(torch.areDeterministicAlgorithmsEnabled()).toBe(enabled)
    expect(torch.isDeterministicAlgorithmsWarnOnlyEnabled()).toBe(warnOnly)
  }
})

test('the precision of products of matrices', () => {
  expect(torch.getFloat32MatmulPrecision()).toBe('highest')
  torch.setFloat32MatmulPrecision('high')
  expect(torch.getFloat32MatmulPrecision()).toBe('high')
  expect(torch.backends.cuda.matmul.allowTf32).toBe(true)
  torch.setFloat32MatmulPrecision('highest')
  expect(torch.backends.cuda.matmul.allowTf32).toBe(false)
})

test('numbers too small for a full mantissa become 0 when asked', () => {
  const half = (): unknown =>
    torch
      .tensor([2 ** -1022], { dtype: 'float64' })
      .mul(0.5)
      .item()
  expect(half()).toBe(2 ** -1023)
  if (torch.setFlushDenormal(true)) expect(half()).toBe(0)
  torch.setFlushDenormal(false)
  expect(half()).toBe(2 ** -1023)
})

test('switches of backends read what was written', () => {
  const { cuda, mkldnn, nnpack } = torch.backends
  expect([mkldnn.enabled, mkldnn.deterministic, nnpack.enabled]).toEqual([true, false, true])
  mkldnn.deterministic = true
  expect(mkldnn.deterministic).toBe(true)
  mkldnn.deterministic = false
  expect([cuda.flashSdpEnabled(), cuda.mathSdpEnabled(), cuda.cudnnSdpEnabled()]).toEqual([
    true,
    true,
    true,
  ])
  cuda.enableMemEfficientSdp(false)
  expect(cuda.memEfficientSdpEnabled()).toBe(false)
  cuda.enableMemEfficientSdp(true)
})

test('what they refuse', () => {
  expect(() => torch.useDeterministicAlgorithms(1 as never)).toThrow(OptionError)
  expect(() => torch.useDeterministicAlgorithms(true, { warnonly: true } as never)).toThrow(
    /did you mean 'warnOnly'/,
  )
  expect(() => torch.setDeterministicDebugMode('loud' as never)).toThrow(OptionError)
  expect(() => torch.setDeterministicDebugMode(3 as never)).toThrow(OptionError)
  expect(() => torch.setFloat32MatmulPrecision('low' as never)).toThrow(OptionError)
  expect(() => torch.setFlushDenormal(0 as never)).toThrow(OptionError)
  expect(() => torch.backends.cuda.enableFlashSdp(0 as never)).toThrow(/enableFlashSdp/)
  expect(() => (deterministic.fillUninitializedMemory = 1 as never)).toThrow(OptionError)
})
