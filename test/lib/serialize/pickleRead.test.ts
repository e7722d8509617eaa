/** Pickles opcode by opcode: what Python's `pickle.loads` makes of them, and what is refused where. */
import { DataError } from '../../../lib'
import { placeholders } from '../../../lib/serialize/pickle/host'
import { checkPickle } from '../../../lib/serialize/pickle/read'

const wrong = (byte: number, problem: string): DataError => new DataError(`${byte}: ${problem}`)

function load(pickle: string): unknown {
  return checkPickle(Buffer.from(pickle, 'latin1'), wrong).read(placeholders)
}

const text = (value: string): string => `X${String.fromCharCode(value.length)}\0\0\0${value}`

test.each<[string, unknown]>([
  ['I00\n.', false],
  ['I01\n.', true],
  ['I1\n.', 1],
  ['I-12\n.', -12],
  ['L123L\n.', 123],
  ['L9007199254740993L\n.', 9007199254740993n],
  ['L9007199254740991\n.', 9007199254740991],
  ['F1.5\n.', 1.5],
  ['Finf\n.', Infinity],
  ['F-inf\n.', -Infinity],
  ['Fnan\n.', NaN],
  ['G\x3f\xf8\0\0\0\0\0\0.', 1.5],
  ['J\xff\xff\xff\xff.', -1],
  ['K\xff.', 255],
  ['M\xff\xff.', 65535],
  ['\x80\x05\x8a\x01\xff.', -1],
  ['\x8a\x00.', 0],
  ['\x8a\x02\xff\x00.', 255],
  ['\x8b\x02\0\0\0\0\x80.', -32768],
  ['\x8a\x08\0\0\0\0\0\0\x20\0.', 2n ** 53n],
  [`\x8a\x40${'\xff'.repeat(63)}\x7f.`, 2n ** 511n - 1n],
  ['N.', null],
  ['\x88\x89N\x87.', [true, false, null]],
  ['K\x01\x85.', [1]],
  ['K\x01K\x02\x86.', [1, 2]],
  [').', []],
  ['(K\x01K\x02t.', [1, 2]],
  ['U\x01\xe9.', 'é'],
  ['T\x01\0\0\0\xe9.', 'é'],
  ['X\x02\0\0\0\xc3\xa9.', 'é'],
  ['\x8c\x02\xc3\xa9.', 'é'],
  ['\x8d\x01\0\0\0\0\0\0\0x.', 'x'],
  ['\x8e\x01\0\0\0\0\0\0\0x.', Buffer.from('x')],
  ['B\x01\0\0\0x.', Buffer.from('x')],
  ['C\x01x.', Buffer.from('x')],
  ['\x95\x02\0\0\0\0\0\0\0N.', null],
  ['].', []],
  [']K\x01a.', [1]],
  ['](K\x01K\x02e.', [1, 2]],
  ['(K\x01K\x02l.', [1, 2]],
  ['}.', {}],
  ['(K\x01K\x02d.', { 1: 2 }],
  ['}K\x01K\x02s.', { 1: 2 }],
  ['}(K\x01K\x02u.', { 1: 2 }],
  ['\x8f(K\x01K\x02\x90.', new Set([1, 2])],
  ['(K\x01K\x02\x91.', new Set([1, 2])],
  ['(1N.', null],
  ['N0K\x01.', 1],
  ['(0N.', null],
  ['K\x012\x86.', [1, 1]],
  ['(K\x07\x94K\x08\x94h\0h\x01t.', [7, 8, 7, 8]],
  ['K\x07p12\n0g12\n.', 7],
  ['K\x07q\x01r\x02\0\0\x000h\x01j\x02\0\0\0\x86.', [7, 7]],
  ['c__builtin__\nset\n(](K\x01K\x02etR.', new Set([1, 2])],
  ['cbuiltins\nset\n)R.', new Set()],
  ['ccollections\nOrderedDict\n)R.', {}],
  [`ccollections\nOrderedDict\n((](${text('a')}K\x01eltR.`, { a: 1 }],
  ['ccollections\nCounter\n}(K\x02K\x05u\x85R.', { 2: 5 }],
  ['cbuiltins\ncomplex\nK\x02G\x3f\xf8\0\0\0\0\0\0\x86R.', { real: 2, imag: 1.5 }],
  ['cbuiltins\ncomplex\n)R.', { real: 0, imag: 0 }],
  [`cbuiltins\nbytearray\n${text('\xc3\xa9')}\x85R.`, Buffer.of(0xe9)],
  ['cbuiltins\nbytearray\nC\x02ab\x85R.', Buffer.from('ab')],
  ['cbuiltins\nbytearray\n)R.', Buffer.alloc(0)],
  ['ctorch\nSize\n](K\x02K\x03e\x85R.', [2, 3]],
  ['ctorch\nSize\n)R.', []],
  [`ctorch\ndevice\n${text('cpu')}\x85R.`, 'cpu'],
  [`ctorch\ndevice\n${text('cuda')}K\x01\x86R.`, 'cuda:1'],
  [`ctorch\ndevice\n${text('cuda')}M\xe7\x03\x86R.`, 'cuda:999'],
  [`ctorch\ndevice\n${text('cuda:12')}N\x86R.`, 'cuda:12'],
  [`ctorch.serialization\n_get_layout\n${text('torch.strided')}\x85R.`, 'torch.strided'],
  ['ctorch\nbfloat16\n.', 'bfloat16'],
  ['\x8c\x05torch\x8c\x05int64\x93.', 'int64'],
  ['ccollections\nOrderedDict\n)RNb.', {}],
  ['ccollections\nOrderedDict\n)\x81.', {}],
])('%j', (pickle, expected) => {
  expect(load(pickle)).toEqual(expected)
})

