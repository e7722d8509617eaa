/** Which pairs are learnt, what becomes of words, and what tokenizers and texts refuse. */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import torch, { DataError, OptionError, data } from '../../../../lib'
import { learnMerges } from '../../../../lib/data/text/merges'
import { tokenizerOf } from '../../../../lib/data/text/load'
import { withFiles } from '../fixtures'

const { BytePairTokenizer, CharTokenizer, TextDataset } = data
const codes = (text: string): number[] => [...Buffer.from(text)]

describe('merges', () => {
  const learn = (words: Record<string, number>, count = 99): unknown =>
    learnMerges(
      Object.entries(words).map(([word, times]) => ({ tokens: codes(word), count: times })),
      count,
    )
  const [a, b, c, d] = codes('abcd') as [number, number, number, number]

  it('are of the most frequent pair, of equal ones of the smaller tokens', () => {
    expect(learn({ ab: 2, cd: 3 })).toEqual([
      [c, d],
      [a, b],
    ])
    expect(learn({ cd: 2, ab: 2 })).toEqual([
      [a, b],
      [c, d],
    ])
    expect(learn({ ac: 2, ab: 2 })).toEqual([
      [a, b],
      [a, c],
    ])
  })

  it('need a pair that comes twice, and are as many as are asked for', () => {
    expect(learn({ ab: 1, cd: 1 })).toEqual([])
    expect(learn({ ab: 2, cd: 2 }, 1)).toEqual([[a, b]])
    expect(learn({ ab: 2 }, 0)).toEqual([])
    expect(learn({})).toEqual([])
    expect(learn({ a: 9 })).toEqual([])
  })

  it('count what is left of the pairs around them', () => {
    // abab: once (ab), the pairs (ba) are gone, and (256, 256) are left.
    expect(learn({ abab: 3 })).toEqual([
      [a, b],
      [256, 256],
    ])
    expect(learn({ aaaa: 1, aa: 1 })).toEqual([[a, a]])
    expect(learn({ abc: 2, bc: 2, ab: 1 })).toEqual([
      [b, c],
      [a, 256],
    ])
    expect(learn({ abc: 1, bcd: 1, dbc: 1 })).toEqual([[b, c]])
  })
})

describe('byte pairs', () => {
  const train = (text: string, vocabularySize: number): data.BytePairTokenizer =>
    BytePairTokenizer.train(text, { vocabularySize })

  it('do not go beyond words, their blanks, numbers and signs', () => {
    const text = "it's it's we'll we'll they've you're I'd I'm can't x12 x12 a++ a++ \n\n \n\n b  c"
    const whole = train(text.repeat(9), 600)
    const pieces = Array.from(whole.encode(text), token => whole.decode([token]))
    expect(pieces).toEqual([
      ...['it', "'s", ' it', "'s", ' we', "'ll", ' we', "'ll", ' they', "'ve", ' you', "'re", ' I'],
      ...["'d", ' I', "'m", ' can', "'t", ' x', '12', ' x', '12', ' a', '++', ' a', '++'],
      ...[' \n\n \n\n', ' b', ' ', ' c'],
    ])
    expect(whole.decode(whole.encode(text))).toBe(text)
  })

  it('are as many as asked for, 256 bytes among them', () => {
    expect(train('abab', 256).merges).toEqual([])
    const one = train('abab abab', 257)
    expect([one.vocabularySize, one.merges]).toEqual([257, [[97, 98]]])
    expect([...one.encode('aabb')]).toEqual([97, 256, 98])
    // In the order in which they were learnt, the first place first.
    const two = new BytePairTokenizer([
      [98, 99],
      [97, 98],
    ])
    expect([...two.encode('abcab')]).toEqual([97, 256, 257])
    expect([...two.encode('abcab')]).toEqual([97, 256, 257])
    expect(two.decode([257, 256])).toBe('abbc')
    expect(two.toJSON()).toEqual({ type: 'byte-pair', merges: two.merges })
  })

  it.each<[() => unknown, string]>([
    [() => train('', 300), "BytePairTokenizer.train: expected text to learn from, found ''"],
    [() => train(7 as never, 300), 'BytePairTokenizer.train: expected text to learn from, found 7'],
    [
      () => train('a', 255),
      'BytePairTokenizer.train: vocabularySize: expected from 256 to 1048576, found 255',
    ],
    [() => train('a', 2 ** 20 + 1), 'expected from 256 to 1048576, found 1048577'],
    [() => train('a', 256.5), 'vocabularySize: expected a positive integer, found 256.5'],
    [() => BytePairTokenizer.train('a', { size: 1 } as never), "unknown option 'size'"],
    [() => new BytePairTokenizer(7 as never), 'BytePairTokenizer: expected an array of merges'],
    [
      () => new BytePairTokenizer([[1, 256]]),
      'BytePairTokenizer: expected two tokens below 256 as merge 0, found others',
    ],
    [
      () =>
        new BytePairTokenizer([
          [1, 255],
          [256, 257],
        ]),
      'expected two tokens below 257 as merge 1, found others',
    ],
    [() => new BytePairTokenizer([[-1, 2]]), 'two tokens below 256 as merge 0'],
    [() => new BytePairTokenizer([[1, 0.5]]), 'two tokens below 256 as merge 0'],
    [() => new BytePairTokenizer([[1] as never]), 'two tokens below 256 as merge 0'],
    [() => new BytePairTokenizer([]).encode(7 as never), 'BytePairTokenizer.encode: expected '],
    [
      () => new BytePairTokenizer([]).decode(7 as never),
      'decode: expected a list of tokens, found none',
    ],
    [
      () => new BytePairTokenizer([]).decode(null as never),
      'expected a list of tokens, found none',
    ],
    [
      () => new BytePairTokenizer([]).decode([0, 256]),
      'decode: expected tokens from 0 to 255, found 256 at 1',
    ],
    [() => new BytePairTokenizer([]).decode([-1]), 'tokens from 0 to 255, found -1 at 0'],
    [() => new BytePairTokenizer([]).decode([0, 1, 0.5]), 'found 0.5 at 2'],
  ])('%p is refused', (call, message) => expect(call).toThrow(message))

  it('may be the most there can be', () => {
    expect(train('aa', 2 ** 20).vocabularySize).toBe(256)
    expect(new BytePairTokenizer([[0, 0]]).encode('\0\0')).toEqual(Int32Array.of(256))
  })
})

