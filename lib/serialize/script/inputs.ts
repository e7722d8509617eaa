/** What a method of a TorchScript module takes, as its schema says. */
import { describeValue, didYouMean } from '../../base/check'
import { dtypeCode, isDType } from '../../base/dtype'
import { OptionError } from '../../base/errors'

export interface MethodInput {
  name: string
  type: string
}

/** The inputs of `forward(__torch__.Net self, Tensor x, int scale=2) -> Tensor`, without self. */
export function inputsOf(schema: string): MethodInput[] {
  return partsOf(schema)
    .filter(part => part !== '*')
    .slice(1)
    .map(part => {
      const [declared = ''] = part.split('=')
      const at = declared.lastIndexOf(' ')
      return { type: declared.slice(0, at), name: declared.slice(at + 1) }
    })
}

/** What stands between the commas of the outermost brackets. */
function partsOf(schema: string): string[] {
  const withoutTexts = schema.replace(/"(?:\\.|[^"\\])*"/g, '""')
  const parts = ['']
  let depth = 0
  for (const character of withoutTexts.slice(withoutTexts.indexOf('(') + 1)) {
    if (')]}'.includes(character) && depth-- === 0) break
    if ('([{'.includes(character)) ++depth
    if (character === ',' && depth === 0) parts.push('')
    else parts.push(parts.pop()! + character)
  }
  return parts.map(part => part.trim())
}

type Named = Readonly<Record<string, unknown>>

/** Throws OptionError for names that no input has, and for inputs that are given twice. */
export function checkInputs(
  method: string,
  inputs: readonly MethodInput[],
  given: readonly unknown[],
  named: Named,
): void {
  checkNames(
    method,
    inputs.map(({ name }) => name),
    given,
    named,
  )
  inputs.forEach(({ name, type }, i) => {
    const value = given[i] ?? (Object.hasOwn(named, name) ? named[name] : undefined)
    if (/^int\??$/.test(type)) checkNoDtype(`${method}: ${name}`, value)
  })
}

function checkNames(
  method: string,
  names: readonly string[],
  given: readonly unknown[],
  named: Named,
): void {
  for (const [name, value] of Object.entries(named)) {
    const at = names.indexOf(name)
    if (at < 0) {
      throw new OptionError(
        `${method}: unknown input '${name}'${didYouMean(name, names)}; expected ` +
          (names.length > 0 ? `one of ${names.join(', ')}` : 'none'),
      )
    }
    if (value === undefined || given[at] === undefined) continue
    throw new OptionError(
      `${method}: expected '${name}' once, found it by position and by name; leave out one of them`,
    )
  }
}

/** Dtypes are integers to TorchScript, whose schemas cannot tell them from others. */
function checkNoDtype(what: string, value: unknown): void {
  if (!isDType(value)) return
  throw new OptionError(
    `${what}: expected an integer, found ${describeValue(value)}; where a dtype is meant, pass ` +
      `PyTorch's number of it, ${dtypeCode(value)}`,
  )
}
