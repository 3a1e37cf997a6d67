import { compareSegments, templateShape } from './path-template.ts'

export interface Found<Value> {
  readonly value: Value
  /** What stands in place of the template's parameters, in its order, undecoded. */
  readonly captures: string[]
}

/** What one segment of a template is; null: a whole parameter. */
type Segment = string | RegExp | null

interface Leaf<Value> {
  readonly value: Value
  readonly segments: readonly Segment[]
}

/** Where a path stands after some of its segments, and what the next one may be. */
class Branch<Value> {
  /** The first template that ends here; later ones of the same shape are never reached. */
  leaf: Leaf<Value> | undefined
  /** By `keyOf`. */
  readonly texts = new Map<number, { readonly text: string; readonly branch: Branch<Value> }[]>()
  /** In the order of `compareSegments`. */
  readonly patterns: { readonly shape: string; readonly pattern: RegExp; readonly branch: Branch<Value> }[] = []
  parameter: Branch<Value> | undefined
}

/** Path templates as a tree of their segments. Of those that fit a path, the first by `compareTemplates` is found. */
export class PathTable<Value> {
  readonly #root = new Branch<Value>()

  /** @param template of OpenAPI: `/pets/{pet-id}` */
  add(template: string, value: Value): void {
    const [, ...shapes] = templateShape(template).split('/')
    const segments = shapes.map(segmentOf)
    let branch = this.#root
    for (const [index, segment] of segments.entries()) branch = grow(branch, segment, shapes[index] ?? '')
    branch.leaf ??= { value, segments }
  }

  /** Undefined: no template fits. */
  find(path: string): Found<Value> | undefined {
    if (!path.startsWith('/')) return undefined
    const leaf = search(this.#root, path, 1)
    return leaf && { value: leaf.value, captures: capturesOf(leaf.segments, path) }
  }
}

function segmentOf(shape: string): Segment {
  if (shape === '{}') return null
  return shape.includes('{}') ? patternOf(shape) : shape
}

function grow<Value>(branch: Branch<Value>, segment: Segment, shape: string): Branch<Value> {
  if (segment === null) return (branch.parameter ??= new Branch())
  if (typeof segment === 'string') {
    const key = keyOf(segment, 0, segment.length)
    const known = branch.texts.get(key) ?? []
    const same = known.find(({ text }) => text === segment)
    if (same) return same.branch
    const added = new Branch<Value>()
    branch.texts.set(key, [...known, { text: segment, branch: added }])
    return added
  }
  const same = branch.patterns.find((known) => known.shape === shape)
  if (same) return same.branch
  const added = new Branch<Value>()
  branch.patterns.push({ shape, pattern: segment, branch: added })
  branch.patterns.sort((a, b) => compareSegments(a.shape, b.shape))
  return added
}

/** @param at behind the slash before the segment; nothing is allocated until all segments fit */
function search<Value>(branch: Branch<Value>, path: string, at: number): Leaf<Value> | undefined {
  const end = endOf(path, at)
  const known = branch.texts.get(keyOf(path, at, end))
  if (known !== undefined) {
    for (const { text, branch: next } of known) {
      if (text.length !== end - at || !path.startsWith(text, at)) continue
      const leaf = goOn(next, path, end)
      if (leaf !== undefined) return leaf
    }
  }
  for (const { pattern, branch: next } of branch.patterns) {
    pattern.lastIndex = at
    if (!pattern.test(path)) continue
    const leaf = goOn(next, path, end)
    if (leaf !== undefined) return leaf
  }
  return branch.parameter !== undefined && end > at ? goOn(branch.parameter, path, end) : undefined
}

function goOn<Value>(branch: Branch<Value>, path: string, end: number): Leaf<Value> | undefined {
  return end === path.length ? branch.leaf : search(branch, path, end + 1)
}

function capturesOf(segments: readonly Segment[], path: string): string[] {
  const captures: string[] = []
  let at = 1
  for (const segment of segments) {
    const end = endOf(path, at)
    if (segment === null) captures.push(path.slice(at, end))
    else if (typeof segment === 'object') {
      segment.lastIndex = at
      captures.push(...(segment.exec(path)?.slice(1) ?? []))
    }
    at = end + 1
  }
  return captures
}

function endOf(path: string, at: number): number {
  const slash = path.indexOf('/', at)
  return slash === -1 ? path.length : slash
}

/** Tells most segments apart without taking them out of the path: by length, first and last character. */
function keyOf(path: string, at: number, end: number): number {
  return end === at ? 0 : ((end - at) << 16) ^ (path.charCodeAt(at) << 8) ^ path.charCodeAt(end - 1)
}

/** `{}.{}` as path-to-regexp 8 reads it: what stands between two parameters is not part of the second one. */
function patternOf(shape: string): RegExp {
  const [before = '', ...texts] = shape
    .split('{}')
    .map((text) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  const parameters = texts.map((text, index) => {
    const between = texts[index - 1]
    return between === undefined ? `([^/]+)${text}` : `((?:(?!${between})[^/])+|${between})${text}`
  })
  return new RegExp(`${before}${parameters.join('')}(?=/|$)`, 'y')
}
