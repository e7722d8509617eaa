/** The code of the guide on transforms runs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import torch, { type Tensor } from '../../lib'

interface Results {
  images: Tensor
  darker: Tensor
  input: Tensor
}

type Run = (require: () => unknown, console: object) => Promise<Results>

function load(picture: string): Run {
  const guide = join(__dirname, '../../docs/guides/your-own-transform.md')
  const code = [...readFileSync(guide, 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(m => m[1])
  const { outputText } = ts.transpileModule(code.join('\n'), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  })
  const body = outputText
    .replace("'augmented.png'", JSON.stringify(picture))
    .replace('"use strict";', 'const exports = {};')
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the guide's code
  return new Function(
    'require',
    'console',
    `return (async () => { ${body}; return { images, darker, input } })()`,
  ) as Run
}

test('transforms of the package and of a user, in a list, in a loader and alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'isbe-guide-'))
  try {
    const picture = join(folder, 'augmented.png')
    const shapes: unknown[] = []
    const requirePackage = (): unknown => ({ __esModule: true, default: torch, ...torch })
    const log = (shape: unknown): number => shapes.push(shape)
    const { images, darker, input } = await load(picture)(requirePackage, { log })
    expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG')
    expect(shapes).toEqual([
      [2, 1, 28, 28],
      [2, 1, 28, 28],
    ])
    expect(input.shape).toEqual(images.shape)
    const gammas = darker.log().div(images.log()).flatten(1)
    expect(gammas.std(1).lt(1e-3).all().item()).toBe(true)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
