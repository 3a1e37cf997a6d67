interface Row<Value> {
  /** By place; null where a parameter stands. */
  readonly literals: readonly (string | null)[] | null
  readonly value: Value
}

export interface Found<Value> {
  readonly value: Value
  /** What stands in place of the template's parameters, in its order, undecoded. */
  readonly captures: string[]
}

/** Path templates by the number of their segments; among those of one length the first that fits is found. */
export class PathTable<Value> {
  readonly #byLength = new Map<number, Row<Value>[]>()

  /** @param template of OpenAPI: `/pets/{pet-id}` */
  add(template: string, value: Value): void {
    const segments = template.split('/')
    const isPlain = segments.every((segment) => !segment.includes('{') || /^\{[^{}]+\}$/.test(segment))
    const literals = isPlain ? segments.map((segment) => (segment.startsWith('{') ? null : segment)) : null
    const rows = this.#byLength.get(segments.length) ?? []
    rows.push({ literals, value })
    this.#byLength.set(segments.length, rows)
  }

  /** Undefined: no template fits, or one that is more than whole segments, as `/{name}.json`, would have its turn first. */
  find(path: string): Found<Value> | undefined {
    const segments = path.split('/')
    for (const { literals, value } of this.#byLength.get(segments.length) ?? []) {
      if (literals === null) return undefined
      const captures = match(literals, segments)
      if (captures !== null) return { value, captures }
    }
    return undefined
  }
}

function match(literals: readonly (string | null)[], segments: readonly string[]): string[] | null {
  const captures: string[] = []
  for (let place = 0; place < segments.length; place += 1) {
    const [literal, segment = ''] = [literals[place], segments[place]]
    if (literal === null && segment !== '') captures.push(segment)
    else if (literal !== segment) return null
  }
  return captures
}
