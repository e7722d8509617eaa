import { crossEntropies, isbeOptions } from '../../../lib/experiments/losses'
import { paper, table4Slips } from '../../../lib/experiments/paper'

const nets = ['n0', 'n1'] as const
const cases = nets.flatMap(net =>
  crossEntropies.flatMap(ce => isbeOptions.map(isbe => [net, ce, isbe] as const)),
)

test.each(cases)("the paper's differences of %s follow from its shares: %j %j", (net, ce, isbe) => {
  const tau = paper.tau(net, isbe.name)! - paper.tau(net, ce.name)!
  const printed = paper.deltaTau(net, ce.reduction, isbe.name)!
  expect(Math.abs(tau - printed)).toBeLessThan(0.0151) // rounded shares, rounded differences

  const alpha = paper.alpha(net, isbe.name)! - paper.alpha(net, ce.name)!
  const slip = table4Slips.find(
    each => each.net === net && each.reduction === ce.reduction && each.loss === isbe.name,
  )
  expect(paper.deltaAlpha(net, ce.reduction, isbe.name)).toEqual(
    slip?.printed ?? expect.any(Number),
  )
  expect(alpha).toBeCloseTo(slip?.right ?? paper.deltaAlpha(net, ce.reduction, isbe.name)!, 8)
})

test('what the paper does not have is null', () => {
  expect(paper.tau('vgg16', 'ce:mean')).toBeNull()
  expect(paper.deltaTau('n1r', 'mean', 'isbe:tanh')).toBeNull()
  expect(paper.alpha('n0', 'isbe:normalize')).toBeNull()
})
