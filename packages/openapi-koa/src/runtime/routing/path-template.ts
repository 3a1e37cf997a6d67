const PARAMETER = /(\{[^}]+\})/

/** `/pets/{pet-id}` as @koa/router writes it: `/pets/:"pet-id"`. Everything outside braces is taken literally. */
export function routerPath(template: string): string {
  return template
    .split(PARAMETER)
    .map((part) =>
      PARAMETER.test(part) ? `:"${part.slice(1, -1).replaceAll(/["\\]/g, String.raw`\$&`)}"` : escape(encoded(part)),
    )
    .join('')
}

/** The template without its parameters' names, which mean nothing to a path: `/pets/{}`. */
export function templateShape(template: string): string {
  return template
    .split(PARAMETER)
    .map((part) => (PARAMETER.test(part) ? '{}' : encoded(part)))
    .join('')
}

/** As clients spell it in a URL. https://url.spec.whatwg.org/#path-percent-encode-set */
function encoded(text: string): string {
  return text.replaceAll(/[^!-~]|["<>`]/gu, encodeURIComponent)
}

/** The characters that mean something to path-to-regexp 8. */
function escape(text: string): string {
  return text.replaceAll(/[{}()[\]+?!:*\\]/g, String.raw`\$&`)
}

/**
 * Which of two templates has its turn first: a concrete path before a template, as OpenAPI wants, and so segment by
 * segment from the left; between them stand segments that are more than their parameter, `/{name}.json`.
 * https://spec.openapis.org/oas/v3.1.1#paths-object
 */
export function compareTemplates(a: string, b: string): number {
  const [left, right] = [templateShape(a).split('/'), templateShape(b).split('/')]
  // No path matches both.
  if (left.length !== right.length) return left.length - right.length
  for (const [index, segment] of left.entries()) {
    const difference = compareSegments(segment, right[index] ?? '')
    if (difference !== 0) return difference
  }
  return 0
}

/** @param a of a shape */
export function compareSegments(a: string, b: string): number {
  const difference = rankOf(a) - rankOf(b)
  if (difference !== 0 || rankOf(a) !== 1) return difference
  return b.length - a.length || (a < b ? -1 : Number(a > b))
}

function rankOf(segment: string): 0 | 1 | 2 {
  if (segment === '{}') return 2
  return segment.includes('{}') ? 1 : 0
}
