export type Attributes = Readonly<Record<string, string | number>>

/** An element; text as its content is escaped, an array holds elements that are markup already. */
export function element(name: string, attributes: Attributes, content: string | readonly string[] = []): string {
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(String(value))}"`)].join(
    ' ',
  )
  const inner = typeof content === 'string' ? escaped(content) : content.join('')
  return inner === '' ? `<${start}/>` : `<${start}>${inner}</${name}>`
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Line breaks and tabs are written as numbers, since readers turn those in attributes into spaces. */
function escaped(text: string): string {
  return holdable(text)
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
    .replaceAll(/[\t\n\r\u0085\u2028]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** What XML 1.0 has no place for is written as in JavaScript: a NUL becomes `\u0000`. XML 1.0 §2.2 */
function holdable(text: string): string {
  return text.toWellFormed().replaceAll(
    // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
    /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
