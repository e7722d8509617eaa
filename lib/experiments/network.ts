/** The network of a run. */
import { Module } from '../nn'
import { charLm, isTextName, makeModel } from '../models'
import type { Tensor } from '../tensor'
import type { Data } from './data'

/** Scores [N, L, classes] as [N, classes, L], where losses and metrics have the classes. */
class ClassesFirst extends Module<[input: Tensor]> {
  constructor(readonly network: Module<[input: Tensor]>) {
    super()
  }

  forward(input: Tensor): Tensor {
    return this.network.forward(input).transpose(1, 2)
  }
}

/** Initialised from the default generator, for the classes and features of the data. */
export function makeNetwork(arch: string, { classes, features }: Data): Module {
  return isTextName(arch) ? new ClassesFirst(charLm(classes)) : makeModel(arch, classes, features)
}
