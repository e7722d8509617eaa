/** `isbe doctor`: what is there, what is wrong, and what to do. Runs without a native build. */
import { Command } from 'commander'
import { join } from 'node:path'
import { packageRoot } from '../../native/record'

interface Doctor {
  runDoctor(options: { json: boolean }): Promise<number>
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check the machine and the installation; exit code 0, 2 (warning) or 1 (problem)')
    .option('--json', 'one JSON object on stdout')
    .action(async ({ json = false }: { json?: boolean }) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- lies outside of dist/
      const doctor = require(join(packageRoot, 'scripts', 'doctor')) as Doctor
      process.exitCode = await doctor.runDoctor({ json })
    })
}
