/** Every dataset that has a name, for the command line: how it is loaded, where its files come from. */
import { existsSync } from 'node:fs'
import { checkChoice } from '../../base/check'
import type { TensorDataset } from '../tensorDataset'
import { cifar10, cifar100 } from './cifar'
import { defaultFolder } from './folder'
import type { SetOptions, Split } from './idxSet'
import {
  defaultMnistRoot,
  emnist,
  emnistClasses,
  fashionMnist,
  kmnist,
  mnist,
  type EmnistSubset,
} from './mnist'
import {
  cifar10Files,
  cifar100Files,
  emnistFiles,
  fashionMnistFiles,
  kmnistFiles,
  mnistFiles,
  type RemoteFile,
} from './remote'

export interface CatalogueEntry {
  title: string
  /** Of a sample: channels, height, width. */
  shape: readonly [channels: number, height: number, width: number]
  classes: number
  /** What `isbe data fetch` calls it, where it shares its files with others. */
  family: string
  files: readonly RemoteFile[]
  load: (split: Split, options: SetOptions) => TensorDataset
}

type Format = Pick<CatalogueEntry, 'shape' | 'classes'>

const grey: Format = { shape: [1, 28, 28], classes: 10 }
const colour: Format = { shape: [3, 32, 32], classes: 10 }

function emnistEntry(subset: EmnistSubset): CatalogueEntry {
  return {
    ...grey,
    title: `EMNIST ${subset}`,
    classes: emnistClasses[subset].length,
    family: 'emnist',
    files: emnistFiles,
    load: (split, options) => emnist(split, { ...options, subset }),
  }
}

const own = (name: string, entry: Omit<CatalogueEntry, 'family'>): CatalogueEntry => ({
  ...entry,
  family: name,
})

const entries = {
  mnist: own('mnist', { ...grey, title: 'MNIST', files: mnistFiles, load: mnist }),
  'fashion-mnist': own('fashion-mnist', {
    ...grey,
    title: 'Fashion-MNIST',
    files: fashionMnistFiles,
    load: fashionMnist,
  }),
  kmnist: own('kmnist', { ...grey, title: 'KMNIST', files: kmnistFiles, load: kmnist }),
  'emnist-balanced': emnistEntry('balanced'),
  'emnist-byclass': emnistEntry('byclass'),
  'emnist-bymerge': emnistEntry('bymerge'),
  'emnist-digits': emnistEntry('digits'),
  'emnist-letters': emnistEntry('letters'),
  'emnist-mnist': emnistEntry('mnist'),
  cifar10: own('cifar10', { ...colour, title: 'CIFAR-10', files: cifar10Files, load: cifar10 }),
  cifar100: own('cifar100', {
    ...colour,
    title: 'CIFAR-100',
    classes: 100,
    files: cifar100Files,
    load: cifar100,
  }),
} satisfies Record<string, CatalogueEntry>

export type DatasetName = keyof typeof entries

/** What `isbe train --data` takes. */
export const datasetNames = Object.keys(entries) as DatasetName[]

/** What `isbe data` takes: all subsets of EMNIST are one. */
export const familyNames: readonly string[] = [
  ...new Set(Object.values(entries).map(({ family }) => family)),
]

/** Throws OptionError for an unknown name. */
export function findDataset(name: string): CatalogueEntry {
  checkChoice('dataset', name, datasetNames)
  return entries[name as DatasetName]
}

/** The datasets of one family. Throws OptionError for an unknown name. */
export function findFamily(name: string): CatalogueEntry[] {
  checkChoice('dataset', name, familyNames)
  return Object.values(entries).filter(({ family }) => family === name)
}

/** Where a family's files are when nobody says so; null where they are not. */
export function locate(family: string): string | null {
  const folder = defaultFolder(family)
  if (existsSync(folder)) return folder
  if (family !== 'mnist') return null
  try {
    return defaultMnistRoot()
  } catch {
    return null
  }
}
