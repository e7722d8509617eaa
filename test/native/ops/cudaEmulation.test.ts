/** The source of the CUDA kernels, run on the CPU thread by thread, against the CPU kernels. */
import torch, { type isbe, type Tensor } from '../../../lib'
import { logitsOf } from '../../lib/isbe/fixtures'
import { goThroughGrid, type Case } from '../../lib/isbe/grid'
import { failure } from '../call'
import { testing } from './testing'

function emulate(x: Tensor, { options, target }: Case): isbe.SoftError {
  const [error, value, correct] = testing!.soft_error!(x, target, options) as [
    Tensor,
    Tensor,
    Tensor,
  ]
  return { error, value, correct }
}

describe('the CUDA kernels, emulated', () => {
  goThroughGrid({
    softError: emulate,
    inPlace: (x, { options, target }) => {
      const error = x.clone()
      const [value, correct] = testing!._soft_error_into!(error, target, {
        ...options,
        out: error,
      }) as [Tensor, Tensor]
      return { error, value, correct }
    },
    loss: (x, { options, target }) => testing!.loss!(x, target, options) as Tensor,
    scale: (x, upstream, factor) => {
      const scaled = x.clone()
      testing!._cuda_scale!(scaled, upstream, factor)
      return scaled
    },
  })

  it('an index out of range is an error with index, position and K', () =>
    torch.tidy(() => {
      const target = torch.tensor([0n, 1n, 10n, 2n])
      const error = failure(() =>
        emulate(logitsOf([4, 10], 'float32').tensor, { options: {}, target }),
      )
      expect(error.code).toBe('INDEX')
      expect(error.message).toContain('target 10 at position 2')
      expect(error.message).toContain('K = 10')
    }))
})
