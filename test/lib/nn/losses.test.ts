/** Losses of torch.nn against PyTorch's, in the settings of make_modules_losses.py. */
import { nn } from '../../../lib'
import { testModules } from './goldenModules'

testModules('modules_losses.json')

test.each<[string, (weight: never) => unknown]>([
  ['CrossEntropyLoss: weight', weight => new nn.CrossEntropyLoss({ weight })],
  ['NLLLoss: weight', weight => new nn.NLLLoss({ weight })],
  ['BCEWithLogitsLoss: posWeight', posWeight => new nn.BCEWithLogitsLoss({ posWeight })],
])('%s says that it is to be a tensor', (what, make) => {
  expect(() => make([1, 2] as never)).toThrow(`${what}: expected a tensor, found an array of 2`)
})
