/** What a finished run leaves behind. */

export interface EpochRow {
  /** From 1. */
  epoch: number
  learningRate: number
  /** The objective's value on each batch in turn, four digits. */
  progressive: number[]
  /** After the epoch, in evaluation mode, on the images of `measured` below. */
  trainLoss: number
  trainAccuracy: number
  validationLoss: number
  validationAccuracy: number
  /** Paper: α, equation 8, from 0 to 1. */
  testAccuracy: number
  /** Of training alone. */
  seconds: number
}

export interface RunResult {
  epochs: EpochRow[]
  /** On how many training images trainLoss is measured: the first of the training split. */
  measured: number
  /** The class predicted for each test image, in their order: bytes, base64. */
  predictions: string
  /** Of each test image the soft score of its predicted class on a scale of 0 to 65535: base64. */
  confidences: string
  /** Of the whole run. */
  seconds: number
  finished: string
}

export function encodeBytes(values: ArrayLike<number>): string {
  return Buffer.from(Uint8Array.from(values)).toString('base64')
}

export function decodeBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

const scale = 65535

/** Scores from 0 to 1. */
export function encodeScores(values: readonly number[]): string {
  const codes = Uint16Array.from(values, value =>
    Math.round(scale * Math.min(1, Math.max(0, value))),
  )
  return Buffer.from(codes.buffer).toString('base64')
}

export function decodeScores(text: string): number[] {
  const bytes = Buffer.from(text, 'base64')
  return Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(2 * i) / scale)
}

/** The last epoch's, from 0 to 1. */
export function finalAccuracy({ epochs }: RunResult): number {
  return epochs.at(-1)!.testAccuracy
}
