/** `isbe bench metrics` */
import type { Command } from 'commander'
import { benchmarkMetrics } from '../../../bench/metrics'
import { versusCommand } from './versus'

export function metricsCommand(): Command {
  const what = 'metrics over a million samples, against torchmetrics'
  return versusCommand('metrics', 'torchmetrics', what, benchmarkMetrics)
}
