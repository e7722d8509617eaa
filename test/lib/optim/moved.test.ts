/** What an optimizer remembers of parameters that went to another dtype meanwhile. */
import torch, { nn, optim, type Tensor } from '../../../lib'

const makers: Record<string, (parameters: Iterable<Tensor>) => optim.Optimizer> = {
  SGD: p => new optim.SGD(p, { momentum: 0.9 }),
  Adam: p => new optim.Adam(p, { amsgrad: true }),
  AdamW: p => new optim.AdamW(p),
  Adamax: p => new optim.Adamax(p),
  NAdam: p => new optim.NAdam(p),
  RAdam: p => new optim.RAdam(p),
  Adagrad: p => new optim.Adagrad(p),
  Adadelta: p => new optim.Adadelta(p),
  RMSprop: p => new optim.RMSprop(p, { momentum: 0.9, centered: true }),
  Rprop: p => new optim.Rprop(p),
  ASGD: p => new optim.ASGD(p),
  Adafactor: p => new optim.Adafactor(p),
  Muon: p => new optim.Muon(p),
}

test.each(Object.entries(makers))(
  '%s goes on in another dtype where its parameters go',
  (_, make) => {
    const run = (dtypes: torch.DType[]): Tensor => {
      const model = new nn.ParameterList([new nn.Parameter(torch.ones([2, 3]))])
      const [own] = [...model.parameters()]
      using optimizer = make([own!])
      for (const [i, dtype] of dtypes.entries()) {
        model.to(dtype)
        own!.grad = torch.linspace(-0.5, 1 + i, 6, { dtype }).reshape([2, 3])
        optimizer.step()
      }
      expect(optimizer.state.get(own!)).toBeDefined()
      return own!.detach().clone()
    }
    const moved = run(['float32', 'float64', 'float64'])
    expect(moved.dtype).toBe('float64')
    const whole = run(['float64', 'float64', 'float64'])
    expect(torch.allclose(moved, whole, 1e-5, 1e-6)).toBe(true)
  },
)
