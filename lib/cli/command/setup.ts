/** `isbe setup`: libtorch and the native build, from any project. Runs without a native build. */
import { Command, Option } from 'commander'
import { packageRoot, setupScript, type BuildRecord } from '../../native/record'

interface Entry {
  runEntry(main: () => Promise<number | void>): void
}

interface Native {
  ensureNative(options: { env: NodeJS.ProcessEnv }): Promise<BuildRecord>
}

interface Probe {
  probeBuild(root: string, build: BuildRecord): Promise<{ version: string } | { error: string }>
}

interface SetupOptions {
  cpu?: boolean
  cuda?: boolean
}

async function setUp({ cpu, cuda }: SetupOptions): Promise<number> {
  const variant = cuda ? 'cu130' : cpu ? 'cpu' : process.env.ISBE_CUDA
  const env = { ...process.env, ISBE_CUDA: variant }
  const build = await setupScript<Native>('native.js').ensureNative({ env })
  const probe = await setupScript<Probe>('probe.js').probeBuild(packageRoot, build)
  if ('error' in probe) {
    process.stderr.write(
      `isbe: the native build cannot be loaded (${probe.error}); see isbe doctor\n`,
    )
    return 1
  }
  console.log(`native build for libtorch ${probe.version} (${build.variant}) in ${build.libtorch}`)
  return 0
}

export function setupCommand(): Command {
  return new Command('setup')
    .description('fetch libtorch, and take or make the native build')
    .option('--cpu', 'for the CPU, also where there is a GPU')
    .addOption(new Option('--cuda', 'for NVIDIA GPUs: compiles with nvcc').conflicts('cpu'))
    .action((options: SetupOptions) =>
      setupScript<Entry>('entry.js').runEntry(() => setUp(options)),
    )
}
