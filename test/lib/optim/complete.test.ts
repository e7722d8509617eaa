/** Every public name of torch.optim and its modules is here, or is missing for a reason. */
import { optim } from '../../../lib'
import { camelCase } from '../../../lib/optim/naming'
import { readGoldens } from '../goldens'

const reasons: Record<string, string> = {
  swap_in_optimizer_params_and_state: 'serves distributed checkpoints, which there are none of',
}

const { lrScheduler, swaUtils } = optim
const homes: Record<string, object> = { optim, lrScheduler, swaUtils }

test.each(Object.entries(readGoldens<Record<string, string[]>>('optim_names.json')))(
  '%s has the names of PyTorch',
  (home, names) => {
    expect(names.length).toBeGreaterThan(5)
    const missing = names.filter(name => !(camelCase(name) in homes[home]!))
    expect(missing).toEqual(names.filter(name => name in reasons))
  },
)
