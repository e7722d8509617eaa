import { keep, type Tensor } from '../../../tensor'
import { checkFunction, refusePromise } from '../../../base/check'
import type { ParametrizationList } from './list'

let cache: Map<ParametrizationList, Tensor> | null = null

/**
 * Runs `fn`, within which each parametrized tensor is computed once, at its first use; it lives until
 * `fn` ends. PyTorch: `with torch.nn.utils.parametrize.cached()`.
 */
export function cached<T>(fn: () => T): T {
  checkFunction('parametrize.cached', fn)
  if (cache) return fn()
  const own = (cache = new Map<ParametrizationList, Tensor>())
  try {
    const result = fn()
    refusePromise('parametrize.cached', result, 'tensors are kept for one synchronous call only')
    return result
  } finally {
    cache = null
    for (const tensor of own.values()) tensor.dispose()
  }
}

/** What the parametrizations give, or gave before within `cached`. */
export function valueOf(list: ParametrizationList): Tensor {
  const known = cache?.get(list)
  if (known) return known
  const value = list.forward()
  if (cache) cache.set(list, keep(value))
  return value
}
