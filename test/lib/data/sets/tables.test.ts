/** Datasets of tables and of tensors: what they hold, and what they say of what they cannot hold. */
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import torch, { DataError, OptionError, data, type Tensor } from '../../../../lib'
import { ParquetFile, fileSource } from '../../../../lib/data/reader/parquet'
import { tensorDatasetOf } from '../../../../lib/data/tensorDataset'
import { goldenFile } from '../files'
import { withFiles } from '../fixtures'

describe('CSV', () => {
  const open = <T>(
    text: string,
    options: object,
    use: (dataset: data.CsvDataset) => T,
  ): Promise<T> =>
    withFiles({ 't.csv': Buffer.from(text) }, folder => {
      using dataset = new data.CsvDataset(join(folder, 't.csv'), options as data.CsvDatasetOptions)
      return use(dataset)
    })
  const refusal = async (text: string, options: object): Promise<string> => {
    try {
      await open(text, options, () => undefined)
    } catch (error) {
      return (error as Error).message.replace(/'[^' ]*t\.csv'/, "'t.csv'")
    }
    return 'nothing'
  }
  const text = 'a,b,name\n1,2,x\n3,,z\n5,6.5,y\n'

  it('has inputs in the order of the file, or as they are asked for', async () => {
    const found = await open(text, { target: 'name' }, set => [
      ...[set.inputs, set.input.toArray(), set.classes, set.target.toArray(), set.length],
    ])
    const rows = [
      [1, 2],
      [3, NaN],
      [5, 6.5],
    ]
    expect(found).toEqual([['a', 'b'], rows, ['x', 'y', 'z'], [0, 2, 1], 3])
    const asked = await open(text, { target: 'a', inputs: ['b', 'a'] }, set => [
      ...[set.inputs, set.input.toArray(), set.classes, set.target.toArray(), set.target.dtype],
    ])
    const turned = rows.map(([a, b]) => [b, a])
    expect(asked).toEqual([['b', 'a'], turned, undefined, [1, 3, 5], 'int64'])
  })

  it('has classes in the order that is asked for, of numbers too', async () => {
    const options = { target: 'name', classes: ['z', 'y', 'x', 'w'] }
    const found = await open(text, options, set => [set.classes, set.target.toArray()])
    expect(found).toEqual([options.classes, [2, 0, 1]])
    const numbers = { target: 'a', classes: ['5', '3', '1'] }
    expect(await open(text, numbers, set => set.target.toArray())).toEqual([2, 1, 0])
    const plain = { target: 'column0', header: false, delimiter: ';' }
    const fraction = await open('0.5;1\n2;3\n', plain, set => [set.target.dtype, set.inputs])
    expect(fraction).toEqual(['float32', ['column1']])
  })

  it.each<[object, string]>([
    [{ target: 7 }, 'CsvDataset: target: expected the name of a column, found 7'],
    [{ target: 'a', inputs: 'b' }, "CsvDataset: inputs: expected an array of names, found 'b'"],
    [
      { target: 'a', inputs: [] },
      'CsvDataset: inputs: expected an array of names, found an array of 0',
    ],
    [{ target: 'a', inputs: [1] }, 'CsvDataset: inputs: expected an array of names'],
    [{ target: 'a', classes: [] }, 'CsvDataset: classes: expected an array of names'],
    [{ target: 'a', columns: [] }, "CsvDataset: unknown option 'columns'"],
    [{ target: 'c' }, "CSV: 't.csv' expected a column 'c', found a, b, name"],
    [{ target: 'toString' }, "CSV: 't.csv' expected a column 'toString', found a, b, name"],
    [{ target: 'a', inputs: ['nam'] }, "a column 'nam' (did you mean 'name'?), found a, b, name"],
    [
      { target: 'a', inputs: ['name'] },
      "CSV: 't.csv' expected numbers in the column 'name', found text",
    ],
    [{ target: 'b' }, "CSV: 't.csv' expected a target in each row, found none in row 1"],
    [
      { target: 'name', classes: ['x', 'y'] },
      "CSV: 't.csv' expected one of the classes x, y in the column 'name', found 'z' in row 1",
    ],
  ])('%j is refused', async (options, message) => {
    expect(await refusal(text, options)).toContain(message)
  })

  it('needs numbers, and a class in each row', async () => {
    expect(await refusal('a,b\nx,1\n', { target: 'b' })).toBe(
      "CSV: 't.csv' expected columns of numbers beside 'b', found none among a, b",
    )
    const none = "CSV: 't.csv' expected a class in each row of the column 'b', found none in row "
    expect(await refusal('a,b\n1,x\n1,\n', { target: 'b' })).toBe(`${none}1`)
    expect(await refusal('a,b\n1,NA\n1,x\n', { target: 'b' })).toBe(`${none}0`)
  })
})

