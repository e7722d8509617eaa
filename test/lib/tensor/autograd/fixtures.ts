/** What the tests of autograd share. */
import torch, { type Tensor } from '../../../../lib'

type Context = torch.autograd.FunctionContext

export function leaf(values: number | number[] | number[][]): Tensor {
  return torch.tensor(values, { dtype: 'float64', requiresGrad: true })
}

/** A test whose tensors are released when it ends. */
export function test(name: string, run: () => void): void {
  it(name, () => {
    torch.tidy(run)
  })
}

/** k·x³ */
export class Cube extends torch.autograd.Function {
  static forward(ctx: Context, x: Tensor, k: number): Tensor {
    ctx.saveForBackward(x)
    ctx.k = k
    return x.pow(3).mul(k)
  }

  static backward(ctx: Context, gradient: Tensor): [Tensor, null] {
    const [x] = ctx.savedTensors
    return [gradient.mul(x!.pow(2).mul(3 * (ctx.k as number))), null]
  }
}
