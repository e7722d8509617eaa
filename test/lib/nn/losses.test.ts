/** Losses of torch.nn against PyTorch's, in the settings of make_modules_losses.py. */
import torch, { nn } from '../../../lib'
import { testModules } from './goldenModules'

testModules('modules_losses.json')

test.each(['mseLoss', 'l1Loss', 'smoothL1Loss', 'huberLoss'] as const)(
  '%s warns where sizes differ: [N, 1] and [N] make [N, N]',
  name => {
    const warn = jest.spyOn(process, 'emitWarning').mockReturnValue()
    expect(nn.functional[name](torch.ones([3, 1]), torch.ones([3])).item()).toBe(0)
    const text = `${name}: using a target of size [3] that is different`
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(text), 'TorchWarning')
    warn.mockRestore()
  },
)
