/** `isbe bench optim` */
import type { Command } from 'commander'
import { benchmarkOptim } from '../../../bench/optim'
import { versusCommand } from './versus'

export function optimCommand(): Command {
  const what = "a step of every optimizer on 1.2 M parameters, against PyTorch's fastest variant"
  return versusCommand('optim', 'PyTorch', what, benchmarkOptim)
}
