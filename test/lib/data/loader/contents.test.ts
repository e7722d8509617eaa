/** Tensors in batches: found, packed, posted, released. */
import { setTimeout as sleep } from 'node:timers/promises'
import torch, { DataError, DisposedError, data, type Tensor } from '../../../../lib'
import {
  disposeOf,
  mapLeaves,
  mapTensors,
  pack,
  releaseBatch,
  tensorsIn,
  unpack,
} from '../../../../lib/data/loader/contents'
import { placed, places } from '../../../../lib/data/loader/places'
import { aborted, late, unlessAborted, within } from '../../../../lib/data/loader/waiting'
import { inWords } from '../../../../lib/data/worker/thrown'

const one = (): Tensor => torch.ones([1])

describe('contents', () => {
  it('are found in arrays, Maps and plain objects, in their order', () => {
    const [a, b, c, d] = [one(), one(), one(), one()] as [Tensor, Tensor, Tensor, Tensor]
    const batch = { x: [a, { y: b }], m: new Map<string, unknown>([['z', [c]]]), n: 7, w: d }
    const found = tensorsIn(batch)
    expect(found).toHaveLength(4)
    expect([a, b, c, d].every((tensor, i) => tensor === found[i])).toBe(true)
    expect(
      tensorsIn(
        new (class Own {
          x = a
        })(),
      ),
    ).toEqual([])
    expect(tensorsIn(a)[0]).toBe(a)
    expect([tensorsIn(null), tensorsIn('x')]).toEqual([[], []])
  })

  it('are mapped into values of the same form', () => {
    const date = new Date(0)
    const batch = { a: [1, 'x'], m: new Map([['k', { z: 2n }]]), d: date, t: one() }
    const seen: unknown[] = []
    const copy = mapLeaves(batch, leaf => {
      seen.push(leaf)
      return typeof leaf === 'number' ? leaf + 1 : leaf
    })
    expect(seen.slice(0, 4)).toEqual([1, 'x', 2n, date])
    expect(copy).toMatchObject({ a: [2, 'x'], m: new Map([['k', { z: 2n }]]), d: date })
    const doubled = mapTensors(batch, tensor => tensor.mul(2)) as typeof batch
    expect([doubled.t.item(), doubled.a]).toEqual([2, [1, 'x']])
  })

  it('of too many levels are refused', () => {
    let deep: unknown = 1
    for (let i = 0; i < 20_000; ++i) deep = [deep]
    for (const use of [tensorsIn, releaseBatch, disposeOf, pack, unpack]) {
      expect(() => use(deep)).toThrow(DataError)
      expect(() => use(deep)).toThrow(/^DataLoader: /)
    }
  })

  it('are posted once each, kept ones without giving them away', () => {
    const live = torch.memory().tensors
    const [given, kept] = [torch.tensor([1, 2]), torch.keep(torch.tensor([3]))]
    const packed = pack({ a: given, again: [given], b: kept, text: 'x' }) as Record<string, unknown>
    expect((packed.again as unknown[])[0]).toBe(packed.a)
    expect([given.isDisposed, kept.isDisposed]).toEqual([true, false])
    const received = unpack(packed) as { a: Tensor; again: [Tensor]; b: Tensor; text: string }
    expect(received.again[0]).toBe(received.a)
    expect([received.a.toArray(), received.b.toArray(), received.text]).toEqual([[1, 2], [3], 'x'])
    kept.fill_(9)
    expect(received.b.item()).toBe(9)
    for (const tensor of [received.a, received.b, kept]) tensor.dispose()
    expect(torch.memory().tensors).toBe(live)
  })

  it('are disposed of, but for those that are kept or excepted', () => {
    const [a, b, c] = [one(), one(), torch.keep(one())] as [Tensor, Tensor, Tensor]
    disposeOf({ a, b, c }, [b])
    expect([a, b, c].map(tensor => tensor.isDisposed)).toEqual([true, false, false])
    disposeOf(b)
    expect(b.isDisposed).toBe(true)
    c.dispose()
  })

  it('that were released say so where they are used', () => {
    const kept = torch.keep(one())
    const batch = { input: one(), more: [one()], map: new Map([['m', one()]]), kept, label: 'x' }
    const inMap = batch.map.get('m')!
    releaseBatch(batch)
    expect(() => batch.input).toThrow(DisposedError)
    expect(() => batch.input).toThrow(
      'DataLoader: expected the input of the current batch, found one that was released when the ' +
        'loader went on; use each batch inside the loop, or call keep() on its tensors there',
    )
    expect(() => batch.more[0]).toThrow('expected the 0 of the current batch')
    expect([inMap.isDisposed, batch.kept.isDisposed, batch.label]).toEqual([true, false, 'x'])
    const frozen = Object.freeze({ input: one() })
    releaseBatch(frozen)
    expect(frozen.input.isDisposed).toBe(true)
    const alone = one()
    releaseBatch(alone)
    releaseBatch(kept)
    expect([alone.isDisposed, kept.isDisposed]).toEqual([true, false])
    kept.dispose()
  })
})

