/** The code of the guide on functions of autograd runs, and gives the paper's gradients. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import torch, { isbe, type Tensor } from '../../lib'

interface Guide {
  gradientOf: (logits: Tensor, labels: Tensor) => Tensor
}

function load(): Guide {
  const guide = join(__dirname, '../../docs/guides/your-own-autograd-function.md')
  const code = [...readFileSync(guide, 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(m => m[1])
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }
  const { outputText } = ts.transpileModule(code.join('\n'), {
    compilerOptions: { ...compilerOptions, esModuleInterop: true },
  })
  const exports = {} as Guide
  const requirePackage = (): unknown => ({ __esModule: true, default: torch, ...torch })
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the guide's code
  const run = new Function('exports', 'require', outputText) as (...args: unknown[]) => void
  run(exports, requirePackage)
  return exports
}

test('the function of Appendix B.2 has the gradients of IsbeLoss', () => {
  torch.tidy(() => {
    const values = torch.randn([8, 10], { dtype: 'float64' })
    const labels = torch.randint(0, 10, [8])
    const [mine, theirs] = [values.clone(), values.clone()]
    for (const logits of [mine, theirs]) logits.requiresGrad = true
    const found = load().gradientOf(mine, labels)
    new isbe.IsbeLoss({ reduction: 'sum' }).forward(theirs, labels).backward()
    expect(torch.allclose(found, theirs.grad!, 1e-12, 1e-12)).toBe(true)
    expect(found.abs().sum().itemNumber()).toBeGreaterThan(0.1)
  })
})
