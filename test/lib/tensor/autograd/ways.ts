import { native } from '../../../../lib/native'

/** Runs tests twice: where callbacks are direct, and where a helper thread runs the engine. */
export function inBothWays(tests: () => void): void {
  describe.each([
    ['directly', false],
    ['by a helper thread', true],
  ])('%s', (_, serves) => {
    beforeAll(() => native.setAlwaysServes(serves))
    afterAll(() => native.setAlwaysServes(false))
    tests()
  })
}
