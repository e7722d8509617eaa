import { join } from 'node:path'
import torch, { DataError, OptionError, data } from '../../../lib'
import { readGoldens } from '../goldens'
import { withFiles } from './fixtures'

interface Goldens {
  text: string
  merges: [number, number][]
  encoded: { text: string; tokens: number[] }[]
}

// test/goldens/make_tokens.py
const golden = readGoldens<Goldens>('tokens.json')

test('learns the pairs that the plain algorithm finds, and encodes by them', () => {
  const tokenizer = data.BytePairTokenizer.train(golden.text, {
    vocabularySize: 256 + golden.merges.length,
  })
  expect(tokenizer.merges).toEqual(golden.merges)
  for (const { text, tokens } of golden.encoded) {
    expect([...tokenizer.encode(text)]).toEqual(tokens)
    expect(tokenizer.decode(tokens)).toBe(text)
  }
})

test('any text survives, and bytes that are none become U+FFFD', () => {
  const tokenizer = new data.BytePairTokenizer([])
  for (const text of ['', 'naïve 日本 🎉', '\u0000\r\n\t  x'])
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
  expect(tokenizer.decode([0xe4])).toBe('\ufffd')
  expect(tokenizer.vocabularySize).toBe(256)
})

test('a token a character', () => {
  const tokenizer = data.CharTokenizer.train('hello 🎉')
  expect(tokenizer.characters).toEqual([' ', 'e', 'h', 'l', 'o', '🎉'])
  expect([...tokenizer.encode('hel🎉')]).toEqual([2, 1, 3, 5])
  expect(tokenizer.decode([2, 1, 3, 3, 4])).toBe('hello')
  expect(() => tokenizer.encode('hex')).toThrow(/found 'x' at 2/)
  expect(() => tokenizer.decode([6])).toThrow(/tokens from 0 to 5, found 6 at 0/)
  expect(() => new data.CharTokenizer(['a', 'a'])).toThrow(/found one twice/)
  expect(() => data.CharTokenizer.train('')).toThrow(OptionError)
})

test('vocabularies are saved and loaded', async () => {
  await withFiles({}, folder => {
    const path = join(folder, 'vocabulary.json')
    for (const tokenizer of [
      data.CharTokenizer.train('aé🎉'),
      data.BytePairTokenizer.train('aaabaaab', { vocabularySize: 258 }),
    ]) {
      tokenizer.save(path)
      const again = data.loadTokenizer(path)
      expect(again).toBeInstanceOf(tokenizer.constructor)
      expect(again.toJSON()).toEqual(tokenizer.toJSON())
    }
  })
})

test.each([
  ['no JSON', '{', /cannot be read/],
  ['another thing', '{"type":"x"}', /expected what save\(\)/],
  [
    'a merge of what is not there',
    '{"type":"byte-pair","merges":[[1,256]]}',
    /below 256 as merge 0/,
  ],
  ['a merge of three', '{"type":"byte-pair","merges":[[1,2,3]]}', /two tokens below 256/],
  ['characters that are none', '{"type":"characters","characters":["ab"]}', /single characters/],
])('refuses a vocabulary of %s', async (_, json, message) => {
  await withFiles({ v: Buffer.from(json) }, folder => {
    expect(() => data.loadTokenizer(join(folder, 'v'))).toThrow(message)
    expect(() => data.loadTokenizer(join(folder, 'v'))).toThrow(DataError)
  })
})

test('blocks of a text, one token on', async () => {
  const tokenizer = data.CharTokenizer.train('abcdefghij')
  const live = torch.memory().tensors
  const dataset = new data.TextDataset('abcdefghij', { tokenizer, blockSize: 3, stride: 2 })
  expect(dataset.length).toBe(4)
  const { input, target } = dataset.get(1)
  expect([input.toArray(), target.toArray(), input.dtype]).toEqual([[2, 3, 4], [3, 4, 5], 'int64'])
  const batch = dataset.gather(torch.tensor([3n, 0n]))
  expect(batch.input.toArray()).toEqual([
    [6, 7, 8],
    [0, 1, 2],
  ])
  expect(batch.target.toArray()).toEqual([
    [7, 8, 9],
    [1, 2, 3],
  ])
  const again = (await data.makeFrom(dataset.recipe())) as data.TextDataset
  expect([again.length, again.get(3).target.toArray()]).toEqual([4, [7, 8, 9]])
  for (const owner of [dataset, again, batch.input, batch.target, input, target]) owner.dispose()
  expect(torch.memory().tensors).toBeLessThanOrEqual(live + 3)
  const short = { tokenizer, blockSize: 10 }
  expect(() => new data.TextDataset('abcdefghij', short)).toThrow(/more tokens than a block's 10/)
  expect(() => new data.TextDataset('ab', { tokenizer: 1 } as never)).toThrow(
    /expected a tokenizer/,
  )
})

test('text is read from files', async () => {
  const files = {
    good: Buffer.from('ä'),
    bad: Buffer.of(0x61, 0x0a, 0xe4),
    empty: Buffer.alloc(0),
    page: Buffer.from('<html>'),
  }
  await withFiles(files, folder => {
    expect(data.readText(join(folder, 'good'))).toBe('ä')
    expect(() => data.readText(join(folder, 'bad'))).toThrow(/UTF-8.*\(line 2\)/)
    expect(() => data.readText(join(folder, 'page'))).toThrow(/found an HTML page/)
    expect(() => data.readText(join(folder, 'empty'))).toThrow(/found an empty file/)
  })
})

test('the first blocks', () => {
  const tokenizer = data.CharTokenizer.train('abcdef')
  using all = new data.TextDataset('abcdefabcdef', { tokenizer, blockSize: 3, stride: 2 })
  using two = all.take(2)
  expect([all.length, two.length, two.tokens.size(0)]).toEqual([5, 2, 6])
  expect(two.get(1).target.toArray()).toEqual(all.get(1).target.toArray())
  using more = all.take(9)
  expect(more.length).toBe(5)
  expect(() => all.take(0.5)).toThrow(/TextDataset.take/)
})
