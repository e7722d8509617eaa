/** CUDA graphs on a GPU. */
import torch, { nn, TorchError, type Tensor } from '../../../lib'
import { failure } from '../../native/call'
import { close, onGpu } from './onGpu'

const { cuda } = torch

onGpu('graphs', () => {
  it('draw new random numbers at every replay', () =>
    torch.tidy(() => {
      const dropout = new nn.Dropout(0.5)
      const step = cuda.graph((x: Tensor) => dropout.forward(x))
      const x = torch.ones([1000], { device: 'cuda' })
      const drawn = Array.from({ length: 6 }, () =>
        torch.tidy(() => JSON.stringify(step(x).toArray())),
      )
      expect(new Set(drawn).size).toBe(6)
      step.reset()
    }))

  it('one that cannot be recorded is an error, and work goes on', () =>
    torch.tidy(() => {
      const step = cuda.graph((x: Tensor) => x.mul(Number(x.sum().item())), { warmup: 1 })
      const x = torch.ones([2], { device: 'cuda' })
      expect(step(x).toArray()).toEqual([2, 2])
      for (let i = 0; i < 2; ++i) expect(failure(() => step(x))).toBeInstanceOf(TorchError)
      expect(x.sum().item()).toBe(2)
    }))

  it('give their memory back', () => {
    const reserved = [0, 1, 2].map(() =>
      torch.tidy(() => {
        const step = cuda.graph((x: Tensor) => x.exp().mul(2).sum())
        for (let i = 0; i < 5; ++i) step(torch.ones([2 ** 22], { device: 'cuda' }))
        step.reset()
        cuda.emptyCache() // as in PyTorch, a graph's own memory goes back to the device by this alone
        return cuda.memoryReserved()
      }),
    )
    expect(reserved[2]).toBeLessThanOrEqual(reserved[0]!)
  })

  it('replay new inputs, refuse other shapes, and are recorded again after a reset', () =>
    torch.tidy(() => {
      const linear = new nn.Linear(4, 4).to('cuda')
      const step = cuda.graph((x: Tensor) => linear.forward(x))
      for (let i = 0; i < 6; ++i) {
        const x = torch.randn([2, 4], { device: 'cuda' })
        close(step(x), linear.forward(x))
        expect(step.isCaptured).toBe(i >= 3)
      }
      expect(() => step(torch.zeros([3, 4], { device: 'cuda' }))).toThrow(
        /recorded for .*\[2, 4\].*found .*\[3, 4\]/,
      )
      step.reset()
      close(
        step(torch.zeros([3, 4], { device: 'cuda' })),
        linear.forward(torch.zeros([3, 4], { device: 'cuda' })),
      )
      step.reset()
    }))
})
