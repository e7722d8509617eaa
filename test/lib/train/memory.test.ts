import { join } from 'node:path'
import { measure, steadyGrowth } from '../../support/memory'

test.each(['cross-entropy', 'IsbeLoss', 'ISBE the direct way'])(
  '2000 steps with %s leak nothing',
  loss => {
    const { tensors, resident } = measure(join(__dirname, 'steps.js'), loss)
    expect(tensors).toHaveLength(20)
    expect(new Set(tensors).size).toBe(1)
    // The first samples include the growth of heaps and pools; after them it is flat.
    expect(steadyGrowth(resident.slice(4))).toBeLessThan(16 << 20)
  },
)
