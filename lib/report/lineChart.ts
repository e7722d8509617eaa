export interface ChartSeries {
  name: string
  points: (readonly [x: number, y: number])[]
  /** Series of the same group have the same colour wherever they are drawn. */
  color: string
  dashed?: boolean
  /** Drawn thin, behind the others. */
  faint?: boolean
}

export interface ChartPanel {
  title: string
  x: string
  y: string
  series: ChartSeries[]
  /** Horizontal lines, such as maxima. */
  lines?: { y: number; name: string; color: string }[]
}
