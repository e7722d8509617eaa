/** Training: the loop, what a step sends back, and the record of a run. */
export { compute, type Computation } from './computation'
export { evaluate, trainEpoch, type EpochOptions, type EpochResult } from './loop'
export {
  isbeObjective,
  lossObjective,
  objectiveNames,
  parseObjective,
  vectorObjective,
  type Loss,
  type Objective,
  type Signal,
} from './objective'
export { Run } from './run'
export { Trainer, type EpochRecord, type FitOptions, type TrainerOptions } from './trainer'
