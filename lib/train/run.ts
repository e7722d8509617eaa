/** A run folder: config.json, metrics.jsonl (a line an epoch) and summary.json. */
import { existsSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { appendLine, attemptsOn, makeFolder, writeFile } from '../base/file'

const attempt = attemptsOn('run', '--runs')

function timestamp(now: Date): string {
  return now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
}

function freeFolder(root: string, name: string): string {
  const stem = join(root, `${name}-${timestamp(new Date())}`)
  for (let i = 1; ; ++i) {
    const folder = i === 1 ? stem : `${stem}-${i}`
    if (!existsSync(folder)) return folder
  }
}

export class Run {
  readonly folder: string

  /** Makes `<root>/<name>-<time>/` with its config.json. Throws TorchError IO when it cannot. */
  constructor(root: string, name: string, config: object) {
    this.folder = freeFolder(root, name)
    attempt('make the folder', this.folder, () => makeFolder(this.folder))
    try {
      this.#write('config.json', config)
    } catch (error) {
      rmdirSync(this.folder)
      throw error
    }
  }

  /** Appends one complete line to metrics.jsonl, or nothing when the disk is full. */
  log(record: object): void {
    const path = join(this.folder, 'metrics.jsonl')
    attempt('write', path, () => appendLine(path, JSON.stringify(record)))
  }

  /** Writes a file of its own, complete or not at all. */
  attach(file: string, content: string): void {
    const path = join(this.folder, file)
    attempt('write', path, () => writeFile(path, content))
  }

  finish(summary: object): void {
    this.#write('summary.json', summary)
  }

  #write(file: string, content: object): void {
    this.attach(file, `${JSON.stringify(content, null, 2)}\n`)
  }
}
