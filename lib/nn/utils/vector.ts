/** All parameters as one vector, and back. */
import { TorchError } from '../../base/errors'
import { checkTensor, noGrad, operators, tidy, type Tensor } from '../../tensor'
import { listOf, type Parameters } from './clipGrad'

function checkDevices(what: string, tensors: readonly Tensor[]): void {
  const devices = new Set(tensors.map(({ device }) => device))
  if (devices.size < 2) return
  const found = [...devices].join(' and ')
  throw new TorchError('DEVICE', `${what}: expected parameters on one device, found ${found}`)
}

/**
 * The values of all parameters after each other, recorded. PyTorch: `torch.nn.utils.parameters_to_vector`.
 */
export function parametersToVector(parameters: Parameters): Tensor {
  const what = 'nn.utils.parametersToVector'
  const list = listOf(`${what}: parameters`, parameters)
  checkDevices(what, list)
  if (list.length === 0) {
    throw new TorchError('VALUE', `${what}: expected one or more parameters, found none`)
  }
  return tidy(() => operators.cat(list.map(parameter => parameter.reshape([-1]))))
}

/**
 * Writes the values of a vector over those of the parameters, which stay the objects they are.
 * PyTorch: `torch.nn.utils.vector_to_parameters`.
 * @throws TorchError VALUE for a vector that is too short.
 */
export function vectorToParameters(vector: Tensor, parameters: Parameters): void {
  const what = 'nn.utils.vectorToParameters'
  checkTensor(`${what}: vector`, vector)
  const list = listOf(`${what}: parameters`, parameters)
  checkDevices(what, list)
  const sizes = list.map(parameter => parameter.numel())
  const needed = sizes.reduce((sum, size) => sum + size, 0)
  if (vector.ndim !== 1 || vector.shape[0]! < needed) {
    throw new TorchError(
      'VALUE',
      `${what}: expected a vector of ${needed} values or more, found [${vector.shape.join(', ')}]`,
    )
  }
  noGrad(() =>
    tidy(() => {
      let start = 0
      list.forEach((parameter, i) => {
        parameter.copy_(vector.narrow(0, start, sizes[i]!).view(parameter.shape))
        start += sizes[i]!
      })
    }),
  )
}
