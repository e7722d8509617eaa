/** Layers of torch.nn against PyTorch's, in the settings of test/goldens/make_modules.py. */
import { testModules } from './goldenModules'

testModules('modules.json')