describe('characters', () => {
  it.each<[() => unknown, string]>([
    [() => new CharTokenizer(7 as never), 'CharTokenizer: expected a list of values, found none'],
    [() => new CharTokenizer([]), 'expected single characters, found other values or none'],
    [() => new CharTokenizer(['a', 'bc']), 'expected single characters, found other values'],
    [() => new CharTokenizer(['a', '']), 'expected single characters, found other values'],
    [() => new CharTokenizer([1 as never]), 'expected single characters, found other values'],
    [() => new CharTokenizer('aba'), 'expected different characters, found one twice'],
    [() => CharTokenizer.train(''), "CharTokenizer.train: expected text to learn from, found ''"],
    [() => new CharTokenizer('ab').encode(7 as never), 'CharTokenizer.encode: expected '],
    [
      () => new CharTokenizer('ab').encode('abc'),
      "CharTokenizer: expected characters of the vocabulary, found 'c' at 2",
    ],
    [() => new CharTokenizer('ab').decode([1, 2]), 'expected tokens from 0 to 1, found 2 at 1'],
    [() => new CharTokenizer('ab').decode(null as never), 'expected a list of values, found none'],
  ])('%p is refused', (call, message) => expect(call).toThrow(message))

  it('are in the order of their code points, whatever UTF-16 makes of them', () => {
    const tokenizer = CharTokenizer.train('\u{1f389}\uff5eba')
    expect(tokenizer.characters).toEqual(['a', 'b', '\uff5e', '\u{1f389}'])
    expect(tokenizer.vocabularySize).toBe(4)
    expect(tokenizer.toJSON()).toEqual({ type: 'characters', characters: tokenizer.characters })
  })
})

describe('vocabularies', () => {
  it.each([null, {}, { type: 'characters' }, { type: 'byte-pair', characters: ['a'] }, []])(
    '%j is none',
    json => {
      expect(() => tokenizerOf('v.json', json)).toThrow(DataError)
      expect(() => tokenizerOf('v.json', json)).toThrow(
        "vocabulary: 'v.json' expected what save() of a tokenizer writes, found something else",
      )
    },
  )

  it('that cannot be written or read say why', async () => {
    const tokenizer = new CharTokenizer('ab')
    expect(() => tokenizer.save(7 as never)).toThrow('save: path: expected ')
    expect(() => data.loadTokenizer(7 as never)).toThrow('loadTokenizer: path: expected ')
    await withFiles({ file: Buffer.from('') }, folder => {
      const path = join(folder, 'file', 'x')
      expect(() => tokenizer.save(path)).toThrow(DataError)
      expect(() => tokenizer.save(path)).toThrow(`vocabulary: cannot write '${path}': `)
      expect(() => data.loadTokenizer(path)).toThrow(
        `vocabulary: '${path}' cannot be read: ENOTDIR`,
      )
    })
  })
})

