/** Runs and reports that take no time: to be imported before anything of lib/. */
import type { ReproduceOptions } from '../../../lib/experiments/reproduce'
import type { Settings } from '../../../lib/experiments/settings'
import type { Outcome } from '../../../lib/experiments/train'

type Log = (line: string) => void

export const pretended = {
  train: jest.fn<Promise<Outcome>, [settings: Settings]>(),
  reproduce: jest.fn<Promise<object>, [options: ReproduceOptions]>(),
  writeReport: jest.fn<string, [made: object, folder: string, command: string]>(),
  openPage: jest.fn<void, [path: string]>(),
  fetchDataset: jest.fn<Promise<void>, [name: string, folder: string, log: Log]>(),
  verifyDataset: jest.fn<Promise<object>, [name: string, folder: string]>(),
  importImages: jest.fn<Promise<object>, [options: object]>(),
}

jest.mock('../../../lib/experiments/train', () => ({ train: pretended.train }))
jest.mock('../../../lib/experiments/reproduce', () => ({ reproduce: pretended.reproduce }))
jest.mock('../../../lib/experiments/page/write', () => ({ writeReport: pretended.writeReport }))
jest.mock('../../../lib/cli/openPage', () => ({ openPage: pretended.openPage }))
jest.mock('../../../lib/data/sets/fetch', () => ({
  fetchDataset: pretended.fetchDataset,
  verifyDataset: pretended.verifyDataset,
}))
jest.mock('../../../lib/data/sets/imported', () => ({ importImages: pretended.importImages }))
