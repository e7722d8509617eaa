/** What the arguments of nn.functional are, by name: for messages about those that are not. */
import { isDType } from '../../base/dtype'
import { Tensor } from '../../tensor'

export interface Kind {
  /** In the words of TypeScript. */
  type: string
  fits: (value: unknown) => boolean
}

function isNumeric(value: unknown): boolean {
  return ['number', 'bigint', 'boolean'].includes(typeof value) || isScalarTensor(value)
}

/** Operators take what has no dimensions for a number. */
function isScalarTensor(value: unknown): boolean {
  return value instanceof Tensor && !value.isDisposed && value.ndim === 0
}

const tensor: Kind = { type: 'Tensor', fits: value => value instanceof Tensor }
const number: Kind = { type: 'number', fits: isNumeric }
const flag: Kind = { type: 'boolean', fits: value => typeof value === 'boolean' }
const int: Kind = {
  type: 'int',
  fits: value => Number.isInteger(value) || typeof value === 'bigint',
}
const dtype: Kind = { type: 'DType', fits: isDType }
const callback: Kind = { type: 'function', fits: value => typeof value === 'function' }

function orNull({ type, fits }: Kind): Kind {
  return { type: `${type} | null`, fits: value => value === null || fits(value) }
}

function listOf({ type, fits }: Kind): Kind {
  const element = type.includes(' ') ? `(${type})` : type
  return { type: `${element}[]`, fits: value => Array.isArray(value) && value.every(fits) }
}

function either(...kinds: readonly Kind[]): Kind {
  return {
    type: kinds.map(kind => kind.type).join(' | '),
    fits: value => kinds.some(kind => kind.fits(value)),
  }
}

function orList(kind: Kind): Kind {
  return either(kind, listOf(kind))
}

function all(kind: Kind, names: string): [string, Kind][] {
  return names.split(' ').map(name => [name, kind])
}

const word: Kind = { type: 'string', fits: value => typeof value === 'string' }
const unknown: Kind = { type: 'unknown', fits: () => true }

const kinds = new Map([
  ...all(
    orNull(tensor),
    'weight posWeight bias runningMean runningVar out offsets perSampleWeights _randomSamples ' +
      'linearBias inProjWeight inProjBias biasK biasV outProjBias keyPaddingMask attnMask ' +
      'qProjWeight kProjWeight vProjWeight staticK staticV offs',
  ),
  ...all(
    number,
    'alpha negativeSlope minVal maxVal lower upper p margin beta delta k tau normType momentum ' +
      'labelSmoothing eps dropoutP threshold value',
  ),
  ...all(orNull(number), 'maxNorm rmsNorm.eps'),
  ...all(
    int,
    'ignoreIndex numGroups blank embedDimToCheck numHeads glu.dim gumbelSoftmax.dim ' +
      'localResponseNorm.size',
  ),
  ...all(orNull(int), 'dim paddingIdx _stacklevel linearCrossEntropy.ignoreIndex'),
  ...all(orList(int), 'kernelSize padding dilation normalize.dim unfold.stride fold.stride'),
  ...all(orList(int), 'fold.outputSize'),
  ...all(orNull(orList(int)), 'stride size'),
  ...all(either(orNull(int), listOf(orNull(int))), 'outputSize'),
  ...all(
    flag,
    'inplace training returnIndices ceilMode useInputStats scaleGradByFreq sparse ' +
      'includeLastOffset logTarget zeroInfinity logInput full swap hard needWeights addZeroAttn ' +
      'useSeparateProjWeight averageAttnWeights isCausal antialias useFastAccum',
  ),
  ...all(orNull(flag), 'sizeAverage reduce alignCorners recomputeScaleFactor'),
  ...all(listOf(int), 'normalizedShape contractionDim'),
  ...all(either(tensor, listOf(int)), 'inputLengths targetLengths'),
  ...all(tensor, 'outProjWeight'),
  ...all(orNull(dtype), 'dtype outDtype outputDtype'),
  ...all(orNull(orList(number)), 'outputRatio scaleFactor'),
  ...all(orNull(callback), 'distanceFunction'),
  ...all(word, 'reduction mode paddingMode'),
])

/** What `name` is in a function; `tensors` are those that it must be given. */
export function kindOf(what: string, name: string, tensors: readonly string[]): Kind {
  if (tensors.includes(name)) return tensor
  return kinds.get(`${what}.${name}`) ?? kinds.get(name) ?? unknown
}
