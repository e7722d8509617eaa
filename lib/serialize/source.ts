/** A file that is read: its bytes, its values as tensors, and what is said where it is damaged. */
import { constants } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { DataError, TorchError } from '../base/errors'
import { elementCount } from '../base/shape'
import { bytesPerValue, MappedFile, readTensor, tidy, type Tensor, type View } from '../tensor'

/** The most of a file that is read into memory of JavaScript at once, headers and programs. */
const mostBytes = constants.MAX_LENGTH

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException
  return code === 'ENOENT' ? 'no such file' : message
}

/** Bytes of the largest dtype, complex128. */
const largestValue = 16

export class Source {
  readonly size: number
  readonly #file: number
  readonly #isMapped: boolean
  #mapped: MappedFile | undefined

  private constructor(
    /** Of the file, for messages. */
    readonly path: string,
    mmap: boolean,
  ) {
    this.#file = openSync(path, 'r')
    try {
      const stat = fstatSync(this.#file)
      if (!stat.isFile()) throw new DataError(`expected a file at '${path}', found something else`)
      this.size = stat.size
      this.#isMapped = mmap
    } catch (error) {
      closeSync(this.#file)
      throw error
    }
  }

  /**
   * Runs `read` with an open file.
   * @throws DataError where there is no file that can be read.
   */
  static use<T>(path: string, mmap: boolean, read: (source: Source) => T): T {
    const source = Source.#open(path, mmap)
    try {
      return read(source)
    } finally {
      closeSync(source.#file)
    }
  }

  static #open(path: string, mmap: boolean): Source {
    try {
      return new Source(path, mmap)
    } catch (cause) {
      if (cause instanceof TorchError) throw cause
      throw new DataError(`expected a file at '${path}', found ${reasonOf(cause)}`, { cause })
    }
  }

  /** What is wrong with the file, and at which byte. */
  damaged(byte: number, problem: string, cause?: unknown): DataError {
    return new DataError(`'${this.path}', byte ${byte}: ${problem}`, { cause })
  }

  /** A copy of some bytes. */
  bytes(start: number, count: number): Buffer {
    if (count > mostBytes) throw this.damaged(start, `expected fewer bytes than ${count}`)
    if (start + count > this.size) {
      throw this.damaged(this.size, `expected ${count} bytes from ${start} on, but the file ends`)
    }
    const bytes = Buffer.alloc(count)
    for (let done = 0; done < count;) {
      const read = readSync(this.#file, bytes, done, count - done, start + done)
      if (read === 0) throw this.damaged(start + done, 'the file ended while it was read')
      done += read
    }
    return bytes
  }

  /** Values at a byte of the file: mapped, or read where that was asked for. */
  tensor(start: number, view: View): Tensor {
    const end = start + bytesPerValue(view.dtype) * elementCount(view.shape)
    if (!(end <= this.size)) throw this.damaged(start, 'expected values within the file')
    if (!this.#isMapped) return readTensor(this.#file, start, view)
    this.#mapped ??= new MappedFile(this.#file, this.size)
    return this.#mapped.tensor(start, view)
  }
  /** Bytes as a storage of its own that a tensor of any dtype may view, wherever they lie. */
  storage(start: number, bytes: number): Tensor {
    const whole = this.tensor(start, { dtype: 'uint8', shape: [bytes] })
    return start % largestValue === 0 || !this.#isMapped ? whole : tidy(() => whole.clone())
  }
}
