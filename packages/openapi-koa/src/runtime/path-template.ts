/** `/pets/{pet-id}` as @koa/router writes it: `/pets/:"pet-id"`. Everything outside braces is taken literally. */
export function routerPath(template: string): string {
  return template
    .split(/(\{[^}]+\})/)
    .map((part) =>
      part.startsWith('{') ? `:"${part.slice(1, -1).replaceAll(/["\\]/g, String.raw`\$&`)}"` : escape(part),
    )
    .join('')
}

/** The characters that mean something to path-to-regexp 8. */
function escape(text: string): string {
  return text.replaceAll(/[{}()[\]+?!:*\\]/g, String.raw`\$&`)
}

/** A concrete path is matched before a template. https://spec.openapis.org/oas/v3.1.1#paths-object */
export function compareTemplates(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  // No path matches both.
  if (left.length !== right.length) return left.length - right.length
  for (const [index, segment] of left.entries()) {
    const difference = Number(segment.includes('{')) - Number(right[index]?.includes('{') ?? false)
    if (difference !== 0) return difference
  }
  return 0
}
