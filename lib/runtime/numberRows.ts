import { native } from '../native'

/** Reads rows of plain numbers out of text: what is not one is left to the caller. */
export const readNumberRows: typeof native.readNumberRows = (...args) =>
  native.readNumberRows(...args)
