/** What libtorch warns of, as warnings of Node: `process.on('warning', …)` hears of them. */
import { whenLoaded } from '../native'

whenLoaded(addon => {
  addon.setWarningListener(text => process.emitWarning(text, 'TorchWarning'))
})
