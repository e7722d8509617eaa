/** Names of state: PyTorch's, from the names that TypeScript uses. */

/**
 * The name that a property has in `stateDict`: camelCase becomes snake_case (`runningMean` →
 * `running_mean`, `inProjWeight` → `in_proj_weight`). Names that are no camelCase stay as they are
 * (`Mixed_5b`, `weight_ih_l0`).
 */
export function stateName(property: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(property)) return property
  return property
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
}

export function join(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`
}

/** The own property that a name means, which may be PyTorch's: `weight_hh_l0` for `weightHhL0`. */
export function propertyOf(module: object, name: string): string {
  const wanted = stateName(name)
  const own = Object.getOwnPropertyNames(module)
  return own.find(key => key === name) ?? own.find(key => stateName(key) === wanted) ?? name
}