test('lists are open, tuples and sizes frozen', () => {
  const frozen = ['].', '(l.', ').', '(t.', 'N\x85.', 'ctorch\nSize\n)R.', 'ctorch\nSize\n]\x85R.']
  expect(frozen.map(pickle => Object.isFrozen(load(pickle)))).toEqual([
    ...[false, false, true, true, true, true, true],
  ])
})

test.each<[string, unknown]>([
  [`}(${text('a')}NK\x01Nu.`, new Map<unknown, null>().set('a', null).set(1, null)],
  ['}(K\x01NK\x02Nu.', { 1: null, 2: null }],
  ['}(J\xff\xff\xff\xffNu.', new Map([[-1, null]])],
  ['}(G\x3f\xf8\0\0\0\0\0\0Nu.', new Map([[1.5, null]])],
  ['}(NNu.', new Map([[null, null]])],
  // One dict in two places, which becomes a Map at its last key.
  ['(}q\0(K\x01N\x88Nuh\0t.', null],
])('a dict is a Map where its keys are neither names nor counts: %j', (pickle, expected) => {
  const found = load(pickle)
  if (expected !== null) return expect(found).toEqual(expected)
  const [one, other] = found as [unknown, unknown]
  expect(one).toEqual(new Map<unknown, null>().set(1, null).set(true, null))
  return expect(other).toBe(one)
})

