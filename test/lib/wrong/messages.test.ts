/**
 * What public functions say of what they cannot take, against what they said when the golden was
 * read and approved. After a change on purpose: `node test/lib/wrong/messages.js >
 * test/goldens/messages.json`, and read the difference.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { readGoldens } from '../goldens'

type Messages = Record<string, string[]>

function spoken(): Messages {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'messages.js')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout) as Messages
}

const messages = spoken()

test('everything says what it said', () => {
  expect(messages).toEqual(readGoldens<Messages>('messages.json'))
})

test('no option takes anything', () => {
  const all = Object.entries(messages).flatMap(([path, said]) => said.map(text => [path, text]))
  expect(all.length).toBeGreaterThan(3000)
  expect(all.filter(([, text]) => text!.startsWith('accepts any'))).toEqual([])
  expect(all.filter(([, text]) => /^(Type|Range|Reference)Error/.test(text!))).toEqual([])
})
