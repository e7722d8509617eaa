/** Names, choices and defaults of the options, and the numbers that are refused when they are given. */
import torch, { isbe, OptionError, type Tensor } from '../../../lib'

const names =
  'normalization, slope, dilation, relocation, reduction, labelSmoothing, weight, ignoreIndex, ' +
  'dilatedGradient, report'

function failureOf(call: () => unknown): Error {
  try {
    call()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing is refused')
}

test.each<[object, string]>([
  [{ odd: 1 }, `unknown option 'odd'; expected one of ${names}`],
  [{ slope: 'x' }, "IsbeLoss: slope: expected a number, found 'x'"],
  [{ labelSmoothing: 'x' }, "IsbeLoss: labelSmoothing: expected a number, found 'x'"],
  [{ ignoreIndex: 0.5 }, 'IsbeLoss: ignoreIndex: expected an integer, found 0.5'],
  [{ dilatedGradient: 1 }, 'IsbeLoss: dilatedGradient: expected true or false, found 1'],
  [{ normalization: 'x' }, "normalization: expected softmax, sigmoid, hardsigmoid, tanh, hardtanh, normalize, found 'x'"], // prettier-ignore
  [{ reduction: 'x' }, "reduction: expected none, mean, sum, found 'x'"],
  [{ report: 'x' }, "report: expected mse, mse_per_sample, potential, none, found 'x'"],
  [{ weight: 3 }, 'IsbeLoss: weight: expected a tensor, found 3'],
  [{ dilation: 3 }, 'IsbeLoss: dilation: expected a tensor, found 3'],
  [{ relocation: 3 }, 'IsbeLoss: relocation: expected a tensor, found 3'],
])('IsbeLoss refuses %j', (options, message) => {
  expect(failureOf(() => new isbe.IsbeLoss(options)).message).toContain(message)
})

test('what is left out has its default', () => {
  const logits = torch.tensor([[2, -1, 0.5], [-3, 0.25, 4]]) // prettier-ignore
  const target = torch.tensor([2, -100]).long()
  const defaults = {
    normalization: 'softmax',
    reduction: 'mean',
    labelSmoothing: 0,
    ignoreIndex: -100,
    dilatedGradient: false,
    report: 'mse',
    weight: null,
    dilation: null,
    relocation: null,
  } as const
  const gradientOf = (options: isbe.IsbeLossOptions): [unknown, unknown] => {
    const x: Tensor = logits.clone().requiresGrad_()
    const loss = new isbe.IsbeLoss(options).forward(x, target)
    loss.backward()
    return [loss.item(), x.grad!.toArray()]
  }
  expect(gradientOf({})).toEqual(gradientOf(defaults))
  const slope = { normalization: 'hardsigmoid' } as const
  expect(gradientOf(slope)).toEqual(gradientOf({ ...slope, slope: 0.25 }))
})

test('settings are printed and kept, tensors are buffers', () => {
  const weight = torch.tensor([1, 2, 3])
  const loss = new isbe.IsbeLoss({ weight, report: 'potential', labelSmoothing: 0.1 })
  expect(String(loss)).toBe('IsbeLoss(report=potential, labelSmoothing=0.1)')
  expect(loss.options).toEqual({ report: 'potential', labelSmoothing: 0.1 })
  expect(loss.namedBuffers().map(([name]) => name)).toEqual(['weight'])
  expect([loss.dilation, loss.relocation]).toEqual([null, null])
})

test.each<[() => number, string]>([
  [() => isbe.labelSmoothingFromMu(0.6, 2), 'labelSmoothingFromMu: expected a label smoothing from 0 to 1, 0.6 makes 1.2'], // prettier-ignore
  [() => isbe.labelSmoothingFromMu(-0.5, 2), 'labelSmoothingFromMu: expected a label smoothing from 0 to 1, -0.5 makes -1'], // prettier-ignore
  [() => isbe.labelSmoothingFromEps(0.75, 2), 'labelSmoothingFromEps: expected a label smoothing from 0 to 1, 0.75 makes 1.5'], // prettier-ignore
  [() => isbe.labelSmoothingFromEps(-0.5, 2), 'labelSmoothingFromEps: expected a label smoothing from 0 to 1, -0.5 makes -1'], // prettier-ignore
  [() => isbe.labelSmoothingFromMu(0.1, 1), 'classes: expected an integer of at least 2, found 1'],
  [() => isbe.labelSmoothingFromEps(0.1, 2.5), 'classes: expected an integer of at least 2, found 2.5'], // prettier-ignore
  [() => isbe.labelSmoothingFromMu('x' as never, 2), "labelSmoothingFromMu: expected a number, found 'x'"], // prettier-ignore
  [() => isbe.labelSmoothingFromEps('x' as never, 2), "labelSmoothingFromEps: expected a number, found 'x'"], // prettier-ignore
])('smoothings are refused, %#', (call, message) => {
  const error = failureOf(call)
  expect([error instanceof OptionError, error.message]).toEqual([true, message])
})
