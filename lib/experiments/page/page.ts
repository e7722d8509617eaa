/** The report: one page that needs nothing else. */
import { element, htmlPage, markup, type Markup } from '../../report/html'
import { reportStyle } from '../../report/style'
import { versions } from '../../runtime/versions'
import type { Exhibit, Finding } from '../exhibit'
import type { Item, ItemKind } from '../items'
import { citation } from '../paper'
import type { Reproduction } from '../reproduce'
import { diagram } from './diagram'
import { findingList, section } from './section'

export interface PageOptions {
  /** The command that made the report, without what it shows. */
  command: string
  /** The files of an exhibit beside the report. */
  filesOf: (exhibit: Exhibit) => readonly string[]
  created: Date
}

const headings: Record<ItemKind, string> = {
  table: 'Tables',
  figure: 'Figures',
  theorem: 'Theorems, numerically',
  beyond: 'Beyond the paper',
}

const whatIsbeIs = [
  'A classifier gives a number for each class, its raw scores X. To train it, they are normalised ' +
    'to soft scores Y between 0 and 1, usually by softmax, and compared with the target Y°, which ' +
    'is 1 for the right class and 0 for the others. Usually the comparison is cross-entropy, a ' +
    'number of which the gradient is sent back through the network. That gradient turns out to be ' +
    'just Y − Y°.',
  'ISBE (in Inference normalise to Soft scores; Backward send the Error) leaves the detour out: it ' +
    'computes Y and sends the error E = Y − Y° straight back. With softmax nothing changes but the ' +
    'work done. Other normalisations F, for which there is no such cross-entropy, become possible: ' +
    'sigmoid, tanh, and their hard variants.',
]

const claims = [
  'With softmax, the gradient of cross-entropy is Y − Y° (Theorem 1), and among differentiable ' +
    'functions only dilated and relocated softmax has that property (Theorem A1).',
  'ISBE spends a smaller share of each step on the loss and backpropagation (Tables 1 and 2), ' +
    'except through autograd (section 4.2).',
  'It classifies as well: softmax, sigmoid, tanh, hardsigmoid and hardtanh are within statistical ' +
    'error of cross-entropy (Tables 3 and 4, Figures 1 to 8).',
  'normalize, x/‖x‖, does not work: it is not Lipschitz at zero (section 3).',
]

function summary({ exhibits }: Reproduction): Finding[] {
  const wanted = [
    'theorem-1',
    'theorem-a1',
    'table-2',
    'table-3',
    'table-4',
    'control',
    'gradients',
  ]
  return exhibits
    .filter(({ exhibit }) => wanted.includes(exhibit.id))
    .flatMap(({ exhibit }) =>
      exhibit.findings.map(finding => ({ ...finding, text: `${exhibit.label}. ${finding.text}` })),
    )
}

function contents({ exhibits }: Reproduction): Markup {
  const link = ({ id, label, title }: Exhibit): Markup =>
    element('li', element('a', `${label}: ${title}`, { href: `#${id}` }))
  return element(
    'nav',
    element(
      'ul',
      exhibits.map(({ exhibit }) => link(exhibit)),
    ),
    {
      'aria-label': 'Contents',
    },
  )
}

function commandOf({ kind, name }: Item, { command }: PageOptions): string {
  return kind === 'beyond' ? `${command} --all` : `${command} --${kind} ${name}`
}

function sections(reproduction: Reproduction, options: PageOptions): Markup[] {
  return (Object.keys(headings) as ItemKind[]).flatMap(kind => {
    const own = reproduction.exhibits.filter(({ item }) => item.kind === kind)
    if (own.length === 0) return []
    return [
      element('h2', headings[kind]),
      ...own.map(({ item, exhibit }) =>
        section(exhibit, commandOf(item, options), options.filesOf(exhibit)),
      ),
    ]
  })
}

function how({ results, leftOut }: Reproduction, { command, created }: PageOptions): Markup {
  const { device } = results.scope
  const { isbeTorch, libtorch, node, cpuCapability } = versions()
  const seconds = results.finished.reduce((sum, { result }) => sum + result.seconds, 0)
  const lines = [
    `Made on ${created.toISOString().slice(0, 10)} by isbe-torch ${isbeTorch} with libtorch ` +
      `${libtorch} on Node ${node}, ${device}${device === 'cpu' ? ` with ${cpuCapability}` : ''}.`,
    `${results.finished.length} runs are finished, ${results.missing.length} planned ones are not. ` +
      `The finished ones took ${(seconds / 3600).toFixed(2)} hours.`,
    ...leftOut.map(({ net, reason }) => `${net} is left out: ${reason}`),
  ]
  return element('section', [
    element('h2', 'How it was made'),
    ...lines.map(line => element('p', line)),
    element('pre', `${command} --all`),
    element('p', `The paper: ${citation}. It is published under CC BY 4.0.`),
  ])
}

/** Whole, with styles and pictures inside. */
export function reportPage(reproduction: Reproduction, options: PageOptions): string {
  const { preset } = reproduction.results.scope
  const title = 'Is cross-entropy needed? ISBE reproduced'
  const body = element('main', [
    element('h1', title),
    element(
      'p',
      "The tables, figures and theorems of Skarbek's paper on ISBE, made again from runs on this " +
        "machine, beside the paper's own numbers.",
      { class: 'lead' },
    ),
    element('p', `Scale: preset ${preset.name}: ${preset.scale}.`, {
      class: preset.name === 'paper' ? 'notes' : 'warning',
    }),
    element('h2', 'What ISBE is'),
    element('div', markup(diagram()), { class: 'wide' }),
    ...whatIsbeIs.map(paragraph => element('p', paragraph)),
    element('h2', 'What the paper claims'),
    element(
      'ul',
      claims.map(claim => element('li', claim)),
    ),
    element('h2', 'What was found here'),
    element(
      'p',
      'Each line is computed from the runs of this report. ✓: as the paper says. ✗: not, or not ' +
        'shown by what was run. ·: a figure without a verdict.',
    ),
    findingList(summary(reproduction)),
    element('h2', 'Contents'),
    contents(reproduction),
    ...sections(reproduction, options),
    how(reproduction, options),
  ])
  return htmlPage(title, reportStyle, body)
}
