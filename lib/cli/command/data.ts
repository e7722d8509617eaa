/** `isbe data fetch|verify|import|list` */
import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import { join } from 'node:path'
import { DataError, OptionError } from '../../base/errors'
import { familyNames, findFamily, locate } from '../../data/sets/catalogue'
import { fetchDataset, verifyDataset } from '../../data/sets/fetch'
import { defaultFolder } from '../../data/sets/folder'
import { importImages } from '../../data/sets/imported'
import { jsonOption } from '../options'

interface FolderOptions {
  dataDir?: string
  json?: boolean
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`)
const log = (line: string): boolean => process.stderr.write(`${line}\n`)

async function fetchOne(name: string, { dataDir }: FolderOptions): Promise<void> {
  const folder = dataDir ?? defaultFolder(name)
  await fetchDataset(name, folder, log)
  print(`${name} is in ${folder}`)
}

async function verify(name: string, { dataDir, json = false }: FolderOptions): Promise<void> {
  findFamily(name)
  const folder = dataDir ?? locate(name)
  if (folder === null)
    throw new DataError(
      `${name}: expected its files in '${defaultFolder(name)}', found none; run \`npx isbe data ` +
        `fetch ${name}\`, or pass --data-dir`,
    )
  const { files, datasets } = await verifyDataset(name, folder)
  if (json) print(JSON.stringify({ folder, files, datasets }))
  else {
    for (const [file, state] of Object.entries(files)) print(`${file}: ${state}`)
    for (const [dataset, length] of Object.entries(datasets))
      print(typeof length === 'number' ? `${dataset}: ${length} samples read` : length)
  }
  const isRead = Object.values(datasets).every(length => typeof length === 'number')
  if (!isRead || Object.values(files).includes('differs')) process.exitCode = 1
}

interface ImportFlags {
  images: string
  as: string
  dataDir?: string
}

async function importOne({ images, as, dataDir }: ImportFlags): Promise<void> {
  if (as !== 'cifar10') throw new OptionError(`--as: expected cifar10, found '${as}'`)
  const folder = dataDir ?? defaultFolder(as)
  const bar = new SingleBar({
    stream: process.stderr,
    format: 'importing [{bar}] {value}/{total} images, {eta} s left',
    clearOnComplete: true,
    hideCursor: true,
  })
  const isTerminal = process.stderr.isTTY
  const onProgress = (done: number, total: number): void => {
    if (!isTerminal) return
    if (done === 1) bar.start(total, done)
    else bar.update(done)
  }
  try {
    const { title, train, test } = await importImages({ images, as, folder, onProgress })
    print(`${title}: ${train} training and ${test} test images in ${join(folder)}`)
  } finally {
    bar.stop()
  }
}

function list({ json = false }: FolderOptions): void {
  const rows = familyNames.map(name => {
    const entries = findFamily(name)
    const bytes = entries[0]!.files.reduce((sum, file) => sum + file.bytes, 0)
    const datasets = entries.map(({ title }) => title)
    return { name, datasets, megabytes: Math.round(bytes / 1e6), folder: locate(name) }
  })
  if (json) return void print(JSON.stringify(rows))
  for (const { name, megabytes, folder } of rows)
    print(`${name.padEnd(14)} ${`${megabytes} MB`.padStart(7)}  ${folder ?? 'not fetched'}`)
}

const folderText = 'the folder of its files (default: data/<name>, or below ISBE_DATA)'

export function dataCommand(): Command {
  const names = familyNames.join(', ')
  const command = new Command('data').description('fetch, check, import and list datasets')
  command
    .command('fetch')
    .description('download what is missing, resumed and checked')
    .argument('<name>', names)
    .option('--data-dir <folder>', folderText)
    .action(fetchOne)
  command
    .command('verify')
    .description('compare files with their known SHA-256, and read them')
    .argument('<name>', names)
    .option('--data-dir <folder>', folderText)
    .addOption(jsonOption())
    .action(verify)
  command
    .command('import')
    .description('turn images into the binary format of a dataset, once')
    .requiredOption(
      '--images <path>',
      'folder or tar archive of train/<class>/… and test/<class>/…',
    )
    .requiredOption('--as <format>', 'cifar10')
    .option('--data-dir <folder>', folderText)
    .action(importOne)
  command
    .command('list')
    .description('what there is, and where')
    .addOption(jsonOption())
    .action(list)
  return command
}
