/** Tables and figures of results that are made up, whole. */
import { join } from 'node:path'
import { calibrated } from '../../../lib/experiments/beyond/calibrated'
import { control } from '../../../lib/experiments/beyond/control'
import { overlap } from '../../../lib/experiments/beyond/overlap'
import { rates } from '../../../lib/experiments/beyond/rates'
import { tail } from '../../../lib/experiments/beyond/tail'
import { ways } from '../../../lib/experiments/beyond/ways'
import type { Exhibit } from '../../../lib/experiments/exhibit'
import { figure1 } from '../../../lib/experiments/figure/figure1'
import { figure2 } from '../../../lib/experiments/figure/figure2'
import { figure3 } from '../../../lib/experiments/figure/figure3'
import { figure4 } from '../../../lib/experiments/figure/figure4'
import { figure5 } from '../../../lib/experiments/figure/figure5'
import { figure6 } from '../../../lib/experiments/figure/figure6'
import { figure7 } from '../../../lib/experiments/figure/figure7'
import { figure8 } from '../../../lib/experiments/figure/figure8'
import type { Results } from '../../../lib/experiments/results'
import { table1 } from '../../../lib/experiments/table/table1'
import { table2 } from '../../../lib/experiments/table/table2'
import { table3 } from '../../../lib/experiments/table/table3'
import { table4 } from '../../../lib/experiments/table/table4'
import { describeExhibit, expectAsKept } from './kept'
import { madeUp } from './madeUp'

type Make = (results: Results) => Exhibit

let results: Results
beforeAll(() => {
  // One run of N1 is not finished.
  results = madeUp({
    isFinished: ({ config: { net, loss } }) => net !== 'n1' || loss !== 'isbe:hardtanh',
  })
})
afterAll(() => results.sets.dispose())

test.each<Make>([
  table1,
  table2,
  table3,
  table4,
  figure1,
  figure2,
  figure3,
  figure4,
  figure5,
  figure6,
  figure7,
  figure8,
  control,
  ways,
  overlap,
  calibrated,
  tail,
  rates,
])('%p of made up results', make => {
  const made = make(results)
  expectAsKept(join(__dirname, 'kept', `${made.id}.txt`), describeExhibit(made))
})
