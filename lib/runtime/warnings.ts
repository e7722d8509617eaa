/** What libtorch warns of, as warnings of Node: `process.on('warning', …)` hears of them. */
import { native } from '../native'

native.setWarningListener(text => process.emitWarning(text, 'TorchWarning'))
