/** Writes safetensors files. */
import { describeValue, isPlainObject } from '../../base/check'
import { isPacked, type DType } from '../../base/dtype'
import { OptionError, TorchError } from '../../base/errors'
import { tidy, type Tensor } from '../../tensor'
import { tensorsByName } from '../check'
import { problemOfKey } from '../pickle/dicts'
import { sharedNames } from '../shared'
import { isWellFormed } from '../text'
import type { Destination } from '../write'
import { dtypeNames, mostHeaderBytes, shapeOfNumbers } from './header'

export interface SaveFileOptions {
  /** Texts by name, for whoever reads the file (default `{ format: 'pt' }`). */
  metadata?: Readonly<Record<string, string>>
}

const nameOfDtype = new Map<DType, string>(
  Object.entries(dtypeNames).map(([name, dtype]) => [dtype, name]),
)

function dtypeName(name: string, { dtype, ndim }: Tensor): string {
  if (isPacked(dtype) && ndim === 0) {
    throw new TorchError(
      'VALUE',
      `safetensors: '${name}': expected a dimension of pairs of ${dtype}, found a scalar; a .pt file takes it`,
    )
  }
  const found = nameOfDtype.get(dtype)
  if (found !== undefined) return found
  throw new TorchError(
    'TYPE',
    `safetensors: '${name}': expected a dtype that the format has, found ${dtype}; a .pt file has all`,
  )
}

function checkNotShared(tensors: Readonly<Record<string, Tensor>>): void {
  const groups = sharedNames(tensors)
  if (groups.length === 0) return
  const listed = groups.map(names => names.map(name => `'${name}'`).join(' and ')).join('; ')
  throw new TorchError(
    'VALUE',
    `safetensors: expected tensors with memory of their own, found that ${listed} share theirs; ` +
      'model.saveStateDict(file) keeps one of them, a .pt file keeps the sharing, clone() ends it',
  )
}

function checkMetadata(metadata: unknown): void {
  const isText = (value: unknown): boolean => typeof value === 'string'
  if (!isPlainObject(metadata) || !Object.values(metadata).every(isText)) {
    throw new OptionError(
      `safetensors: metadata: expected an object of strings, found ${describeValue(metadata)}`,
    )
  }
  for (const text of Object.entries(metadata).flat()) checkText('metadata', text as string)
}

/** JSON has an escape for half a surrogate pair, which readers refuse. */
function checkText(what: string, text: string): void {
  if (isWellFormed(text)) return
  throw new OptionError(
    `safetensors: ${what}: expected text that UTF-8 has bytes for, found ${JSON.stringify(text)}`,
  )
}

/** Names that `load` takes too. */
function checkNames(names: readonly string[]): void {
  for (const name of names) {
    if (name === '__metadata__') {
      throw new OptionError("safetensors: expected another name than '__metadata__'")
    }
    checkText('the name of a tensor', name)
    const problem = problemOfKey(name, 'name')
    if (problem !== null) throw new OptionError(`safetensors: ${problem}`)
  }
}

/** The largest values first, as the format's own library writes them: all of them stay aligned. */
function inOrder(tensors: Readonly<Record<string, Tensor>>): [string, Tensor][] {
  return Object.entries(tensors).sort(
    ([a, one], [b, other]) => other.itemsize - one.itemsize || (a < b ? -1 : 1),
  )
}

function headerOf(entries: readonly [string, Tensor][], metadata: object): Buffer {
  let end = 0
  const described = entries.map(([name, tensor]) => {
    const begin = end
    end += tensor.nbytes
    const dtype = dtypeName(name, tensor)
    return [name, { dtype, shape: shapeOfNumbers(tensor), data_offsets: [begin, end] }] as const
  })
  const hasMetadata = Object.keys(metadata).length > 0
  const json = Buffer.from(
    JSON.stringify(
      Object.fromEntries<object>([
        ...(hasMetadata ? [['__metadata__', metadata] as const] : []),
        ...described,
      ]),
    ),
  )
  const header = Buffer.alloc(8 + Math.ceil(json.length / 8) * 8, ' ')
  if (header.length - 8 > mostHeaderBytes) {
    throw new TorchError(
      'VALUE',
      `safetensors: expected a header of at most ${mostHeaderBytes} bytes`,
    )
  }
  header.writeBigUInt64LE(BigInt(header.length - 8))
  json.copy(header, 8)
  return header
}

/**
 * Writes tensors by name, all of them or nothing. Python: `safetensors.torch.save_file`.
 * @throws TorchError VALUE for tensors that share memory, TYPE for dtypes that the format lacks.
 */
export function saveFile(
  tensors: Readonly<Record<string, Tensor>>,
  to: Destination,
  options: SaveFileOptions = {},
): void {
  const { metadata = { format: 'pt' } } = options
  checkMetadata(metadata)
  const named = tensorsByName('safetensors', tensors)
  checkNames(Object.keys(named))
  checkNotShared(named)
  const entries = inOrder(named)
  const header = headerOf(entries, metadata)
  to(sink => {
    sink.write(header)
    tidy(() => entries.forEach(([, tensor]) => sink.writeTensor(tensor)))
  })
}
