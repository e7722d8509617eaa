/** NumPy's .npz archives: tensors by name, each an .npy file. */
import { describeValue } from '../../base/check'
import { OptionError } from '../../base/errors'
import type { Destination } from '../write'
import type { Tensor } from '../../tensor'
import { tensorsByName } from '../check'
import type { Relocate } from '../location'
import type { Wrong } from '../pickle/bytes'
import { problemOfKey } from '../pickle/dicts'
import { isWellFormed } from '../text'
import { isEntryName } from '../zip/directory'
import type { Zip } from '../zip/read'
import { ZipWriter } from '../zip/write'
import { readHeader } from './header'
import { npyHeader, npyStart, npyTensor } from './npy'

const extension = '.npy'
/** What 16 bits of an archive can count. */
const mostNameBytes = 65_535

export function isNpz(zip: Zip): boolean {
  const names = [...zip.entries.keys()]
  return names.length > 0 && names.every(name => name.endsWith(extension))
}

export function readNpz(zip: Zip, relocate: Relocate): Record<string, Tensor> {
  return Object.fromEntries(
    [...zip.entries.values()].map(({ name, start }) => {
      const bytes = zip.read(name)
      const wrong: Wrong = (byte, problem) =>
        zip.source.damaged(start, `'${name}', byte ${byte}: ${problem}`)
      if (bytes.indexOf(npyStart) !== 0) throw wrong(0, 'expected an .npy file')
      const key = name.slice(0, -extension.length)
      const problem = problemOfKey(key, 'name')
      if (problem !== null) throw wrong(0, problem)
      const tensor = npyTensor(bytes, readHeader(bytes, bytes.length, wrong))
      return [key, relocate(tensor, 'cpu')]
    }),
  )
}

/** Names that `load` takes too. */
function checkName(name: string): void {
  const entry = name + extension
  const isGood = isWellFormed(entry) && isEntryName(entry) && problemOfKey(name) === null
  if (isGood && Buffer.byteLength(entry) <= mostNameBytes) return
  throw new OptionError(
    `save: expected names that an archive can have (no '..', '__proto__', backslash, control ` +
      `character or beginning '/'), found ${describeValue(name)}; rename the tensor`,
  )
}

/** @param compress whether the values are deflated, which takes a second for some 50 MB */
export function saveNpz(tensors: unknown, to: Destination, compress: boolean): void {
  const named = Object.entries(tensorsByName('save', tensors))
  for (const [name] of named) checkName(name)
  const headers = named.map(([name, tensor]) => npyHeader(`save: '${name}'`, tensor))
  to(sink => {
    const zip = new ZipWriter(sink)
    named.forEach(([name, tensor], i) => {
      if (!compress) return zip.addTensor(name + extension, headers[i]!, tensor)
      const values = tensor.toTypedArray()
      const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength)
      zip.addCompressed(name + extension, Buffer.concat([headers[i]!, bytes]))
    })
    zip.finish()
  })
}