describe('blocks', () => {
  const tokenizer = new CharTokenizer('abcdefghij')
  const make = (text: string, options: object): data.TextDataset =>
    new TextDataset(text, { tokenizer, ...options } as never)

  // Tokens, size of a block, stride, and the number of blocks that have one token after them.
  it.each([
    [4, 3, undefined, 1],
    [7, 3, undefined, 2],
    [6, 3, undefined, 1],
    [10, 3, 1, 7],
    [10, 3, 4, 2],
    [10, 9, 1, 1],
  ])('of %d tokens by %d, stride %p, are %d', (tokens, blockSize, stride, count) => {
    using dataset = make('abcdefghij'.slice(0, tokens), { blockSize, ...(stride && { stride }) })
    expect([dataset.length, dataset.stride]).toEqual([count, stride ?? blockSize])
    const last = dataset.get(count - 1)
    const start = (count - 1) * dataset.stride
    const expected = Array.from({ length: blockSize }, (_, i) => start + i)
    expect(last.input.toArray()).toEqual(expected)
    expect(last.target.toArray()).toEqual(expected.map(token => token + 1))
    const both = dataset.gather(torch.tensor([count - 1, 0], { dtype: 'int64' }))
    expect([both.input.shape, both.input.dtype]).toEqual([[2, blockSize], 'int64'])
    expect(both.target.select(0, 0).toArray()).toEqual(last.target.toArray())
    expect(() => dataset.get(count)).toThrow(
      `TextDataset.get: expected an index from 0 to ${count - 1}`,
    )
  })

  it.each<[() => unknown, string]>([
    [() => make(7 as never, { blockSize: 1 }), 'TextDataset: text: expected '],
    [() => make('ab', { blockSize: 0 }), 'TextDataset: blockSize: expected a positive integer'],
    [
      () => make('ab', { blockSize: 1, stride: 0 }),
      'TextDataset: stride: expected a positive integer, found 0',
    ],
    [() => make('ab', { size: 1 }), "TextDataset: unknown option 'size'"],
    [
      () => make('abc', { blockSize: 3 }),
      "TextDataset: expected more tokens than a block's 3, found 3",
    ],
    [
      () => make('abc', { blockSize: 1, tokenizer: { encode: 1 } }),
      'TextDataset: tokenizer: expected a tokenizer, such as data.CharTokenizer.train(text), found ',
    ],
    [() => make('abc', { blockSize: 1, tokenizer: null }), 'found null'],
  ])('%p is refused', (call, message) => expect(call).toThrow(message))

  it('that are first are as many as asked for, or as there are', () => {
    using all = make('abcdefghij', { blockSize: 2, stride: 3 })
    using one = all.take(1)
    using three = all.take(3)
    expect([one.length, one.tokens.toArray(), one.stride]).toEqual([1, [0, 1, 2], 3])
    expect([three.length, three.tokens.toArray()]).toEqual([3, [0, 1, 2, 3, 4, 5, 6, 7, 8]])
    expect(() => all.take(-1)).toThrow('TextDataset.take: expected a positive integer')
  })

  it('leave no tensor when they are disposed of', () => {
    const live = torch.memory().tensors
    const dataset = make('abcd', { blockSize: 2 })
    dataset.take(1).dispose()
    expect(torch.memory().tensors).toBe(live + 1)
    dataset.dispose()
    expect(torch.memory().tensors).toBe(live)
  })
})

test('texts may be packed, and those of other encodings are told with the line', async () => {
  const files = { packed: gzipSync('ä\n'), bad: Buffer.of(0x0a, 0x0a, 0x61, 0xff) }
  await withFiles(files, folder => {
    expect(data.readText(join(folder, 'packed'))).toBe('ä\n')
    const path = join(folder, 'bad')
    expect(() => data.readText(path)).toThrow(
      `text: '${path}' expected text in UTF-8, found other bytes (line 3)`,
    )
    expect(() => data.readText(join(folder, 'none'))).toThrow('text: expected a file at ')
    expect(() => data.readText(7 as never)).toThrow(OptionError)
    expect(() => data.readText(7 as never)).toThrow('readText: path: expected ')
  })
})
