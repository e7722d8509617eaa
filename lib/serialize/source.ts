/** What is read: its bytes, its values as tensors, and what is said where it is damaged. */
import { constants } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { DataError } from '../base/errors'
import { elementCount } from '../base/shape'
import {
  bytesPerValue,
  fromTypedArray,
  MappedFile,
  readTensor,
  tidy,
  viewStorage,
  type Tensor,
  type View,
} from '../tensor'
import type { FileOrBytes } from './options'

/** The most that is read into memory of JavaScript at once, headers and programs. */
const mostBytes = constants.MAX_LENGTH

/** Bytes of the largest dtype, complex128. */
const largestValue = 16

export abstract class Source {
  protected constructor(
    readonly size: number,
    /** What messages call it. */
    readonly name: string,
  ) {}

  /**
   * Runs `read` with an open file, or with bytes as if they were one.
   * @throws DataError where there is no file that can be read.
   */
  static use<T>(from: FileOrBytes, mmap: boolean, read: (source: Source) => T): T {
    if (typeof from !== 'string') return read(new Bytes(from))
    const source = openFile(from, mmap)
    try {
      return read(source)
    } finally {
      source.close()
    }
  }

  /** What is wrong with the file, and at which byte. */
  damaged(byte: number, problem: string, cause?: unknown): DataError {
    return new DataError(`${this.name}, byte ${byte}: ${problem}`, { cause })
  }

  /** A copy of some bytes. */
  bytes(start: number, count: number): Buffer {
    if (count > mostBytes) throw this.damaged(start, `expected fewer bytes than ${count}`)
    if (start + count > this.size) {
      throw this.damaged(this.size, `expected ${count} bytes from ${start} on, but the file ends`)
    }
    return this.read(start, count)
  }

  /** Values at a byte of the file. */
  tensor(start: number, view: View): Tensor {
    const end = start + bytesPerValue(view.dtype) * elementCount(view.shape)
    if (!(end <= this.size)) throw this.damaged(start, 'expected values within the file')
    return this.view(start, end, view)
  }

  /** Bytes as a storage of its own that a tensor of any dtype may view, wherever they lie. */
  abstract storage(start: number, bytes: number): Tensor

  protected abstract read(start: number, count: number): Buffer
  protected abstract view(start: number, end: number, view: View): Tensor
}

/** Whose tensors are mapped, or read where that was asked for. */
class OpenFile extends Source {
  #mapped: MappedFile | undefined

  constructor(
    path: string,
    readonly file: number,
    size: number,
    readonly isMapped: boolean,
  ) {
    super(size, `'${path}'`)
  }

  close(): void {
    closeSync(this.file)
  }

  override storage(start: number, bytes: number): Tensor {
    const whole = this.tensor(start, { dtype: 'uint8', shape: [bytes] })
    return start % largestValue === 0 || !this.isMapped ? whole : tidy(() => whole.clone())
  }

  protected override read(start: number, count: number): Buffer {
    const bytes = Buffer.alloc(count)
    for (let done = 0; done < count;) {
      const read = readSync(this.file, bytes, done, count - done, start + done)
      if (read === 0) throw this.damaged(start + done, 'the file ended while it was read')
      done += read
    }
    return bytes
  }

  protected override view(start: number, _end: number, view: View): Tensor {
    if (!this.isMapped) return readTensor(this.file, start, view)
    this.#mapped ??= new MappedFile(this.file, this.size)
    return this.#mapped.tensor(start, view)
  }
}

/** Whose tensors are copies. */
class Bytes extends Source {
  constructor(readonly content: Uint8Array) {
    super(content.byteLength, 'the given bytes')
  }

  override storage(start: number, bytes: number): Tensor {
    return this.tensor(start, { dtype: 'uint8', shape: [bytes] })
  }

  protected override read(start: number, count: number): Buffer {
    return Buffer.from(this.content.subarray(start, start + count))
  }

  protected override view(start: number, end: number, view: View): Tensor {
    return tidy(() => viewStorage(fromTypedArray(this.content.subarray(start, end)), view))
  }
}

function openFile(path: string, isMapped: boolean): OpenFile {
  try {
    const file = openSync(path, 'r')
    const stat = fstatSync(file)
    if (stat.isFile()) return new OpenFile(path, file, stat.size, isMapped)
    closeSync(file)
  } catch (cause) {
    throw new DataError(`expected a file at '${path}', found ${reasonOf(cause)}`, { cause })
  }
  throw new DataError(`expected a file at '${path}', found something else`)
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException
  return code === 'ENOENT' ? 'no such file' : message
}
