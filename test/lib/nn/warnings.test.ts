/** What functions and layers warn of, once a process: hence a file of its own. */
import torch, { nn } from '../../../lib'

test.each(['mseLoss', 'l1Loss', 'smoothL1Loss', 'huberLoss'] as const)(
  '%s warns where sizes differ: [N, 1] and [N] make [N, N]',
  name => {
    const warn = jest.spyOn(process, 'emitWarning').mockReturnValue()
    expect(nn.functional[name](torch.ones([3, 1]), torch.ones([3])).item()).toBe(0)
    const text = `${name}: using a target of size [3] that is different`
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(text), 'TorchWarning')
    warn.mockClear()
    nn.functional[name](torch.ones([3, 1]), torch.ones([3]))
    expect(warn).not.toHaveBeenCalled() // once is enough: a training has many steps
    warn.mockRestore()
  },
)

test.each<[string, RegExp, () => unknown]>([
  ['klDiv', /'batchmean'/, () => nn.functional.klDiv(torch.ones([2]), torch.ones([2]))],
  ['softmax', /give { dim }/, () => nn.functional.softmax(torch.ones([2]))],
  ['logSoftmax', /give { dim }/, () => nn.functional.logSoftmax(torch.ones([2]))],
  ['softmin', /give { dim }/, () => nn.functional.softmin(torch.ones([2]))],
  ['Softmax', /give { dim }/, () => new nn.Softmax().forward(torch.ones([2]))],
])('%s warns of what it chose itself', (name, text, call) => {
  const warn = jest.spyOn(process, 'emitWarning').mockReturnValue()
  call()
  expect(warn.mock.calls).toEqual([[expect.stringMatching(text), 'TorchWarning']])
  expect(String(warn.mock.calls[0]![0])).toMatch(new RegExp(`^${name}: `))
  warn.mockRestore()
})