describe('tensors', () => {
  const two = (): [Tensor, Tensor] => [torch.ones([3, 2]), torch.arange(3)]
  const make =
    (...args: unknown[]) =>
    (): unknown =>
      new data.TensorDataset(...(args as [Tensor]))

  it.each<[() => unknown, string]>([
    [make(), 'TensorDataset: expected at least one tensor of samples, found none'],
    [make(7), 'expected a tensor of samples along its first dimension as input, found 7'],
    [make(torch.ones([1]), 7), 'along its first dimension as target, found 7'],
    [make(torch.ones([])), 'as input, found Tensor(float32[], cpu)'],
    [make(torch.ones([1]), torch.ones([1]), torch.ones([])), 'as tensor 2, found Tensor(float32[]'],
    [
      make(torch.ones([3]), torch.ones([4])),
      'TensorDataset: expected as many targets as inputs, found 4 for 3',
    ],
    [
      make(torch.ones([3]), torch.ones([3]), torch.ones([2])),
      'TensorDataset: expected as many samples of each tensor, found 3, 3, 2',
    ],
    [make(...two(), { transform: 7 }), 'TensorDataset: transform: expected a function, found 7'],
    [
      make(...two(), { classes: 'ab' }),
      "TensorDataset: classes: expected an array of names, found 'ab'",
    ],
    [make(...two(), { classes: [1] }), 'TensorDataset: classes: expected an array of names'],
    [make(...two(), { title: 7 }), 'TensorDataset: title: expected '],
    [
      make(...two(), { titel: 'x' }),
      "TensorDataset: unknown option 'titel' (did you mean 'title'?)",
    ],
    [
      () => new data.TensorDataset(...two()).get(3),
      'TensorDataset.get: expected an index from 0 to 2',
    ],
    [
      () => new data.TensorDataset(...two()).take(-1),
      'TensorDataset.take: expected an integer of at',
    ],
    [
      () => new data.TensorDataset(...two()).map(7 as never),
      'TensorDataset.map: expected a function',
    ],
    [
      () => new data.TensorDataset(torch.ones([1])).target,
      'TensorDataset: target: expected a dataset of two tensors, found 1',
    ],
  ])('%p is refused', (call, message) => expect(call).toThrow(message))

  it('keep title and classes in what is made of them, and the transform after the others', () => {
    const transform = (input: Tensor): Tensor => input.add(1)
    const options = { transform, classes: ['x'], title: 'T' }
    const whole = new data.TensorDataset(torch.zeros([3, 1]), torch.arange(3), options)
    const part = whole.map(input => input.mul(10)).take(2)
    expect([part.length, part.title, part.classes]).toEqual([2, 'T', ['x']])
    expect([part.get(1).input.toArray(), part.get(1).input.shape]).toEqual([[10], [1]])
    expect([whole.take(9).length, whole.take(0).length]).toEqual([3, 0])
    const plain = new data.TensorDataset(torch.zeros([3, 1]), torch.arange(3), undefined)
    expect([plain.title, plain.map(transform).get(2).input.item()]).toEqual([undefined, 1])
    const again = tensorDatasetOf(whole.tensors, undefined, ['y'], 'U')
    expect([again.title, again.classes, again.tensors.length]).toEqual(['U', ['y'], 2])
  })
})

