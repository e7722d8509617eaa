/** `import()` of packages that are ES modules alone. */
import { Script, constants } from 'node:vm'

/** Where another loader has taken the place of Node's around this code, as under Jest. */
function importByNode(specifier: string): Promise<unknown> {
  const load = new Script('specifier => import(specifier)', {
    filename: __filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext() as (specifier: string) => Promise<unknown>
  return load(specifier)
}

export async function importModule<T>(specifier: string): Promise<T> {
  try {
    return (await import(specifier)) as T
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG') throw error
    return (await importByNode(specifier)) as T
  }
}
