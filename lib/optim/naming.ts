/** PyTorch's names of settings and state, from the names that TypeScript uses, and back. */

/** `expAvgSq` → `exp_avg_sq`, `TMax` → `T_max`, `HDiag` → `H_diag`. */
export function snakeCase(name: string): string {
  const symbol = /^[A-Z](?=[A-Z0-9])/.test(name) ? `${name[0]}_` : ''
  const words = name.slice(symbol === '' ? 0 : 1)
  return symbol + words.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
}

/** `exp_avg_sq` → `expAvgSq`; a `_` at the start stays. */
export function camelCase(name: string): string {
  return name.replace(/(?!^)_([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