describe('waiting', () => {
  it('ends after so many seconds, or with what was waited for', async () => {
    expect(await within(new Promise(() => undefined), 0.02)).toBe(late)
    expect(await within(Promise.resolve(7), 60)).toBe(7)
    expect(await within(sleep(20, 'x'), 60)).toBe('x')
    await expect(within(Promise.reject(new RangeError('no')), 60)).rejects.toThrow(RangeError)
  })

  it('ends when it is aborted', async () => {
    const controller = new AbortController()
    const waiting = unlessAborted(new Promise(() => undefined), controller.signal)
    controller.abort()
    expect(await waiting).toBe(aborted)
    const { signal } = new AbortController()
    expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7)
    await expect(unlessAborted(Promise.reject(new RangeError('no')), signal)).rejects.toThrow(
      RangeError,
    )
    const given = Promise.resolve(1)
    expect(unlessAborted(given, undefined)).toBe(given)
    expect(unlessAborted(given, controller.signal)).toBe(given)
    expect(unlessAborted(given, { aborted: false })).toBe(given)
  })

  it('leaves no listener at the signal', async () => {
    const { signal } = new AbortController()
    const remove = jest.spyOn(signal, 'removeEventListener')
    await unlessAborted(Promise.resolve(7), signal)
    await sleep(0)
    expect(remove).toHaveBeenCalledTimes(1)
    expect(remove.mock.calls[0]![0]).toBe('abort')
  })
})

describe('places of errors', () => {
  const thrown = async (make: () => unknown, place = 'sample 3'): Promise<Error> => {
    try {
      await placed(() => place, make)
    } catch (error) {
      return error as Error
    }
    throw new Error('nothing was thrown')
  }
  const fail = (error: unknown) => () => {
    throw error
  }

  it('are remembered, the innermost of them', async () => {
    const error = new RangeError('no')
    expect(await thrown(fail(error))).toBe(error)
    expect(places.get(error)).toBe('sample 3')
    expect(await thrown(fail(error), 'samples 3, 4')).toBe(error)
    expect(places.get(error)).toBe('sample 3')
    const later = new RangeError('later')
    expect(await thrown(() => Promise.reject(later))).toBe(later)
    expect(places.get(later)).toBe('sample 3')
  })

  it.each([
    ['boom', "'boom'"],
    [null, 'null'],
    [undefined, 'undefined'],
    [7, '7'],
  ])('of %p, which is no Error, are those of an error that says so', async (value, described) => {
    const error = await thrown(fail(value))
    expect(error).toBeInstanceOf(DataError)
    expect(error.message).toBe(`DataLoader: expected an Error to be thrown, found ${described}`)
    expect(places.get(error)).toBe('sample 3')
  })

  it('let what is made through', () =>
    expect(
      placed(
        () => 'x',
        () => 7,
      ),
    ).toBe(7))
})

test('what was thrown, in words', () => {
  const error = new RangeError('no')
  expect(inWords(error)).toEqual({ what: 'RangeError: no', stack: error.stack })
  expect(inWords({ name: 'Own', message: 'text' })).toEqual({ what: 'Own: text', stack: undefined })
  expect(inWords({ name: 'Own' }).what).toBe('[object Object]')
  expect(inWords({ message: 'text' }).what).toBe('[object Object]')
  expect([null, undefined, 'boom', 7].map(value => inWords(value).what)).toEqual([
    ...['null', 'undefined', 'boom', '7'],
  ])
})

test('outside of the threads of a loader nobody is told of one', () => {
  expect(data.getWorkerInfo()).toBeNull()
})
