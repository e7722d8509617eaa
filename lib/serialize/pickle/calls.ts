/** The calls that a pickle may make, in the few lines that they do here. */
import { Tensor } from '../../tensor'
import { Global } from './globals'
import { placeholder, type Host, type Refuse } from './host'
import type { Dicts } from './dicts'

function textOf(value: unknown, refuse: Refuse): string {
  if (typeof value === 'string') return value
  throw refuse('expected a string as an argument')
}

function deviceOf([type, index]: readonly unknown[], refuse: Refuse): string {
  const name = textOf(type, refuse)
  if (!/^[a-z]{1,16}(:\d{1,3})?$/.test(name)) throw refuse(`expected a device, found '${name}'`)
  if (index === undefined || index === null) return name
  if (typeof index === 'number' && index >= 0 && index < 1000) return `${name}:${index}`
  throw refuse('expected the index of a device')
}

function sizeOf([sizes = []]: readonly unknown[], refuse: Refuse): readonly unknown[] {
  if (Array.isArray(sizes) && sizes.every(Number.isSafeInteger))
    return Object.freeze([...(sizes as number[])])
  throw refuse('expected integers as a size')
}

function complexOf([real = 0, imag = 0]: readonly unknown[], refuse: Refuse): object {
  if (typeof real === 'number' && typeof imag === 'number') return { real, imag }
  throw refuse('expected two numbers of a complex one')
}

/** Python 2 had no bytes: `_codecs.encode(text, 'latin1')` makes them. */
function bytesOf([content = '', encoding = 'latin1']: readonly unknown[], refuse: Refuse): Buffer {
  if (content instanceof Uint8Array) return Buffer.from(content)
  if (encoding === 'latin1') return Buffer.from(textOf(content, refuse), 'latin1')
  throw refuse(`expected bytes in latin1, found ${String(encoding)}`)
}

function listOf([list = []]: readonly unknown[], refuse: Refuse): readonly unknown[] {
  if (Array.isArray(list)) return list
  throw refuse('expected a list as an argument')
}

export function call(
  callee: unknown,
  args: readonly unknown[],
  host: Host,
  dicts: Dicts,
  refuse: Refuse,
): unknown {
  if (!(callee instanceof Global)) throw refuse('expected a function or class to call')
  switch (callee.path) {
    case 'collections.OrderedDict':
    case 'collections.Counter':
      return args.length === 0 ? dicts.make() : dicts.of(args[0], refuse)
    case 'builtins.set':
      return new Set(listOf(args, refuse))
    case 'builtins.complex':
      return complexOf(args, refuse)
    case 'builtins.bytearray':
    case '_codecs.encode':
      return bytesOf(args, refuse)
    case 'torch.Size':
      return sizeOf(args, refuse)
    case 'torch.device':
      return deviceOf(args, refuse)
    case 'torch.serialization._get_layout':
      return textOf(args[0], refuse)
    default:
      return host.rebuild(callee, args, refuse)
  }
}

/** What BUILD adds to an object: attributes, which nothing here has a place for. */
export function build(object: unknown, dicts: Dicts, refuse: Refuse): void {
  if (object instanceof Tensor || object === placeholder || dicts.isDict(object)) return
  throw refuse('expected attributes of a tensor or an OrderedDict only')
}
