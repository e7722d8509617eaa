'use strict'
// What people pass by mistake, made anew for each call.

/** @param {typeof import('../../../lib/torch')} torch */
function makeValues(torch) {
  const disposed = torch.ones([2])
  disposed.dispose()
  const rejected = Promise.reject(new Error('never seen'))
  rejected.catch(() => undefined)
  return {
    undefined: undefined,
    null: null,
    NaN: NaN,
    '-1': -1,
    1.5: 1.5,
    '1e308': 1e308,
    "''": '',
    "'x'": 'x',
    true: true,
    Symbol: Symbol('s'),
    '5n': 5n,
    '2n ** 70n': 2n ** 70n,
    function: () => 1,
    '{}': {},
    '{ x: 1 }': { x: 1 },
    'Object.create(null)': Object.create(null),
    '[]': [],
    '[null]': [null],
    "['x']": ['x'],
    Date: new Date(0),
    Map: new Map(),
    Proxy: new Proxy({}, {}),
    Promise: Promise.resolve(1),
    'rejected Promise': rejected,
    'a disposed tensor': disposed,
    'a tensor': torch.ones([2, 2]),
    'an int64 tensor': torch.zeros([3], { dtype: 'int64' }),
    Float32Array: new Float32Array(2),
  }
}

module.exports = { makeValues }
