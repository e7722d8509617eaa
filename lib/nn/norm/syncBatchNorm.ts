import { checkInstance } from '../../base/check'
import type { ShapePattern } from '../failure'
import type { AnyModule } from '../module'
import { ModuleTree } from '../tree'
import { BatchNorm, type BatchNormOptions } from './batchNorm'

/**
 * Batch normalisation of [N, numFeatures, *]. There is one process here, with which PyTorch's has
 * nothing to synchronise either, so that it is what `BatchNorm1d` and its kin are.
 * PyTorch: `torch.nn.SyncBatchNorm`.
 */
export class SyncBatchNorm extends BatchNorm {
  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    super('SyncBatchNorm', numFeatures, options)
  }

  /**
   * Makes every batch normalisation in a model a `SyncBatchNorm`, where it is and with what it has
   * learned, and returns the model. Lazy ones stay, for they are of no shape yet.
   */
  static convertSyncBatchnorm<M extends AnyModule>(module: M): M {
    checkInstance('SyncBatchNorm.convertSyncBatchnorm: module', module, ModuleTree, 'a module')
    for (const [, norm] of module.namedModules()) {
      const isOne = norm instanceof BatchNorm && norm.numFeatures > 0
      if (isOne) Object.setPrototypeOf(norm, SyncBatchNorm.prototype)
    }
    return module
  }

  protected override inputShapes(): readonly ShapePattern[] {
    return [['N', 'C', '*']]
  }
}
