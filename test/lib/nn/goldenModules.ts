/** Does with our modules what test/goldens/module_cases.py does with PyTorch's, and compares. */
import type { Tensor } from '../../../lib'
import torch, { nn } from '../../../lib'
import { camelCase } from '../../../lib/tensor/ops/names'
import { decode, expectSame, isTensor, type Encoded } from '../encoded'
import { readGoldens } from '../goldens'

export interface ModuleGolden {
  name: string
  /** What PyTorch's constructor requires. */
  args: unknown[]
  /** The rest, in snake_case. */
  options: Record<string, unknown>
  /** As PyTorch prints it. */
  repr: string
  /** The arguments of forward. */
  call: unknown[]
  /** First, last and sum of what a seed gives each parameter. */
  initial: Record<string, [number, number, number]>
  training?: unknown
  inputGradients?: (Encoded | null)[]
  gradients?: Record<string, Encoded | null>
  /** After ten steps, of modules with floating buffers. */
  state?: Record<string, Encoded>
  evaluation: unknown
}

interface Wave {
  wave: number[]
  phase: number
  scale: number
  shift: number
}

const steps = 10
const rate = 0.1

function isWave(value: unknown): value is Wave {
  return typeof value === 'object' && value !== null && 'wave' in value
}

function waveOf(shape: number[], phase: number, scale = 1, shift = 0): Tensor {
  const count = shape.reduce((product, size) => product * size, 1)
  const angles = torch.arange(count, { dtype: 'float64' }).mul(0.7).add(phase)
  return angles.sin().mul(scale).add(shift).reshape(shape).float()
}

function made(value: unknown, step = 0): unknown {
  if (isWave(value)) {
    return waveOf(value.wave, value.phase + step, value.scale, value.shift).requiresGrad_()
  }
  return Array.isArray(value) && !isTensor(value)
    ? value.map(item => made(item, step))
    : decode(value)
}

function tensorsOf(value: unknown): Tensor[] {
  if (torch.isTensor(value)) return /float/.test(value.dtype) ? [value] : []
  return Array.isArray(value) ? value.flatMap(tensorsOf) : []
}

function lossOf(output: unknown): Tensor | null {
  const terms = tensorsOf(output)
    .filter(tensor => tensor.requiresGrad)
    .map(tensor => tensor.mul(waveOf(tensor.shape, 3)).sum())
  return terms.length === 0 ? null : terms.reduce((sum, term) => sum.add(term))
}

function expectNear(found: unknown, expected: unknown): void {
  if (expected === null) expect(found).toBeNull()
  else expectSame(found, expected)
}

function digest(parameter: Tensor): number[] {
  const flat = parameter.detach().double().flatten()
  return [flat.at(0).item(), flat.at(-1).item(), flat.sum().item()].map(Number)
}

type AnyLayer = nn.Module<unknown[], unknown>

function make({ name, args, options }: ModuleGolden): AnyLayer {
  const Layer = nn[name as keyof typeof nn] as unknown as new (...args: unknown[]) => AnyLayer
  const named = Object.entries(options).map(([key, value]) => [camelCase(key), made(value)])
  const last: unknown[] = named.length > 0 ? [Object.fromEntries(named)] : []
  torch.manualSeed(0)
  return new Layer(...args.map(value => made(value)), ...last)
}

/** Ten steps of gradient descent, each on other values. */
function train(layer: AnyLayer, call: unknown[]): void {
  for (let step = 1; step <= steps; ++step) {
    layer.zeroGrad()
    lossOf(layer.forward(...(made(call, step) as unknown[])))?.backward()
    torch.noGrad(() => {
      for (const parameter of layer.parameters()) {
        if (parameter.grad) parameter.sub_(parameter.grad.mul(rate))
      }
    })
  }
}

function expectTraining(layer: AnyLayer, golden: ModuleGolden): void {
  const inputs = made(golden.call) as unknown[]
  const output = layer.forward(...inputs)
  expectSame(output, golden.training)
  lossOf(output)?.backward()
  const { inputGradients, gradients, state } = golden
  tensorsOf(inputs).forEach((input, i) => expectNear(input.grad, inputGradients![i]))
  for (const [name, parameter] of layer.namedParameters()) {
    expectNear(parameter.grad, gradients![name])
  }
  if (!state) return
  train(layer, golden.call)
  const found = layer.stateDict()
  expect(Object.keys(found)).toEqual(Object.keys(state))
  for (const [name, expected] of Object.entries(state)) expectSame(found[name], expected)
}

/** One setting: initialisation, training with all gradients, state after ten steps, evaluation, also of a copy. */
export function expectModule(golden: ModuleGolden): void {
  torch.tidy(() => {
    const layer = make(golden)
    const parameters = layer.namedParameters()
    expect(layer.toString()).toBe(golden.repr)
    expect(parameters.map(([name]) => name)).toEqual(Object.keys(golden.initial))
    for (const [name, parameter] of parameters) {
      digest(parameter).forEach((value, i) => {
        expect(value).toBeCloseTo(golden.initial[name]![i]!, 5)
      })
    }
    torch.noGrad(() => {
      parameters.forEach(([, parameter], i) => parameter.copy_(waveOf(parameter.shape, i + 2)))
    })
    if (golden.training !== undefined) expectTraining(layer, golden)
    const inputs = (): unknown[] => made(golden.call) as unknown[]
    expectSame(layer.eval().forward(...inputs()), golden.evaluation)
    const copy = layer.deepCopy()
    expectSame(copy.forward(...inputs()), golden.evaluation)
    copy.dispose()
    layer.dispose()
  })
}

/** A test for each setting in a file of test/goldens. */
export function testModules(file: string): void {
  const goldens = readGoldens<ModuleGolden[]>(file)
  const shown = (golden: ModuleGolden): string =>
    `${golden.name} ${JSON.stringify([...golden.args, golden.options]).slice(0, 80)}`
  test.each(goldens.map((golden, i) => [`${i} ${shown(golden)}`, golden] as const))(
    '%s',
    (_, golden) => expectModule(golden),
  )
}
