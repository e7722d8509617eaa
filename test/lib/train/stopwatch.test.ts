import { Stopwatch } from '../../../lib/train/stopwatch'

/** Lets the clock stand still but for what `wait` says. */
function clock() {
  let now = 5000
  jest.spyOn(performance, 'now').mockImplementation(() => now)
  return (milliseconds: number): void => {
    now += milliseconds
  }
}

afterEach(() => jest.restoreAllMocks())

test('tau is the share of the backward phase, of all spans', () => {
  const wait = clock()
  const watch = new Stopwatch()
  expect(watch.device).toBe('cpu')
  expect([watch.tau, watch.seconds]).toEqual([null, 0])
  expect(
    watch.time('forward', () => {
      wait(300)
      return 'result'
    }),
  ).toBe('result')
  expect(watch.tau).toBe(0)
  watch.time('backward', () => wait(400))
  wait(1000)
  watch.time('backward', () => wait(500))
  expect(watch.tau).toBe(75)
  expect(watch.seconds).toBe(2.2)
})

test('one that is not enabled calls, and times no phase', () => {
  const wait = clock()
  const watch = new Stopwatch('cpu', false)
  expect(watch.time('backward', () => wait(10) ?? 3)).toBe(3)
  expect([watch.tau, watch.seconds]).toEqual([null, 0.01])
})
