import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** A count of what lives, once what other tests of this process left is collected and released. */
export async function settled(count: () => number): Promise<number> {
  for (let before = -1; before !== count();) {
    before = count()
    collectGarbage()
    for (let turn = 0; turn < 3; ++turn) await setImmediate()
  }
  return count()
}
