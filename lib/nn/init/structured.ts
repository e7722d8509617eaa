/** Weights with a structure: identities, orthogonal and sparse matrices. */
import { checkPositiveInteger, checkProbability } from '../../base/check'
import { TorchError } from '../../base/errors'
import { elementCount } from '../../base/shape'
import { linalg, operators, type Tensor } from '../../tensor'
import { defineInit, type InitArgs, type RandomArgs } from './define'

function checkDimensions(what: string, { shape }: Tensor, expected: string, fits: boolean): void {
  if (fits) return
  throw new TorchError('VALUE', `${what}: expected ${expected}, found [${shape.join(', ')}]`)
}

/** The identity, of a matrix. PyTorch: `torch.nn.init.eye_`. */
export const eye_ = defineInit('eye_', [], ({ tensor }: InitArgs) => {
  checkDimensions('nn.init.eye_', tensor, '2 dimensions', tensor.ndim === 2)
  const [rows, columns] = tensor.shape as [number, number]
  const { dtype, device } = tensor
  tensor.copy_(operators.eye(rows, columns, { dtype, device }))
})

/**
 * Convolutions [out, in, …kernel] that hand on their channels, as many as there are, in each group.
 * PyTorch: `torch.nn.init.dirac_`.
 */
export const dirac_ = defineInit(
  'dirac_',
  ['groups'],
  ({ tensor, groups = 1 }: InitArgs & { groups?: number }) => {
    const { shape } = tensor
    const isKernel = [3, 4, 5].includes(shape.length)
    checkDimensions('nn.init.dirac_', tensor, '3, 4 or 5 dimensions', isKernel)
    checkPositiveInteger('nn.init.dirac_: groups', groups)
    const divides = shape[0]! % groups === 0
    checkDimensions('nn.init.dirac_', tensor, `outputs that ${groups} groups divide`, divides)
    if (tensor.isMeta) return
    const outputs = shape[0]! / groups
    const center = shape.slice(2).map(size => Math.floor(size / 2))
    tensor.zero_()
    for (let group = 0; group < groups; ++group) {
      for (let channel = 0; channel < Math.min(outputs, shape[1]!); ++channel) {
        const place = [group * outputs + channel, channel, ...center]
        place.reduce((part, index) => part.select(0, index), tensor).fill_(1)
      }
    }
  },
)

/**
 * A matrix [rows, …columns] with orthonormal rows or columns, times `gain`; Saxe and others 2013.
 * PyTorch: `torch.nn.init.orthogonal_`.
 */
export const orthogonal_ = defineInit(
  'orthogonal_',
  ['gain', 'generator'],
  ({ tensor, gain = 1, generator }: RandomArgs & { gain?: number }) => {
    const { shape } = tensor
    checkDimensions('nn.init.orthogonal_', tensor, '2 or more dimensions', shape.length >= 2)
    if (elementCount(shape) === 0 || tensor.isMeta) return
    const [rows, columns] = [shape[0]!, elementCount(shape.slice(1))]
    const { dtype, device } = tensor
    const random = operators.empty([rows, columns], { dtype, device }).normal_(0, 1, { generator })
    const [q, r] = linalg.qr(rows < columns ? random.t() : random)
    const unique = q.mul(r.diagonal().sign())
    const values = rows < columns ? unique.t() : unique
    tensor.copy_(values.reshape(shape).mul(gain))
  },
)

/**
 * N(0, std²) in a matrix, but zero in a share `sparsity` of each column; Martens 2010.
 * PyTorch: `torch.nn.init.sparse_`.
 */
export const sparse_ = defineInit(
  'sparse_',
  ['sparsity!', 'std', 'generator'],
  ({
    tensor,
    sparsity,
    std = 0.01,
    generator,
  }: RandomArgs & { sparsity: number; std?: number }) => {
    checkDimensions('nn.init.sparse_', tensor, '2 dimensions', tensor.ndim === 2)
    checkProbability('nn.init.sparse_: sparsity', sparsity)
    if (tensor.isMeta) return
    const [rows, columns] = tensor.shape as [number, number]
    const zeros = Math.ceil(sparsity * rows)
    tensor.normal_(0, std, { generator })
    for (let column = 0; column < columns; ++column) {
      const order = operators.randperm(rows).narrow(0, 0, zeros)
      tensor.select(1, column).indexFill_(0, order.to({ device: tensor.device }), 0)
    }
  },
)
