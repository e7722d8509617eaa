import { constants, isUtf8 } from 'node:buffer'
import {
  checkOptionNames,
  checkPositiveInteger,
  checkString,
  checkText,
  describeValue,
} from '../../base/check'
import { Disposable } from '../../base/disposable'
import { DataError, OptionError } from '../../base/errors'
import { fromTypedArray, keep, operators, tidy, type Tensor } from '../../tensor'
import { checkIndex, type Batch, type Dataset } from '../dataset'
import { lineOfOtherBytes, readDataFile, refuseHtml, unpacked } from '../reader/file'
import { shareTensor, type Recipe } from '../recipe'
import type { Tokenizer } from './tokenizer'

export interface TextDatasetOptions {
  tokenizer: Tokenizer
  /** Tokens of a sample. */
  blockSize: number
  /** From the beginning of a sample to that of the next (default: `blockSize`). */
  stride?: number
}

/**
 * Reads a text in UTF-8, gzipped or not.
 * @throws DataError when it is missing, empty or in another encoding.
 */
export function readText(path: string): string {
  checkString('readText: path', path)
  const bytes = unpacked('text', path, readDataFile('text', path))
  refuseHtml('text', path, bytes)
  const refuse = (found: string): DataError =>
    new DataError(`text: '${path}' expected text in UTF-8, found ${found}`)
  if (bytes.length === 0) throw refuse('an empty file')
  if (!isUtf8(bytes)) throw refuse(`other bytes (line ${lineOfOtherBytes(bytes)})`)
  if (bytes.length > constants.MAX_STRING_LENGTH)
    throw refuse(`${bytes.length} bytes, more than a string has room for: split the file`)
  return bytes.toString('utf8')
}

function checkTokenizer(tokenizer: unknown): void {
  if (typeof (tokenizer as Partial<Tokenizer> | null)?.encode === 'function') return
  throw new OptionError(
    `TextDataset: tokenizer: expected a tokenizer, such as data.CharTokenizer.train(text), found ` +
      describeValue(tokenizer),
  )
}

/**
 * Blocks of a text for a language model: inputs int64 [blockSize], targets the same, one token on.
 * @throws DataError for a text that is shorter than a block.
 */
export class TextDataset extends Disposable implements Dataset<Batch> {
  readonly length: number
  readonly blockSize: number
  readonly stride: number
  /** int32 [tokens] */
  readonly tokens: Tensor

  constructor(text: string, options: TextDatasetOptions) {
    super()
    checkText('TextDataset: text', text)
    checkOptionNames('TextDataset', options, ['tokenizer', 'blockSize', 'stride'])
    const { tokenizer, blockSize, stride = blockSize } = options
    checkTokenizer(tokenizer)
    checkPositiveInteger('TextDataset: blockSize', blockSize)
    checkPositiveInteger('TextDataset: stride', stride)
    const tokens = tokenizer.encode(text)
    if (tokens.length <= blockSize)
      throw new DataError(
        `TextDataset: expected more tokens than a block's ${blockSize}, found ${tokens.length}`,
      )
    this.blockSize = blockSize
    this.stride = stride
    this.length = Math.floor((tokens.length - 1 - blockSize) / stride) + 1
    this.tokens = keep(fromTypedArray(tokens))
  }

  get(index: number): Batch {
    checkIndex('TextDataset.get', index, this.length)
    return tidy(() => {
      const start = index * this.stride
      const block = operators.narrow(this.tokens, 0, start, this.blockSize + 1).to('int64')
      return this.#shifted(block)
    })
  }

  /** One `indexSelect` for all blocks. */
  gather(indices: Tensor): Batch {
    return tidy(() => {
      const size = this.blockSize + 1
      const starts = operators.mul(indices, this.stride).unsqueeze(1)
      const places = operators.add(starts, operators.arange(size, { dtype: 'int64' }))
      const blocks = operators.indexSelect(this.tokens, 0, places.flatten()).to('int64')
      return this.#shifted(blocks.reshape([-1, size]))
    })
  }

  /** The first `count` samples; one at least, as a text of none is refused. */
  take(count: number): TextDataset {
    checkPositiveInteger('TextDataset.take', count)
    const taken = Math.min(count, this.length)
    const end = (taken - 1) * this.stride + this.blockSize + 1
    const tokens = operators.narrow(this.tokens, 0, 0, end)
    return textDatasetOf(tokens, this.blockSize, this.stride)
  }

  /** Another thread reads the same tokens. */
  recipe(): Recipe {
    const args = [shareTensor(this.tokens), this.blockSize, this.stride]
    return { module: __filename, name: 'textDatasetOf', args }
  }

  #shifted(blocks: Tensor): Batch {
    return {
      input: operators.narrow(blocks, -1, 0, this.blockSize).contiguous(),
      target: operators.narrow(blocks, -1, 1, this.blockSize).contiguous(),
    }
  }

  protected release(): void {
    this.tokens.dispose()
  }
}

/** What a recipe calls. @internal */
export function textDatasetOf(tokens: Tensor, blockSize: number, stride: number): TextDataset {
  const encoded = tidy(() => tokens.toTypedArray()) as Int32Array
  tokens.dispose()
  const tokenizer = { encode: () => encoded } as unknown as Tokenizer
  return new TextDataset('', { tokenizer, blockSize, stride })
}
