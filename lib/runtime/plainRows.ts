import { native } from '../native'

/** Reads rows of numbers and unquoted text: what is not one is left to the caller. */
export const readPlainRows: typeof native.readPlainRows = (...args) => native.readPlainRows(...args)
