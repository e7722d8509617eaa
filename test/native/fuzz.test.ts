/** A sample of scripts/check/fuzz.js: random calls of operators end no process. */
interface Finding {
  seed: number
  operator: string
  why: string
}

type Fuzz = (calls: number, seed: number) => Promise<Finding[]>

const { fuzz } = jest.requireActual<{ fuzz: Fuzz }>('../../scripts/check/fuzz.js')

test('random calls give a result or a TorchError', async () => {
  expect(await fuzz(3000, 0)).toEqual([])
}, 600_000)
