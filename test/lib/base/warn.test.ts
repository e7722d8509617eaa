import { warnOnce } from '../../../lib/base/warn'

test('a warning comes once in the same words, under the name of a warning of torch', () => {
  const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
  for (const message of ['first of two', 'first of two', 'second of two', 'first of two'])
    warnOnce(message)
  expect(emit.mock.calls).toEqual([
    ['first of two', 'TorchWarning'],
    ['second of two', 'TorchWarning'],
  ])
  emit.mockRestore()
})
