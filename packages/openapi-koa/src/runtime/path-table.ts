interface Row<Value> {
  readonly value: Value
  readonly segments: number
  /** What stands before, between and behind the parameters; null: one of them is less than a segment. */
  readonly literals: readonly string[] | null
}

export interface Found<Value> {
  readonly value: Value
  /** What stands in place of the template's parameters, in its order, undecoded. */
  readonly captures: string[]
}

/** Path templates, of which the first that fits is found. */
export class PathTable<Value> {
  readonly #rows: Row<Value>[] = []

  /** @param template of OpenAPI: `/pets/{pet-id}` */
  add(template: string, value: Value): void {
    const segments = template.split('/')
    const isPlain = segments.every((segment) => !segment.includes('{') || /^\{[^{}]+\}$/.test(segment))
    this.#rows.push({ value, segments: segments.length, literals: isPlain ? template.split(/\{[^{}]+\}/) : null })
  }

  /** Undefined: no template fits, or one that is more than whole segments, as `/{name}.json`, would have its turn first. */
  find(path: string): Found<Value> | undefined {
    for (const { value, segments, literals } of this.#rows) {
      if (literals === null) {
        if (path.split('/').length === segments) return undefined
        continue
      }
      const captures = match(literals, path)
      if (captures !== null) return { value, captures }
    }
    return undefined
  }
}

function match(literals: readonly string[], path: string): string[] | null {
  const captures: string[] = []
  let at = 0
  for (const [index, literal] of literals.entries()) {
    // Between two of them stands a parameter: a whole segment, and not an empty one.
    if (index > 0) {
      const slash = path.indexOf('/', at)
      const end = slash === -1 ? path.length : slash
      if (end === at) return null
      captures.push(path.slice(at, end))
      at = end
    }
    if (!path.startsWith(literal, at)) return null
    at += literal.length
  }
  return at === path.length ? captures : null
}
