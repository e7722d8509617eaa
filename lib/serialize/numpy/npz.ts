/** NumPy's .npz archives: tensors by name, each an .npy file. */
import type { Destination } from '../write'
import type { Tensor } from '../../tensor'
import { tensorsByName } from '../check'
import type { Relocate } from '../location'
import type { Wrong } from '../pickle/bytes'
import type { Zip } from '../zip/read'
import { ZipWriter } from '../zip/write'
import { readHeader } from './header'
import { npyHeader, npyStart, npyTensor } from './npy'

export function isNpz(zip: Zip): boolean {
  const names = [...zip.entries.keys()]
  return names.length > 0 && names.every(name => name.endsWith('.npy'))
}

export function readNpz(zip: Zip, relocate: Relocate): Record<string, Tensor> {
  return Object.fromEntries(
    [...zip.entries.values()].map(({ name, start }) => {
      const bytes = zip.read(name)
      const wrong: Wrong = (byte, problem) =>
        zip.source.damaged(start, `'${name}', byte ${byte}: ${problem}`)
      if (bytes.indexOf(npyStart) !== 0) throw wrong(0, 'expected an .npy file')
      const tensor = npyTensor(bytes, readHeader(bytes, bytes.length, wrong))
      return [name.slice(0, -'.npy'.length), relocate(tensor, 'cpu')]
    }),
  )
}

/** @param compress whether the values are deflated, which takes a second for some 50 MB */
export function saveNpz(tensors: unknown, to: Destination, compress: boolean): void {
  const named = Object.entries(tensorsByName('save', tensors))
  const headers = named.map(([name, tensor]) => npyHeader(`save: '${name}'`, tensor))
  to(sink => {
    const zip = new ZipWriter(sink)
    named.forEach(([name, tensor], i) => {
      if (!compress) return zip.addTensor(`${name}.npy`, headers[i]!, tensor)
      const values = tensor.toTypedArray()
      const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength)
      zip.addCompressed(`${name}.npy`, Buffer.concat([headers[i]!, bytes]))
    })
    zip.finish()
  })
}
