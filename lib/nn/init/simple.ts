/** Distributions and constants that look at nothing but the numbers they are given. */
import { defineInit, type InitArgs, type RandomArgs } from './define'

/** U(a, b). PyTorch: `torch.nn.init.uniform_`. */
export const uniform_ = defineInit(
  'uniform_',
  ['a', 'b', 'generator'],
  ({ tensor, a = 0, b = 1, generator }: RandomArgs & { a?: number; b?: number }) => {
    tensor.uniform_({ from: a, to: b, generator })
  },
)

/** N(mean, std²). PyTorch: `torch.nn.init.normal_`. */
export const normal_ = defineInit(
  'normal_',
  ['mean', 'std', 'generator'],
  ({ tensor, mean = 0, std = 1, generator }: RandomArgs & { mean?: number; std?: number }) => {
    tensor.normal_(mean, std, { generator })
  },
)

/** One value everywhere. PyTorch: `torch.nn.init.constant_`. */
export const constant_ = defineInit(
  'constant_',
  ['val!'],
  ({ tensor, val }: InitArgs & { val: number }) => {
    tensor.fill_(val)
  },
)

/** PyTorch: `torch.nn.init.ones_`. */
export const ones_ = defineInit('ones_', [], ({ tensor }: InitArgs) => {
  tensor.fill_(1)
})

/** PyTorch: `torch.nn.init.zeros_`. */
export const zeros_ = defineInit('zeros_', [], ({ tensor }: InitArgs) => {
  tensor.zero_()
})
