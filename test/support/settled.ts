import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** A count of what lives, once what other tests of this process left is collected and released. */
export async function settled(count: () => number): Promise<number> {
  // A collection may free what keeps other things alive: one that changes nothing is not yet the last.
  for (let before = -1, same = 0; same < 4; same = before === count() ? same + 1 : 0) {
    before = count()
    collectGarbage()
    for (let turn = 0; turn < 3; ++turn) await setImmediate()
  }
  return count()
}
