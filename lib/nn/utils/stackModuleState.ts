/** The parameters and buffers of several models as one. */
import { checkInstance } from '../../base/check'
import { OptionError } from '../../base/errors'
import { checkTensor, operators, type Tensor } from '../../tensor'
import { Module, type AnyModule } from '../module'

/**
 * [parameters, buffers] of models that are alike, stacked along a first dimension, for an ensemble:
 * `vmap` of `functionalCall` calls all of them at once. Parameters are leaves that require a gradient
 * where those of all models do. PyTorch: `torch.func.stack_module_state`.
 */
export function stackModuleState(
  models: readonly AnyModule[],
): [parameters: Record<string, Tensor>, buffers: Record<string, Tensor>] {
  const where = 'stackModuleState'
  checkInstance(`${where}: models`, models, Array, 'an array of modules')
  models.forEach((model, i) => checkInstance(`${where}: models[${i}]`, model, Module, 'a module'))
  const [first] = models
  if (first === undefined)
    throw new OptionError(`${where}: expected at least one model, found none`)
  if (models.some(({ training }) => training !== first.training)) {
    throw new OptionError(`${where}: expected all models to train, or none`)
  }
  if (models.some(model => model.constructor !== first.constructor)) {
    throw new OptionError(`${where}: expected models of one class`)
  }
  return [
    stacked(models.map(model => model.namedParameters())),
    stacked(models.map(model => model.namedBuffers())),
  ]
}

function stacked(states: readonly [string, Tensor][][]): Record<string, Tensor> {
  const maps = states.map(state => new Map(state))
  return Object.fromEntries(
    states[0]!.map(([name]) => {
      const tensors = maps.map(state => state.get(name))
      for (const tensor of tensors) checkTensor(`stackModuleState: ${name} of each model`, tensor)
      return [name, stackedLeaf(name, tensors as Tensor[])]
    }),
  )
}

function stackedLeaf(name: string, tensors: readonly Tensor[]): Tensor {
  const required = tensors.filter(({ requiresGrad }) => requiresGrad).length
  if (required !== 0 && required !== tensors.length) {
    throw new OptionError(
      `stackModuleState: expected ${name} of all models to require a gradient, or of none`,
    )
  }
  const stack = operators.stack(tensors)
  return required === 0 ? stack : stack.detach().requiresGrad_()
}
