import { Command } from 'commander'
import { parseSettings } from '../../../lib/experiments/settings'
import { flagOf, number, withTrainingOptions } from '../../../lib/cli/options'
import { architectureNames, textNames } from '../../../lib/models'

test.each([
  ['12', 12],
  [' 12 ', 12],
  ['+7', 7],
  ['-.5', -0.5],
  ['1.', 1],
  ['1e3', 1000],
  ['2.5E-4', 2.5e-4],
])('%p is the number %p', (text, value) => expect(number(text)).toBe(value))

test.each(['', ' ', '0x10', '0b1', '1_000', '1,5', '12px', 'NaN', 'Infinity', 'e3', '.', '--1'])(
  '%p is no number',
  text => expect(number(text)).toBe(text),
)

/** The message for `isbe train` with these words after it. */
function messageFor(...words: string[]): string {
  const argv = process.argv
  process.argv = ['node', 'isbe', 'train', ...words]
  try {
    const command = withTrainingOptions(new Command('train'))
      .option('--loss <name>')
      .option('--profile')
      .parse(words, { from: 'user' })
    parseSettings(command.opts(), setting => flagOf(command, setting))
    return 'accepted'
  } catch (error) {
    return (error as Error).message
  } finally {
    process.argv = argv
  }
}

const networks = [...architectureNames, ...textNames].join(', ')
const integer = 'expected a positive integer, found'
const positive = 'expected a positive number, found'

test.each([
  ['--epochs', '0', `${integer} 0`],
  ['--epochs', '1.5', `${integer} 1.5`],
  ['--epochs', '1e400', `${integer} Infinity`],
  ['--epochs', '1e300', `${integer} 1e+300`],
  ['--epochs', 'two', `${integer} 'two'`],
  ['--epochs', '', `${integer} ''`],
  ['--batch-size', '-1', `${integer} -1`],
  ['--batch-size', '0x10', `${integer} '0x10'`],
  ['--limit', '0', `${integer} 0`],
  ['--seed', '-1', 'expected an integer of at least 0, found -1'],
  ['--seed', 'NaN', "expected an integer of at least 0, found 'NaN'"],
  ['--lr', '0', `${positive} 0`],
  ['--lr', 'fast', `${positive} 'fast'`],
  ['--decay', '-0.5', `${positive} -0.5`],
  ['--threads', '0', 'expected an integer from 1 to'],
  ['--threads', '1e9', 'expected an integer from 1 to'],
  ['--runs', '', "expected the path of a folder, found ''"],
  ['--data-dir', '', "expected the path of a folder, found ''"],
  ['--label-column', 'kind', 'expected --data to be csv or parquet, found mnist'],
  ['--precision', 'int8', "expected float32, bfloat16, float16, found 'int8'"],
  ['--memory-format', 'nhwc', "expected contiguous_format, channels_last, found 'nhwc'"],
  ['--model', 'n00', `expected ${networks}, found 'n00' (did you mean 'n0'?)`],
  ['--arch', 'n00', `expected ${networks}, found 'n00' (did you mean 'n0'?)`],
])('%s %p is refused in the words of the command line', (flag, value, message) => {
  expect(messageFor(flag, value)).toContain(`${flag}: ${message}`)
  expect(messageFor(`${flag}=${value}`)).toContain(`${flag}: ${message}`)
})

test('what is allowed is accepted', () => {
  expect(messageFor()).toBe('accepted')
  expect(messageFor('--epochs', '1e1', '--lr', '.5', '--seed', '0', '--threads', '1')).toBe(
    'accepted',
  )
})
