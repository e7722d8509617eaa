import { operator, operators, type Tensor } from '../tensor'

const indexed = operator('aten::index')

/** The parts of dense tensors that a sparse gradient has values for: rows, mostly. */
export class SparseRows {
  /** [count, …], the sums of what was given for one place. */
  readonly values: Tensor
  readonly #indices: Tensor[]

  constructor(gradient: Tensor) {
    const coalesced = gradient.coalesce()
    this.values = coalesced.values()
    this.#indices = [...coalesced.indices().unbind(0)]
  }

  get isEmpty(): boolean {
    return this.values.shape.includes(0)
  }

  of(dense: Tensor): Tensor {
    const [rows] = this.#indices
    return this.#indices.length === 1
      ? dense.indexSelect(0, rows!)
      : (indexed(dense, this.#indices) as Tensor)
  }

  write(dense: Tensor, values: Tensor): void {
    const [rows] = this.#indices
    if (this.#indices.length === 1) dense.indexCopy_(0, rows!, values)
    else operators.indexPut_(dense, this.#indices, values)
  }

  add(dense: Tensor, values: Tensor, alpha: number): void {
    const [rows] = this.#indices
    if (this.#indices.length === 1) dense.indexAdd_(0, rows!, values, { alpha })
    else operators.indexPut_(dense, this.#indices, this.of(dense).add(values, { alpha }))
  }
}
