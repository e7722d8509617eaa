/** PNG of SVG. */
import { Resvg } from '@resvg/resvg-js'

export function pngSource(png: Buffer): string {
  return `data:image/png;base64,${png.toString('base64')}`
}

/** Twice the size of the SVG. Text is drawn where the machine has fonts. */
export function renderPng(svg: string): Buffer {
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: {
      loadSystemFonts: true,
      sansSerifFamily: 'DejaVu Sans',
      defaultFontFamily: 'DejaVu Sans',
    },
  })
  return resvg.render().asPng()
}
