import { describeValue, isPlainObject } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Device } from '../../tensor'
import { Module, type AnyModule } from '../module'

/**
 * `new Class(...args)` whose parameters and buffers hold whatever memory had, which is quicker where
 * they are loaded anyway. The class must take `device` among its options.
 * PyTorch: `torch.nn.utils.skip_init`.
 */
export function skipInit<Args extends unknown[], M extends AnyModule>(
  Class: new (...args: Args) => M,
  ...args: Args
): M {
  const isModule = typeof Class === 'function' && Class.prototype instanceof Module
  if (!isModule) {
    throw new OptionError(
      `nn.utils.skipInit: expected a class of modules, found ${describeValue(Class)}`,
    )
  }
  const last = args.at(-1)
  const options = (isPlainObject(last) ? last : {}) as { device?: Device }
  const positional = isPlainObject(last) ? args.slice(0, -1) : args
  const given = [...positional, { ...options, device: 'meta' }] as unknown as Args
  return new Class(...given).toEmpty({ device: options.device ?? 'cpu' })
}