describe('Parquet', () => {
  const numbers = goldenFile('numbers.parquet')
  const images = goldenFile('train-00000-of-00001.parquet')
  const { ParquetDataset } = data

  it.each<[() => Promise<unknown>, string]>([
    [() => ParquetDataset.open(7 as never), 'ParquetDataset.open: path: expected '],
    [
      () => ParquetDataset.open(numbers, { splt: 'x' } as never),
      "ParquetDataset.open: unknown option 'splt'",
    ],
    [
      () => ParquetDataset.open(numbers, { split: 7 as never }),
      'ParquetDataset.open: split: expected ',
    ],
    [
      () => ParquetDataset.open(numbers, { dtype: 'int8' as never }),
      "ParquetDataset.open: dtype: expected float32, uint8, found 'int8'",
    ],
    [
      () => ParquetDataset.open(numbers, { columns: ['x'] as never }),
      'ParquetDataset.open: columns: expected an object of names, found an array of 1',
    ],
    [
      () => ParquetDataset.open(numbers, { columns: { a: 'm' } }),
      "expected a column 'm', found x, n, text, flag, list",
    ],
    [
      async () => Promise.resolve(new ParquetDataset('x', [7] as never, {})),
      'ParquetDataset: expected to be made by `await ParquetDataset.open(path)`, found `new`',
    ],
    [
      async () => Promise.resolve(new ParquetDataset('x', [], {})),
      "Parquet: 'x' expected rows, found none",
    ],
    [
      async () => (await ParquetDataset.open(numbers)).get(3),
      'ParquetDataset.get: expected an index from 0 to 2, found 3',
    ],
  ])('%p is refused', async (call, message) => {
    await expect(call()).rejects.toThrow(message)
  })

  it('has the columns that are asked for, by their new names, and images as bytes or floats', async () => {
    const some = await ParquetDataset.open(numbers, { columns: { number: 'n', again: 'n' } })
    expect([await some.get(0), some.classes]).toEqual([{ number: 1, again: 1 }, {}])
    const columns = { input: 'image' }
    const bytes = await ParquetDataset.open(images, { columns, dtype: 'uint8' })
    const floats = await ParquetDataset.open(images, { columns, mode: 'grey', size: [2, 3] })
    const first = (await bytes.get(0)).input as Tensor
    const second = (await floats.get(0)).input as Tensor
    expect([first.dtype, first.shape, second.dtype, second.shape]).toEqual([
      ...['uint8', [3, 12, 16], 'float32', [1, 2, 3]],
    ])
    expect(second.max().item<number>()).toBeLessThanOrEqual(1)
  })

  it('reads files of a split by their names or their folder, in order', async () => {
    await withFiles({}, async folder => {
      for (const name of ['train', 'other']) mkdirSync(join(folder, name))
      const places = ['train/b.parquet', 'train-0.parquet', 'train.parquet', 'training.parquet']
      for (const place of [...places, 'other/c.parquet', 'test-train-1.parquet'])
        copyFileSync(numbers, join(folder, place))
      writeFileSync(join(folder, 'train-1.txt'), 'no table')
      symlinkSync(join(folder, 'train.parquet'), join(folder, 'train-9.parquet'))
      const dataset = await ParquetDataset.open(folder)
      expect(dataset.files.map(({ path }) => path.slice(folder.length + 1))).toEqual([
        ...['train-0.parquet', 'train-9.parquet', 'train.parquet', 'train/b.parquet'],
      ])
      expect([dataset.length, (await dataset.get(11)).n]).toEqual([12, (await dataset.get(2)).n])
      await expect(ParquetDataset.open(folder, { split: 'valid' })).rejects.toThrow(
        `Parquet: expected 'valid-….parquet', or files in a folder 'valid', in '${folder}', found none`,
      )
    })
  })

  it('reads each group of rows once, as long as few others are read', async () => {
    const dataset = await ParquetDataset.open(numbers)
    const [file] = dataset.files as [ParquetFile]
    const read = jest.spyOn(file, 'readGroup')
    for (const index of [0, 1, 2, 0, 1]) await dataset.get(index)
    expect(read).toHaveBeenCalledTimes(file.groups)
  })

  it('has no classes where nothing is said of them', async () => {
    const bytes = readFileSync(images)
    const start = bytes.indexOf('{"info"')
    const end = bytes.indexOf('}}}}', start) + 4
    const described = (json: string): Promise<unknown> => {
      const changed = Buffer.from(bytes)
      changed.fill(' ', start, end).write(json, start)
      return withFiles({ 'x.parquet': changed }, async folder => {
        return (await ParquetDataset.open(join(folder, 'x.parquet'))).classes
      })
    }
    for (const json of ['null', '{}', '{"info":7}', '{"info":{"features":7}}'])
      expect(await described(json)).toEqual({})
    await expect(described('{')).rejects.toThrow(/has features that are no JSON: /)
  })

  it('says where a file is damaged', async () => {
    const bytes = readFileSync(numbers)
    const of = (content: Buffer): Promise<ParquetFile> => {
      const memory = Uint8Array.from(content).buffer
      const slice = (start: number, end?: number): ArrayBuffer => memory.slice(start, end)
      return ParquetFile.open('p', { byteLength: content.length, slice })
    }
    const whole = await of(bytes)
    expect([whole.length, whole.columns, whole.starts.at(-1), whole.groups]).toEqual([
      ...[3, ['x', 'n', 'text', 'flag', 'list'], 3, whole.starts.length - 1],
    ])
    await expect(of(Buffer.alloc(0))).rejects.toThrow(
      "Parquet: 'p' expected rows, found an empty file",
    )
    const other = "Parquet: 'p' expected a file that begins with PAR1, found another"
    await expect(of(Buffer.from('PAR1PAR1PAR'))).rejects.toThrow(other)
    await expect(of(Buffer.from('PAR2'.repeat(4)))).rejects.toThrow(other)
    await expect(of(Buffer.from('PAR1'.padEnd(16)))).rejects.toThrow(
      "Parquet: 'p' expected PAR1 at the end, found other bytes: truncated?",
    )
    await expect(of(Buffer.from('PAR1\0\0\0\0PAR1'))).rejects.toThrow(DataError)
    const source = fileSource(numbers)
    expect(Buffer.from(source.slice(0, 4)).toString()).toBe('PAR1')
    expect(Buffer.from(source.slice(source.byteLength - 4)).toString()).toBe('PAR1')
    expect(source.slice(4, 4).byteLength).toBe(0)
    const beyond = source.byteLength + 1
    for (const [start, end] of [
      [-1, 2],
      [3, 2],
      [0, beyond],
    ] as const)
      expect(() => source.slice(start, end)).toThrow(
        `bytes ${start} to ${end} of a file of ${source.byteLength}`,
      )
  })
})

test('errors of options are errors of options', () => {
  expect(() => new data.TensorDataset(torch.ones([]))).toThrow(OptionError)
  expect(() => new data.TensorDataset(torch.ones([1]), torch.ones([2]))).toThrow(DataError)
})
