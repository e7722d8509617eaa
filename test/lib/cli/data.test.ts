/** `isbe data`, where nothing is fetched. */
import { pretended } from './pretendedRuns'
import { isbe, temporary } from './pretendedCommands'
import { familyNames } from '../../../lib/data/sets/catalogue'

test('fetch names the folder', async () => {
  pretended.fetchDataset.mockImplementation((_name, _folder, log) =>
    Promise.resolve(log('fetching')),
  )
  const { stdout, stderr } = await isbe('data', 'fetch', 'cifar10', '--data-dir', temporary.folder)
  expect([stdout, stderr]).toEqual([`cifar10 is in ${temporary.folder}\n`, 'fetching\n'])
  expect(pretended.fetchDataset.mock.lastCall!.slice(0, 2)).toEqual(['cifar10', temporary.folder])
})

test('verify says what each file is, and fails where one differs or cannot be read', async () => {
  const of = async (files: object, datasets: object, ...args: string[]) => {
    process.exitCode = undefined
    pretended.verifyDataset.mockResolvedValue({ files, datasets })
    const { stdout } = await isbe(
      'data',
      'verify',
      'cifar10',
      '--data-dir',
      temporary.folder,
      ...args,
    )
    return [stdout, process.exitCode]
  }
  expect(await of({ a: 'as known', b: 'missing' }, { 'CIFAR-10': 12 })).toEqual([
    'a: as known\nb: missing\nCIFAR-10: 12 samples read\n',
    undefined,
  ])
  expect(await of({ a: 'as known', b: 'differs' }, { x: 12 })).toEqual([
    'a: as known\nb: differs\nx: 12 samples read\n',
    1,
  ])
  expect(await of({}, { x: 'x: damaged' })).toEqual(['x: damaged\n', 1])
  expect(await of({ a: 'as known' }, { x: 1 }, '--json')).toEqual([
    `${JSON.stringify({ folder: temporary.folder, files: { a: 'as known' }, datasets: { x: 1 } })}\n`,
    undefined,
  ])
})

test('import says what it made', async () => {
  pretended.importImages.mockResolvedValue({ title: 'CIFAR-10', train: 50, test: 10 })
  const flags = ['--images', '/i', '--data-dir', temporary.folder]
  const { stdout } = await isbe('data', 'import', ...flags, '--as', 'cifar10')
  expect(stdout).toBe(`CIFAR-10: 50 training and 10 test images in ${temporary.folder}\n`)
  expect(pretended.importImages.mock.lastCall![0]).toMatchObject({
    images: '/i',
    as: 'cifar10',
    folder: temporary.folder,
  })
  await expect(isbe('data', 'import', ...flags, '--as', 'cifar100')).rejects.toThrow(
    "--as: expected cifar10, found 'cifar100'",
  )
})

test('list has a line a dataset', async () => {
  const lines = (await isbe('data', 'list')).stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(familyNames.length)
  const rows = JSON.parse((await isbe('data', 'list', '--json')).stdout) as {
    name: string
    megabytes: number
    folder: string | null
  }[]
  rows.forEach(({ name, megabytes, folder: place }, i) =>
    expect(lines[i]).toBe(
      `${name.padEnd(14)} ${`${megabytes} MB`.padStart(7)}  ${place ?? 'not fetched'}`,
    ),
  )
  // 170,498,071 bytes.
  expect(rows.find(({ name }) => name === 'cifar10')!.megabytes).toBe(170)
})
