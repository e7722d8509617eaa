/** Figure 3: test accuracy while learning, in the paper's groupings. */
import { exhibit, nothing, type Exhibit } from '../exhibit'
import { netLabels } from '../preset'
import type { Results } from '../results'
import { runsNotes } from '../table/runsNotes'
import { curvesOf, groupings, seriesRows } from './curves'
import { mainNet } from './figure1'

const head = {
  id: 'figure-3',
  label: 'Figure 3',
  title: 'Test accuracy while learning, CE against ISBE',
  text: ['In percent of the test images, after each epoch.'],
}

export function figure3(results: Results): Exhibit {
  const net = mainNet(results)
  if (!net) return nothing(head, 'no run on MNIST is finished')
  const panels = groupings.map(({ title, losses }) => ({
    title: `${netLabels[net]}: ${title}`,
    x: 'epoch',
    y: '%',
    series: curvesOf(results, { net, losses, quantity: 'testAccuracy' }),
  }))
  return exhibit(head, { panels, rows: seriesRows(panels), notes: runsNotes(results, [net]) })
}
