/** Arrays and objects of values: what counts as a leaf, and which trees fit each other. */
import torch from '../../../../lib'
import {
  areAlike,
  leavesOf,
  mapLeaves,
  mapTensors,
  spread,
  treeLike,
} from '../../../../lib/tensor/func/tree'

const tree = { a: [1, [2, 'x']], b: { c: null }, d: [] }

test('leaves come in the order of the tree, and go back into one like it', () => {
  const map = new Map()
  expect(leavesOf(tree)).toEqual([1, 2, 'x', null])
  expect(leavesOf(map)).toEqual([map])
  expect(leavesOf(5)).toEqual([5])
  expect(treeLike(tree, ['p', 'q', 'r', 's'])).toEqual({
    a: ['p', ['q', 'r']],
    b: { c: 's' },
    d: [],
  })
  expect(treeLike(0, ['p'])).toBe('p')
  expect(mapLeaves([1, { k: 2 }], leaf => -(leaf as number))).toEqual([-1, { k: -2 }])
})

test('tensors are leaves, and others stay as they are', () => {
  torch.tidy(() => {
    const x = torch.ones([2])
    expect(mapTensors([x, { y: x, n: 1 }, 'x'], ({ shape }) => shape)).toEqual([
      [2],
      { y: [2], n: 1 },
      'x',
    ])
  })
})

test('a value of a prefix stands for all leaves below its place', () => {
  expect([
    spread(0, tree),
    spread([0, 1], ['x', ['y', 'z']]),
    spread([0, [1, null]], ['x', ['y', 'z']]),
    spread({ b: 1, a: 0 }, { a: ['x', 'y'], b: 'z' }),
    spread([], []),
    spread(7, 'x'),
  ]).toEqual([[0, 0, 0, 0], [0, 1, 1], [0, 1, null], [0, 0, 1], [], [7]])
})

test('trees that do not fit', () => {
  const pairs: [prefix: unknown, tree: unknown][] = [
    [[0], 'x'],
    [[0], ['x', 'y']],
    [[0, 1], ['x']],
    [{ a: 0 }, { b: 'x' }],
    [{ a: 0, b: 1 }, { a: 'x' }],
    [{ a: 0 }, { a: 'x', b: 'y' }],
    [{ 0: 'x' }, ['x']],
    [['x'], { 0: 'x' }],
    [
      [0, [1]],
      ['x', 'y'],
    ],
  ]
  for (const [prefix, other] of pairs) expect(spread(prefix, other)).toBeNull()
})

test('trees are alike where all arrays and objects are', () => {
  const alike = [areAlike([1, { a: 2 }], ['x', { a: 'y' }]), areAlike(1, 2), areAlike([], [])]
  const unlike = [
    areAlike([1, 2], [1, [2]]),
    areAlike([1, [2]], [1, 2]),
    areAlike(1, [1]),
    areAlike([1], 1),
    areAlike(1, []),
    areAlike([], 1),
    areAlike({ a: 1 }, { a: 1, b: 1 }),
  ]
  expect(alike).toEqual([true, true, true])
  expect(unlike).toEqual(Array(7).fill(false))
})

test('a tree that contains itself is refused', () => {
  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  expect(() => leavesOf(cyclic)).toThrow(/^torch\.func: /)
  expect(() => leavesOf(cyclic, 'f')).toThrow(/^f: /)
  expect(() => spread(cyclic, cyclic)).toThrow(/^torch\.func: /)
})
