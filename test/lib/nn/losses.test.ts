/** Losses of torch.nn against PyTorch's, in the settings of make_modules_losses.py. */
import { testModules } from './goldenModules'

testModules('modules_losses.json')
