import { OptionError } from '../../../lib'
import { recommendedFor } from '../../../lib/experiments/recommended'
import { defaultSettings, parseSettings } from '../../../lib/experiments/settings'

test('training is float32 and contiguous unless asked otherwise', () => {
  expect(defaultSettings).toMatchObject({
    fast: false,
    precision: 'float32',
    memoryFormat: 'contiguous_format',
    profile: false,
  })
})

test('fast fills in what is recommended for the network, not what is given', () => {
  for (const arch of ['mlp', 'n0', 'n1', 'vgg16']) {
    expect(parseSettings({ arch, fast: true, device: 'cpu' })).toMatchObject({
      fast: true,
      ...recommendedFor(arch, 'cpu'),
    })
  }
  expect(
    parseSettings({ arch: 'mlp', fast: true, precision: 'bfloat16', device: 'cpu' }),
  ).toMatchObject({ precision: 'bfloat16', memoryFormat: 'contiguous_format' })
})

test('what is recommended follows the network and the device', () => {
  expect(recommendedFor('mlp', 'cuda')).toEqual({
    precision: 'float32',
    memoryFormat: 'contiguous_format',
  })
  expect(recommendedFor('n1', 'cuda')).toEqual({
    precision: 'bfloat16',
    memoryFormat: 'channels_last',
  })
  expect(recommendedFor('n1', 'cpu').memoryFormat).toBe('channels_last')
  // Measured once a process: the same answer for the same network.
  expect(recommendedFor('n0', 'cpu')).toEqual(recommendedFor('n0', 'cpu'))
  expect(() => recommendedFor('n7', 'cpu')).toThrow(OptionError)
})

test.each([
  [{ precision: 'int8' }, /^isbe-torch: precision: .*int8|^precision: .*int8/],
  [{ memoryFormat: 'nhwc' }, /memoryFormat: .*nhwc/],
  [{ fast: 'yes' }, /fast: .*yes/],
])('%p is refused by name', (settings, message) => {
  expect(() => parseSettings(settings)).toThrow(OptionError)
  expect(() => parseSettings(settings)).toThrow(message)
})
