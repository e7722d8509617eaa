/** The packed package in a folder of its own, as one that depends on it finds it. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const checkout = join(__dirname, '..', '..')

export interface Consumer {
  folder: string
  remove: () => void
}

/** Packs the checkout, unpacks it into node_modules, and puts the programs beside it. */
export function makeConsumer(): Consumer {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'isbe-torch-consumer-')))
  const target = join(folder, 'node_modules', 'isbe-torch')
  mkdirSync(target, { recursive: true })
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: checkout,
    stdio: 'pipe',
  })
  const archive = readdirSync(folder).find(name => name.endsWith('.tgz'))!
  execFileSync('tar', ['-xzf', join(folder, archive), '-C', target, '--strip-components=1'])
  for (const program of ['right', 'wrong']) {
    for (const extension of ['ts', 'mts', 'cts']) {
      const source = join(__dirname, 'programs', `${program}.ts`)
      copyFileSync(source, join(folder, `${program}.${extension}`))
    }
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
