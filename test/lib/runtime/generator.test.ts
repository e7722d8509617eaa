import torch, { OptionError } from '../../../lib'

const draw = (generator: InstanceType<typeof torch.Generator>): unknown =>
  torch.rand([3], { generator }).toArray()

test('a generator is seeded, asked and put back as in PyTorch', () => {
  const generator = new torch.Generator()
  expect(generator.initialSeed()).toBe(67280421310721n)
  expect(draw(generator.manualSeed(3))).toEqual(draw(new torch.Generator(3)))
  expect(draw(new torch.Generator({ device: 'cpu' }).manualSeed(-1))).toEqual(
    draw(new torch.Generator(-1)),
  )
  expect([generator.seed, new torch.Generator(-1).initialSeed()]).toEqual([3, 2n ** 64n - 1n])
  const state = generator.getState()
  const next = draw(generator)
  expect([state.dtype, draw(generator)]).not.toEqual(['uint8', next])
  expect(draw(generator.setState(state))).toEqual(next)
})

test('what is no seed or no state is refused', () => {
  const generator = new torch.Generator()
  expect(() => new torch.Generator({ devise: 'cpu' } as never)).toThrow(/did you mean 'device'/)
  expect(() => generator.manualSeed(0.5)).toThrow(OptionError)
  expect(() => generator.setState(3 as never)).toThrow(/setState: state: expected a Tensor/)
  expect(() => generator.setState(torch.ones([2]))).toThrow(/RNG state/)
  generator.dispose()
  expect(() => generator.getState()).toThrow(/live generator/)
})
