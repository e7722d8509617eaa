/** Averaged models, named as in `torch.optim.swa_utils`. */
export { AveragedModel, type AveragedModelOptions } from './averagedModel'
export {
  getEmaAvgFn,
  getEmaMultiAvgFn,
  getSwaAvgFn,
  getSwaMultiAvgFn,
  type AverageFunction,
  type MultiAverageFunction,
} from './averages'
export { SWALR, type SWALROptions } from './swaLr'
export { updateBn } from './updateBn'
