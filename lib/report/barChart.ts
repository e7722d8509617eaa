/** Horizontal bars as SVG, drawn without a browser: titles, a bar a row, its value and a mark. */
import { init } from './echarts'

export interface Bar {
  label: string
  value: number
  /** A line across the bar, such as a figure to reach. */
  mark?: number
}

export interface BarChartOptions {
  title: string
  /** Under the axis: what the values are. */
  axis: string
  /** Digits after the point (default 2). */
  digits?: number
}

const width = 900
const rowHeight = 30
const margins = { top: 50, bottom: 60, left: 250, right: 60 }
const barColor = '#4269d0'
const markColor = '#c0392b'

function markLines(bars: readonly Bar[]): object[] {
  return bars.flatMap(({ mark }, row) => (mark === undefined ? [] : [{ value: [mark, row] }]))
}

/** The first bar on top. The text is not measured but laid out by rules: the same everywhere. */
export function barChart(
  bars: readonly Bar[],
  { title, axis, digits = 2 }: BarChartOptions,
): string {
  const height = margins.top + margins.bottom + rowHeight * bars.length
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      title: { text: title, left: 'center', top: 10, textStyle: { fontSize: 16 } },
      grid: margins,
      xAxis: { type: 'value', min: 0, name: axis, nameLocation: 'middle', nameGap: 32 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ label }) => label),
        axisTick: { show: false },
      },
      series: [
        {
          type: 'bar',
          data: bars.map(({ value }) => value),
          itemStyle: { color: barColor },
          barWidth: '60%',
          label: {
            show: true,
            position: 'right',
            formatter: ({ value }: { value: unknown }) => Number(value).toFixed(digits),
          },
        },
        {
          type: 'scatter',
          data: markLines(bars),
          symbol: 'rect',
          symbolSize: [3, 0.8 * rowHeight],
          itemStyle: { color: markColor },
          z: 3,
        },
      ],
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}
