import { trainRun } from '../lib/experiments/run/train'
import { Images } from '../lib/experiments/run/data'
import { planRuns } from '../lib/experiments/plan'
import { presetOf } from '../lib/experiments/preset'
const runs = planRuns({ preset: presetOf('evening'), nets: ['n0'], device: 'cpu' })
const base = runs.find(r => r.config.loss === 'isbe:tanh')!.config
const config = { ...base, epochs: 3, decay: 0.3 }
console.log(runs.length, config)
const images = new Images(config, {})
void trainRun(config, images, { onEpochEnd: r => console.log(r.epoch, r.trainLoss, r.trainAccuracy, r.validationAccuracy, r.testAccuracy, r.seconds) }).then(r => console.log(r!.seconds))
