/**
 * What is checked of a TorchScript archive before libtorch reads it. Libtorch's reader leaves out the
 * checksums and trusts that pickles are whole: a flipped bit there could end the process.
 */
import { Global } from '../pickle/globals'
import { placeholders, type Host } from '../pickle/host'
import { checkPickle } from '../pickle/read'
import type { Zip } from '../zip/read'

/** Parsers call themselves for each level: deeper programs would use up the stack. */
const mostNesting = 200

const anything: Host = {
  ...placeholders,
  resolve: (module, name) => (module === '' || name === '' ? null : new Global(module, name)),
}

export function checkArchive(zip: Zip): void {
  const folder = zip.topFolder()
  for (const name of ['data.pkl', 'constants.pkl', 'version']) {
    if (zip.entries.has(folder + name)) continue
    const what = zip.entries.has(`${folder}data.pkl`)
      ? 'found a file of torch.save'
      : 'found another'
    throw zip.source.damaged(0, `expected a TorchScript archive with '${name}', ${what} archive`)
  }
  for (const name of zip.entries.keys()) checkEntry(zip, name, name.slice(folder.length))
}

function checkEntry(zip: Zip, name: string, path: string): void {
  const isTensor = /^(data|constants)\/[^/]*$/.test(path)
  if (isTensor) return
  const content = zip.read(name)
  const { start } = zip.entry(name)
  if (path.endsWith('.pkl') && !path.includes('debug')) {
    checkPickle(
      content,
      (byte, problem, cause) =>
        zip.source.damaged(start, `'${name}', byte ${byte}: ${problem}`, cause),
      0,
      anything,
    )
  }
  if (path.endsWith('.py') && nesting(content.toString('latin1')) > mostNesting) {
    throw zip.source.damaged(start, `'${name}': expected a program that is not so deep`)
  }
}

/** The most brackets around a place, and the deepest indentation. */
function nesting(program: string): number {
  let open = 0
  let most = 0
  for (const [token] of program.matchAll(/[([{]|[)\]}]|^ +/gm)) {
    if (token.startsWith(' ')) most = Math.max(most, token.length / 2)
    else if ('([{'.includes(token)) most = Math.max(most, ++open)
    else open = Math.max(0, open - 1)
  }
  return most
}
