/** Text that is markup already. Only this module makes one, so nothing that a server said can pass for markup. */
export class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in a template: markup stays, text and numbers are escaped, `null` and `false` print nothing. */
export type Value = Markup | readonly Markup[] | string | number | null | false

/** A template whose values are escaped, for text and for attributes in double quotes. */
export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = literals[0] ?? ''
  for (const [index, value] of values.entries()) text += print(value) + (literals[index + 1] ?? '')
  return new Markup(text)
}

/** For text that this package itself holds as markup: the stylesheet and the script. */
export function ownMarkup(text: string): Markup {
  return new Markup(text)
}

function print(value: Value): string {
  if (value === null || value === false) return ''
  if (value instanceof Markup) return value.toString()
  if (typeof value === 'string' || typeof value === 'number') return escaped(visible(String(value)))
  return value.map(String).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (character) => entities[character] ?? character)
}

/**
 * Characters that a reader cannot see, or that turn the text around them (Trojan Source, CVE-2021-42574), are written as
 * in JavaScript.
 */
function visible(text: string): string {
  return text.toWellFormed().replaceAll(
    // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
    /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
