/** Plain text of one's own, of which a network learns what comes next. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DataError } from '../../base/errors'
import { CharTokenizer, TextDataset, loadTokenizer, readText, type Tokenizer } from '../../data'
import { reasonOf } from '../../data/reader/file'
import { textLength } from '../../models'
import { replaced, type Data, type DataSettings } from './data'

interface Texts {
  train: string
  test: string
  /** What was done to them, in words; null for nothing. */
  adaptation: string | null
}

/** Of a single text the last part is the test. */
const testShare = 0.1

function find(folder: string, name: string): string | undefined {
  return [name, `${name}.gz`].map(file => join(folder, file)).find(path => existsSync(path))
}

function textsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => /\.txt(\.gz)?$/i.test(name))
  } catch (cause) {
    throw new DataError(`text: expected a folder at '${folder}', found ${reasonOf(cause)}`, {
      cause,
    })
  }
}

/** `train.txt` and `test.txt`, or the only text of the folder; gzipped or not. */
function readTexts(folder: string): Texts {
  const names = textsIn(folder)
  const [train, test] = [find(folder, 'train.txt'), find(folder, 'test.txt')]
  if (train !== undefined && test !== undefined)
    return { train: readText(train), test: readText(test), adaptation: null }
  if (names.length !== 1) {
    throw new DataError(
      `text: expected train.txt and test.txt, or one text alone, in '${folder}', found ` +
        (names.length === 0 ? 'no .txt file' : names.slice(0, 5).join(', ')),
    )
  }
  const text = readText(join(folder, names[0]!))
  const end = boundary(text, Math.floor(text.length * (1 - testShare)))
  return {
    train: text.slice(0, end),
    test: text.slice(end),
    adaptation: `the last tenth of ${names[0]} as the test set`,
  }
}

/** Not between the halves of a surrogate pair. */
function boundary(text: string, position: number): number {
  const isSecondHalf = /[\uDC00-\uDFFF]/.test(text.charAt(position))
  return isSecondHalf ? position + 1 : position
}

/** Characters of the test set alone are part of the vocabulary: they are never told right. */
function tokenizerFor({ train, test }: Texts, vocabulary: string | undefined): Tokenizer {
  return vocabulary === undefined ? CharTokenizer.train(train + test) : loadTokenizer(vocabulary)
}

/** Blocks of as many tokens as the network looks back on; the classes are the vocabulary. */
export function loadText(folder: string, settings: DataSettings): Data<TextDataset> {
  const texts = readTexts(folder)
  const tokenizer = tokenizerFor(texts, settings.vocabulary)
  const blocks = (text: string): TextDataset =>
    new TextDataset(text, { tokenizer, blockSize: textLength })
  const [all, test] = [blocks(texts.train), blocks(texts.test)]
  const { limit } = settings
  return {
    train: limit === undefined ? all : replaced(all, all.take(limit)),
    test,
    classes: tokenizer.vocabularySize,
    adaptation: texts.adaptation,
  }
}