test.each<[string, string]>([
  ['\x80\x06N.', '0: unknown protocol 6'],
  ['Nz.', '1: unknown or forbidden opcode 0x7a'],
  ['.', '0: expected a value on the stack'],
  ['2.', '0: expected a value on the stack'],
  ['NN.', '2: expected one value at the end'],
  ['N(.', '2: expected a value on the stack'],
  ['(N.', '2: expected one value at the end'],
  ['t.', '0: expected a mark'],
  ['K', '1: the pickle ends too early'],
  ['N', '1: the pickle ends too early'],
  ['X\x02\0\0\0a.', '7: the pickle ends too early'],
  ['X\x01\0\0\0\xff.', '5: expected UTF-8'],
  ['\x8d\x63\0\0\0\0\0\0\0x.', '1: expected a length within the pickle, found 99'],
  [`\x8a\x41${'\0'.repeat(65)}.`, '2: expected a shorter integer'],
  ['I1', '1: expected the end of a line'],
  ['I1.5\n.', '1: expected an integer in digits'],
  [`L${'1'.repeat(151)}\n.`, '1: expected an integer in digits'],
  ['L\n.', '1: expected an integer in digits'],
  ['Fx\n.', '0: expected a number'],
  ['F\n.', '0: expected a number'],
  [`F${'1'.repeat(4097)}\n.`, '1: expected the end of a line'],
  ['h\x05.', '0: expected a value that was kept as 5'],
  ['g5\n.', '0: expected a value that was kept as 5'],
  ['j\x05\0\0\0.', '0: expected a value that was kept as 5'],
  ['NK\x01a.', '3: expected a list to add to'],
  [')K\x01a.', '3: expected a list to add to'],
  ['N(K\x01e.', '4: expected a list to add to'],
  ['](K\x01\x90.', '4: expected a set to add to'],
  ['N(K\x01K\x02u.', '6: expected a dict to add to'],
  ['}(K\x01u.', '4: expected keys with values'],
  [`}(${text('a.__proto__')}Nu.`, "19: expected a key without '__proto__', found 'a.__proto__'"],
  ['NN\x93.', '2: expected the name of a function or class'],
  ['\x8c\x01aN\x93.', '4: expected the name of a function or class'],
  ['cos\nsystem\n.', "0: found 'os.system', which is none of the names that data needs"],
  ['ctorch\nfloat99\n.', "0: found 'torch.float99', which is none of the names"],
  ['NNR.', '2: expected a tuple of arguments'],
  ['N]R.', '2: expected a tuple of arguments'],
  ['N)R.', '2: expected a function or class to call'],
  ['NNb.', '2: expected attributes of a tensor or an OrderedDict only'],
  ['ccollections\nOrderedDict\nK\x01\x85R.', '28: expected pairs to make a dict of'],
  ['ccollections\nOrderedDict\n](Ne\x85R.', '30: expected pairs to make a dict of'],
  ['ccollections\nOrderedDict\n](N\x85e\x85R.', '31: expected pairs to make a dict of'],
  ['cbuiltins\nset\nN\x85R.', '16: expected a list as an argument'],
  [`cbuiltins\ncomplex\n${text('1')}\x85R.`, '25: expected two numbers of a complex one'],
  ['cbuiltins\nbytearray\nK\x05\x85R.', '23: expected a string as an argument'],
  [
    `c_codecs\nencode\n${text('a')}${text('utf8')}\x86R.`,
    '32: expected bytes in latin1, found utf8',
  ],
  ['ctorch\nSize\n](G\x3f\xf8\0\0\0\0\0\0e\x85R.', '25: expected integers as a size'],
  ['ctorch\nSize\nK\x01\x85R.', '15: expected integers as a size'],
  [`ctorch\ndevice\n${text('CPU')}\x85R.`, "23: expected a device, found 'CPU'"],
  [`ctorch\ndevice\n${text('cuda:1234')}\x85R.`, "expected a device, found 'cuda:1234'"],
  [`ctorch\ndevice\n${text('cuda')}M\xe8\x03\x86R.`, '27: expected the index of a device'],
  [`ctorch\ndevice\n${text('cuda')}J\xff\xff\xff\xff\x86R.`, 'expected the index of a device'],
  ['ctorch\ndevice\n)R.', '15: expected a string as an argument'],
])('%j is refused', (pickle, message) => {
  expect(() => load(pickle)).toThrow(DataError)
  expect(() => load(pickle)).toThrow(message)
})

test('a pickle says where it ends, and may begin later', () => {
  const bytes = Buffer.from('..K\x05.K\x06.', 'latin1')
  const first = checkPickle(bytes, wrong, 2)
  expect([first.end, first.read(placeholders)]).toEqual([5, 5])
  const second = checkPickle(bytes, wrong, first.end)
  expect([second.end, second.read(placeholders)]).toEqual([8, 6])
})
