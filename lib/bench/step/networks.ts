/** The networks whose steps are timed: those of images by name, and two that read sequences. */
import { inputShapeOf, makeModel } from '../../models'
import { charLm } from '../../models/charLm'
import { Linear, LSTM, Module } from '../../nn'
import { plain, recommendedFor, type Recommended } from '../../experiments/recommended'
import { operators, type Tensor } from '../../tensor'

const classes = 10
const characters = 65
const tokens = 128
const features = 256
const steps = 100

/** [N, 100, 256] → [N, 10], from the last step of two layers of 256 units. */
class LstmClassifier extends Module<[input: Tensor]> {
  readonly lstm = new LSTM(features, features, { numLayers: 2, batchFirst: true })
  readonly head = new Linear(features, classes)

  forward(input: Tensor): Tensor {
    const [output] = this.lstm.forward(input)
    return this.head.forward(output.select(1, -1))
  }
}

/** [N, L] → [N · L, 65]: a row of scores for each character. */
class CharacterScores extends Module<[input: Tensor]> {
  readonly network = charLm(characters)

  forward(input: Tensor): Tensor {
    return this.network.forward(input).flatten(0, 1)
  }
}

export interface Network {
  model: Module<[input: Tensor]>
  input: Tensor
  /** The class of each row of scores. */
  target: Tensor
}

const sequences: Record<string, (batch: number) => Network> = {
  charLm: batch => ({
    model: new CharacterScores(),
    input: operators.randint(characters, [batch, tokens]),
    target: operators.randint(characters, [batch * tokens]),
  }),
  lstm: batch => ({
    model: new LstmClassifier(),
    input: operators.randn([batch, steps, features]),
    target: operators.randint(classes, [batch]),
  }),
}

/** A network with random numbers of its input's shape, on the CPU. */
export function makeNetwork(name: string, batch: number): Network {
  return (
    sequences[name]?.(batch) ?? {
      model: makeModel(name),
      input: operators.randn([batch, ...inputShapeOf(name)]),
      target: operators.randint(classes, [batch]),
    }
  )
}

/** As `recommendedFor`; sequences have no layout of images to choose, and stay in float32. */
export function recommendedSettings(
  name: string,
  device: string,
  precision?: Recommended['precision'],
): Recommended {
  return name in sequences ? plain : recommendedFor(name, device, precision)
}
