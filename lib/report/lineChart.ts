/** Lines over x as SVG, drawn without a browser. */
import { ink, muted, rule } from './colors'
import { init } from './echarts'

export interface ChartSeries {
  name: string
  points: (readonly [x: number, y: number])[]
  color: string
  dashed?: boolean
  /** Drawn thin, behind the others. */
  faint?: boolean
  /** Points alone, joined by nothing. */
  dots?: boolean
}

export interface ChartPanel {
  title: string
  x: string
  y: string
  series: ChartSeries[]
  /** Horizontal lines, such as maxima. */
  lines?: { y: number; name: string; color: string }[]
  logarithmicX?: boolean
  /** The same range for both axes, with a diagonal. */
  square?: boolean
}

export const panelWidth = 460
export const panelHeight = 330

const fontSize = 12
const legendRow = 18
const legendColumns = 4

function lineOf({ dashed, faint, dots, color }: ChartSeries): object {
  if (dots) return { lineStyle: { width: 0 }, symbolSize: 7 }
  const lineStyle = {
    color,
    width: faint ? 0.8 : 1.8,
    opacity: faint ? 0.45 : 1,
    type: dashed ? [5, 3] : 'solid',
  }
  return { lineStyle }
}

function seriesOf(panel: ChartPanel): object[] {
  const marks = panel.lines ?? []
  return panel.series.map((series, i) => ({
    type: 'line',
    name: series.name,
    data: series.points,
    color: series.color,
    symbol: 'circle',
    symbolSize: 5,
    showSymbol: series.points.length <= 25 && !series.faint,
    ...lineOf(series),
    ...(i === 0 && marks.length > 0
      ? {
          markLine: {
            symbol: 'none',
            silent: true,
            label: { show: false },
            data: marks.map(({ y, color }) => ({
              yAxis: y,
              lineStyle: { color, type: [2, 2], width: 1.2 },
            })),
          },
        }
      : {}),
  }))
}

function axis(name: string, gap: number): object {
  return {
    name,
    nameLocation: 'middle',
    nameGap: gap,
    nameTextStyle: { color: muted, fontSize },
    axisLabel: { color: muted, fontSize, hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: muted } },
    splitLine: { lineStyle: { color: rule } },
    scale: true,
  }
}

function diagonal(): object {
  return {
    type: 'line',
    data: [
      [0, 0],
      [1, 1],
    ],
    symbol: 'none',
    silent: true,
    lineStyle: { color: muted, width: 1, type: [3, 3] },
  }
}

/** Colours of text and rules are those of `colors.ts`, to be filled in. */
export function lineChart(panel: ChartPanel): string {
  const rows = Math.ceil(panel.series.length / legendColumns)
  const bounds = panel.square ? { min: 0, max: 1 } : {}
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: panelWidth,
    height: panelHeight,
  })
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'sans-serif' },
      title: {
        text: panel.title,
        left: 'center',
        top: 6,
        textStyle: {
          fontSize: 13,
          fontWeight: 600,
          color: ink,
          width: panelWidth - 20,
          overflow: 'break',
        },
      },
      legend: {
        bottom: 4,
        itemWidth: 18,
        itemHeight: 8,
        itemGap: 8,
        textStyle: { color: ink, fontSize: 11 },
        data: panel.series.map(({ name }) => name),
      },
      grid: { top: 36, left: 66, right: 16, bottom: 50 + legendRow * rows },
      xAxis: {
        type: panel.logarithmicX ? 'log' : 'value',
        // Epochs have no fractions.
        minInterval: panel.x === 'epoch' ? 1 : 0,
        ...axis(panel.x, 24),
        ...bounds,
      },
      yAxis: { type: 'value', ...axis(panel.y, 48), ...bounds },
      series: [...seriesOf(panel), ...(panel.square ? [diagonal()] : [])],
    })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}
