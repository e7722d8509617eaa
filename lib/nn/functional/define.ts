/** How the functions of nn.functional that PyTorch writes in Python take their arguments here. */
import { checkChoice, describeValue } from '../../base/check'
import { TorchError } from '../../base/errors'
import { bindByName, checkTensor, functional as operators } from '../../tensor'
import { inWordsOf } from './misfit'

export type Name<Text> = Text extends `${infer Bare}!` ? Bare : Text

/** Values by position; those whose names end in `!` must be there. */
export type Positions<Args, Names extends readonly string[]> = Names extends readonly [
  infer Head extends string,
  ...infer Tail extends readonly string[],
]
  ? Head extends `${string}!`
    ? [Value<Args, Head>, ...Positions<Args, Tail>]
    : [] | [Value<Args, Head> | undefined, ...Positions<Args, Tail>]
  : []

export type Value<Args, Text extends string> = Args[Name<Text> & keyof Args]

/** A function that is called by position, by name in one last object, or first the one, then the other. */
export interface ByName<Args, Names extends readonly string[], Result> {
  (...args: [...Positions<Args, Names>, options?: Partial<Args>]): Result
  (first: Value<Args, Names[0] & string>, options: Omit<Args, Name<Names[0]>>): Result
  (options: Args): Result
}

/** All positions up to that of `Flag`, where `Value` stands. */
type UpTo<
  Args,
  Names extends readonly string[],
  Flag extends string,
  Value,
> = Names extends readonly [infer Head extends string, ...infer Tail extends readonly string[]]
  ? Name<Head> extends Flag
    ? [Value]
    : [At<Args, Head>, ...UpTo<Args, Tail, Flag, Value>]
  : never

/** Those behind it, which all may be left out. */
type After<Args, Names extends readonly string[], Flag extends string> = Names extends readonly [
  infer Head extends string,
  ...infer Tail extends readonly string[],
]
  ? Name<Head> extends Flag
    ? Optional<Args, Tail>
    : After<Args, Tail, Flag>
  : never

type Optional<Args, Names extends readonly string[]> = Names extends readonly [
  infer Head extends string,
  ...infer Tail extends readonly string[],
]
  ? [Value<Args, Head>?, ...Optional<Args, Tail>]
  : []

type At<Args, Text extends string> = Text extends `${string}!`
  ? Value<Args, Text>
  : Value<Args, Text> | undefined

/** What a function gives by its flag: `Usual` where the flag is left out or not `Other`. */
export interface Results<Other extends boolean, OnOther, Usual> {
  flag: Other
  onFlag: OnOther
  usual: Usual
}

/** A function whose result follows a flag among its arguments. */
export type ByFlag<
  Args,
  Names extends readonly string[],
  Flag extends string & keyof Args,
  Result extends Results<boolean, unknown, unknown>,
> = Flagged<Args, Names, Flag, Result> &
  ByName<
    Omit<Args, Flag> & { [F in Flag]?: Exclude<boolean, Result['flag']> },
    Names,
    Result['usual']
  > &
  ByName<Args, Names, Result['usual'] | Result['onFlag']>

interface Flagged<
  Args,
  Names extends readonly string[],
  Flag extends string & keyof Args,
  Result extends Results<boolean, unknown, unknown>,
> {
  (
    ...args: [...Positions<Args, Names>, options: Partial<Args> & Record<Flag, Result['flag']>]
  ): Result['onFlag']
  (
    first: Value<Args, Names[0] & string>,
    options: Omit<Args, Name<Names[0]> | Flag> & Record<Flag, Result['flag']>,
  ): Result['onFlag']
  (options: Omit<Args, Flag> & Record<Flag, Result['flag']>): Result['onFlag']
  (...args: [...UpTo<Args, Names, Flag, Result['flag']>, options?: Partial<Args>]): Result['onFlag']
  (
    ...args: [...UpTo<Args, Names, Flag, Result['flag']>, ...After<Args, Names, Flag>]
  ): Result['onFlag']
}

/** What PyTorch had before `reduction` and still takes. */
export interface LegacyReduction {
  /** Deprecated: false is `sum`. */
  sizeAverage?: boolean | null
  /** Deprecated: false is `none`. */
  reduce?: boolean | null
}

export interface ReductionArgs extends LegacyReduction {
  /** A word, or libtorch's number for it. */
  reduction?: string | number
}

function checkLegacy(what: string, name: string, value: unknown): void {
  if (value === null || typeof value === 'boolean') return
  throw new TorchError(
    'TYPE',
    `${what}: expected a boolean as ${name}, found ${describeValue(value)}; a reduction comes by ` +
      "name: { reduction: 'sum' }",
  )
}

export function reductionIn(what: string, args: ReductionArgs, choices: readonly string[]): string {
  const { sizeAverage = null, reduce = null, reduction: given = 'mean' } = args
  const reduction = typeof given === 'number' ? (choices[given] ?? given) : given
  checkChoice(`${what}: reduction`, reduction, choices)
  checkLegacy(what, 'sizeAverage', sizeAverage)
  checkLegacy(what, 'reduce', reduce)
  if (sizeAverage === null && reduce === null) return reduction as string
  if (reduce === false) return 'none'
  return sizeAverage === false ? 'sum' : 'mean'
}

/**
 * `nn.functional.<name>` over `body`. `tensors` come first and must be tensors; the names in `rest`
 * follow in PyTorch's order, those that end in `!` are required.
 */
export function define<
  Args extends object,
  Result,
  const Tensors extends readonly [string, ...string[]],
  const Rest extends readonly string[],
>(
  name: string,
  tensors: Tensors,
  rest: Rest,
  body: (args: Args) => Result,
): ByName<Args, readonly [...{ [I in keyof Tensors]: `${Tensors[I]}!` }, ...Rest], Result> {
  const what = `nn.functional.${name}`
  const names = [...tensors.map(tensor => `${tensor}!`), ...rest]
  const hasReduction = rest.includes('reduction')
  const reductions = ['none', 'mean', 'sum', ...(name === 'klDiv' ? ['batchmean'] : [])]
  const bindArgs = (args: readonly unknown[]): Args => {
    const bound = bindByName<Record<string, unknown>>(what, names, [], args)
    for (const tensor of tensors) checkTensor(`${what}: ${tensor}`, bound[tensor])
    if (hasReduction) bound.reduction = reductionIn(what, bound, reductions)
    return bound as Args
  }
  return ((...args: unknown[]) => {
    let bound: Args
    try {
      bound = bindArgs(args)
    } catch (error) {
      return callOperator(name, args, error)
    }
    try {
      return body(bound)
    } catch (error) {
      throw inWordsOf({ name, tensors, rest }, bound as Record<string, unknown>, error)
    }
  }) as never
}

/** Operators of the same name may take what Python's function refuses, such as a reduction by position. */
function callOperator(name: string, args: readonly unknown[], refusal: unknown): unknown {
  const named = operators as unknown as Record<
    string,
    ((...args: unknown[]) => unknown) | undefined
  >
  const call = named[name]
  if (call === undefined) throw refusal
  try {
    return call(...args)
  } catch {
    throw refusal
  }
}
