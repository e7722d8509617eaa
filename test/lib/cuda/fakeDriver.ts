/** Drivers that pretend: what LD_LIBRARY_PATH finds in place of NVIDIA's. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findCompiler } from '../../../scripts/setup/toolchain'

const folders: string[] = []

function driverFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-torch-driver-'))
  folders.push(folder)
  return folder
}

/** A driver that says what FAKE_VERSION, FAKE_INIT, FAKE_DEVICES, FAKE_MAJOR and FAKE_MINOR tell it to. */
export function fakeDriver(): string {
  const folder = driverFolder()
  execFileSync(findCompiler(), [
    '-x',
    'c',
    '-shared',
    '-fPIC',
    join(__dirname, 'fakeDriver.c'),
    '-o',
    join(folder, 'libcuda.so.1'),
  ])
  return folder
}

/** None, also on a machine that has one: the file that is found first is no library. */
export function noDriver(): string {
  const folder = driverFolder()
  writeFileSync(join(folder, 'libcuda.so.1'), 'no library')
  return folder
}

export function removeDrivers(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
}
