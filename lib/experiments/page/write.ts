/** The report and its files: index.html, runs.json, and a CSV and PNG for each exhibit that has them. */
import { join } from 'node:path'
import { TorchError } from '../../base/errors'
import { makeFolder, writeFile } from '../../base/file'
import type { Exhibit } from '../exhibit'
import type { Reproduction } from '../reproduce'
import { reportPage } from './page'
import { exhibitCsv, figurePng } from './panelImages'
import { runsJson } from './runsJson'

function hasPicture({ panels, pictures }: Exhibit): boolean {
  return panels.length > 0 || pictures.length > 0
}

function hasNumbers({ panels, rows }: Exhibit): boolean {
  return panels.length > 0 || rows.length > 0
}

function filesOf(exhibit: Exhibit): string[] {
  return [
    ...(hasNumbers(exhibit) ? [`${exhibit.id}.csv`] : []),
    ...(hasPicture(exhibit) ? [`${exhibit.id}.png`] : []),
  ]
}

/** @returns the path of the page. @throws TorchError IO where it cannot be written. */
export function writeReport(reproduction: Reproduction, folder: string, command: string): string {
  try {
    makeFolder(folder)
    for (const { exhibit } of reproduction.exhibits) {
      if (hasNumbers(exhibit)) writeFile(join(folder, `${exhibit.id}.csv`), exhibitCsv(exhibit))
      if (hasPicture(exhibit)) writeFile(join(folder, `${exhibit.id}.png`), figurePng(exhibit))
    }
    writeFile(join(folder, 'runs.json'), runsJson(reproduction.results))
    const path = join(folder, 'index.html')
    writeFile(path, reportPage(reproduction, { command, filesOf, created: new Date() }))
    return path
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === undefined) throw cause
    throw new TorchError('IO', `report: cannot write to '${folder}' (${code})`, { cause })
  }
}
