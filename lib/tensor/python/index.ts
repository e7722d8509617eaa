/**
 * What is Python in PyTorch, written by hand here: it takes the place of the operator of the same
 * name in the generated surface, or joins it. A function goes into the object of its place, with
 * its TypeScript signature; `npm run generate` then leaves that name out of generated.ts.
 */

/** Functions of `torch`. */
export const functions = {}

/** Methods of Tensor. */
export const methods: PythonMethods = {}

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- grows with the methods
export interface PythonMethods {}

export const fft = {}
export const linalg = {}
export const nested = {}
export const sparse = {}
export const special = {}
