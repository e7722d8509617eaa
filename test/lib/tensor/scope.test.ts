import torch, { DisposedError, TorchError, type Tensor } from '../../../lib/index'
import { leftBy, live } from './live'

const { tidy } = torch

describe('tidy', () => {
  it('keeps what is returned as keys of a map, and at the end of a long chain', () => {
    let chain: unknown
    const map = torch.tidy(() => {
      chain = torch.zeros([1])
      for (let i = 0; i < 100_000; ++i) chain = { next: chain }
      return new Map<unknown, unknown>([[torch.ones([1]), chain]])
    })
    const [[key]] = map as unknown as [[Tensor, unknown]]
    expect(key.isDisposed).toBe(false)
    key.dispose()
    let end = chain as { next?: unknown }
    while (end.next) end = end.next
    ;(end as unknown as Tensor).dispose()
  })

  it('releases what was made in it and returns the value', () => {
    let inside: Tensor | undefined
    const left = leftBy(() => {
      expect(
        tidy(() => {
          inside = torch.ones([2]).add(1)
          return inside.sum().item()
        }),
      ).toBe(4)
    })
    expect(left).toBe(0)
    expect(inside!.isDisposed).toBe(true)
    expect(() => inside!.shape).toThrow(DisposedError)
  })

  it('leaves alone what was made outside', () => {
    const outer = torch.ones([2])
    tidy(() => outer.add_(1))
    expect(outer.toArray()).toEqual([2, 2])
    outer.dispose()
  })

  it('returns tensors, also inside arrays, objects, maps and sets', () => {
    const make = () => torch.ones([1])
    const shapes: [name: string, build: () => unknown, tensors: number][] = [
      ['a tensor', () => make(), 1],
      ['an array', () => [make(), make()], 2],
      ['an object', () => ({ a: make(), inner: { b: make() } }), 2],
      [
        'a map',
        () =>
          new Map([
            ['a', make()],
            ['b', make()],
          ]),
        2,
      ],
      ['a set', () => new Set([make()]), 1],
      ['all of them', () => [{ map: new Map([['x', [make()]]]) }, 1, 'text', null, undefined], 1],
      [
        'a cycle',
        () => {
          const a: unknown[] = [make()]
          a.push(a)
          return a
        },
        1,
      ],
      [
        'an instance',
        () =>
          new (class Box {
            content = make()
          })(),
        1,
      ],
    ]
    for (const [name, build, tensors] of shapes) {
      const left = leftBy(() =>
        tidy(() => {
          make()
          return build()
        }),
      )
      expect([name, left]).toEqual([name, tensors])
    }
  })

  it('finds keys of maps, subclasses, and what lies very deep', () => {
    class Labels extends Map<Tensor, string> {}
    class Pair extends Array<unknown> {}
    const nest = (depth: number): unknown => {
      let value: unknown = torch.ones([1])
      for (let i = 0; i < depth; ++i) value = i % 2 ? [value] : { value }
      return value
    }
    const shapes: [string, () => unknown, number][] = [
      ['a key of a map', () => new Map([[torch.ones([1]), torch.ones([1])]]), 2],
      ['a subclass of Map', () => new Labels([[torch.ones([1]), 'one']]), 1],
      ['a subclass of Array', () => Pair.from([torch.ones([1]), 1]), 1],
      [
        'an object without a prototype',
        () => Object.assign(Object.create(null), { a: torch.ones([1]) }) as object,
        1,
      ],
      ['100,000 levels', () => nest(100_000), 1],
    ]
    for (const [name, build, tensors] of shapes) {
      expect([name, leftBy(() => tidy(build))]).toEqual([name, tensors])
    }
  })

  it('calls no getter, and takes no iterator on', () => {
    let calls = 0
    const build = (): object => {
      const own = { get lazy() { return ++calls }, tensor: torch.ones([1]) } // prettier-ignore
      class Box {
        readonly #hidden = torch.ones([1])
        get content(): Tensor {
          ++calls
          return this.#hidden
        }
      }
      function* endless(): Generator<number> {
        for (;;) yield ++calls
      }
      return [own, new Box(), endless()]
    }
    expect(leftBy(() => tidy(build))).toBe(1)
    expect(calls).toBe(0)
  })

  it('releases everything when the result cannot be searched', () => {
    const revoked = (): object => {
      torch.ones([1])
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return proxy
    }
    const left = leftBy(() => expect(() => tidy(revoked)).toThrow(TorchError))
    expect(left).toBe(0)
  })

  it('is for functions', () => {
    for (const value of [undefined, null, 1, {}, Promise.resolve()])
      expect(() => tidy(value as never)).toThrow(/^tidy: expected a function, found /)
    for (const value of [undefined, null, 1, 'x', {}])
      expect(() => torch.keep(value as never)).toThrow(/^keep: expected a Tensor, found /)
  })

  it('gives what an inner scope returns to the outer one', () => {
    const left = leftBy(() =>
      tidy(() => {
        const kept = tidy(() => torch.ones([3]).add(1))
        expect(kept.toArray()).toEqual([2, 2, 2])
        const before = live()
        tidy(() => {
          kept.add(1)
        })
        expect(live()).toBe(before)
        expect(kept.isDisposed).toBe(false)
      }),
    )
    expect(left).toBe(0)
  })

  it('releases everything when the function throws, and passes the error on', () => {
    const error = new RangeError('mine')
    const left = leftBy(() => {
      expect(() =>
        tidy(() => {
          torch.ones([2])
          tidy(() => {
            torch.ones([2])
            throw error
          })
        }),
      ).toThrow(error)
    })
    expect(left).toBe(0)
  })

  it('goes on in the outer scope after an inner one threw', () => {
    expect(
      leftBy(() =>
        tidy(() => {
          expect(() =>
            tidy(() => {
              throw new Error('inner')
            }),
          ).toThrow('inner')
          torch.ones([1])
        }),
      ),
    ).toBe(0)
  })

  it('refuses a function that returns a promise', () => {
    const left = leftBy(() => {
      const run = () =>
        tidy(async () => {
          torch.ones([2])
          await Promise.resolve()
          throw new Error('never seen')
        })
      expect(run).toThrow(TorchError)
      expect(run).toThrow(/tidy: expected a synchronous function, found one that returns a promise/)
    })
    expect(left).toBe(0)
  })

  it('releases views and their base in any order', () => {
    expect(
      leftBy(() => {
        const row = tidy(() => torch.ones([2, 2]).select(0, 1))
        expect(row.toArray()).toEqual([1, 1])
        row.dispose()
      }),
    ).toBe(0)
  })

  it('releases more tensors than its first list holds', () => {
    expect(
      leftBy(() =>
        tidy(() => {
          for (let i = 0; i < 5000; ++i) torch.scalarTensor(i)
        }),
      ),
    ).toBe(0)
  })
})

describe('keep', () => {
  it('takes a tensor out of all scopes', () => {
    let kept: Tensor | undefined
    tidy(() => {
      tidy(() => {
        kept = torch.keep(torch.ones([2]))
      })
    })
    expect(kept!.toArray()).toEqual([1, 1])
    expect(leftBy(() => kept!.dispose())).toBe(-1)
  })

  it('is a method that returns the tensor, may be repeated, and does not outlive dispose', () => {
    tidy(() => {
      const tensor = torch.ones([1])
      expect(tensor.keep().keep()).toBe(tensor)
      tensor.dispose()
      expect(tensor.isDisposed).toBe(true)
    })
  })
})
