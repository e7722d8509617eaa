/** What layers keep of their arguments, what they have for those left out, and what they refuse. */
import { nn } from '../../../lib'
import { messageOf } from '../../support/message'

export interface Settings {
  name: string
  /** What must be given, and options last where one of them must. */
  args?: unknown[]
  /** All options, in the order in which the layer tells them. */
  options?: string
  /** Own properties that are no tensors or modules, but for `training`. */
  fields: Record<string, unknown>
  /** What is expected of an option that is a symbol, or of the argument at a position. */
  expects?: Record<string, string>
}

type AnyClass = new (...args: unknown[]) => nn.AnyModule

const wrong = Symbol('s')

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldsOf(layer: nn.AnyModule): Record<string, unknown> {
  const shown = Object.entries(layer).filter(
    ([key, value]) => key !== 'training' && !isPlain(value) && typeof value !== 'function',
  )
  return Object.fromEntries(shown)
}

/** A test for each layer. */
export function testSettings(all: Settings[]): void {
  test.each(all.map(one => [one.name, one] as const))('%s', (name, one) => {
    const { args = [], options, fields, expects = {} } = one
    const Class = nn[name as keyof typeof nn] as unknown as AnyClass
    const last = args.at(-1)
    const positions = isPlain(last) ? args.slice(0, -1) : args
    const given = isPlain(last) ? last : {}
    expect(fieldsOf(new Class(...args))).toEqual(fields)
    if (options !== undefined) {
      const message = messageOf(() => new Class(...positions, { ...given, odd: 1 }))
      const names = options.replaceAll(' ', ', ')
      expect(`${message};`).toContain(`: unknown option 'odd'; expected one of ${names};`)
    }
    for (const [option, expected] of Object.entries(expects)) {
      const at = Number(option)
      const refused = (): unknown =>
        Number.isNaN(at)
          ? new Class(...positions, { ...given, [option]: wrong })
          : new Class(...positions.with(at, wrong))
      expect(messageOf(refused)).toBe(expected)
    }
  })
}
