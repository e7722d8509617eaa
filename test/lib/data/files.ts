/** The small files that test/goldens/make_data_files.py makes, and what Python reads in them. */
import { join } from 'node:path'
import { readGoldens } from '../goldens'

interface Files {
  idx: { file: string; dtype: string; values: number[][] }[]
  images: { file: string; pixels: number[][][] }[]
  cifar10: { train: number[]; test: number[]; lastPixels: number[][] }
  tar: Record<string, string>
  csv: { id: number[]; weight: number[]; name: string[]; label: string[] }
  parquet: { labels: number[]; names: string[] }
}

export const files = readGoldens<Files>('data/files.json')

export function goldenFile(name: string): string {
  return join(__dirname, '..', '..', 'goldens', 'data', name)
}
