/** How the benchmarks show what they measured. */
import { writeFile } from '../../../base/file'
import type { Summary } from '../../../bench/statistics'
import type { Bar, BarChartOptions } from '../../../report/barChart'

/** A median with its quartiles. */
export function cell(summary: Summary | null, unit: string): string {
  if (!summary) return 'not measured'
  const digits = unit === 'ns' ? 0 : 2
  const [low, high] = summary.spread.map(value => value.toFixed(digits))
  return `${summary.median.toFixed(digits)} ${unit} (${low}–${high})`
}

export async function writeChart(
  file: string,
  bars: readonly Bar[],
  options: BarChartOptions,
): Promise<void> {
  // Loaded late: most commands draw nothing.
  const { barChart } = await import('../../../report/barChart.js')
  writeFile(file, barChart(bars, options))
}
