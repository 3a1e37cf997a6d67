import { html as escaping } from 'ghtml'

/**
 * Text that is markup already. Only this module makes one, so a value from outside can never pass for markup: a plain
 * object, a string or anything parsed from JSON is escaped or does not compile.
 */
export class Markup {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in a template: markup stays, text and numbers are escaped, `undefined` and `false` print nothing. */
export type Value = Markup | readonly Markup[] | string | number | undefined | false

/**
 * A template whose values are escaped by ghtml unless they are `Markup`. ghtml's own raw insertion (an exclamation mark
 * before the value) is not used anywhere; here an exclamation mark is text.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = literals[0] ?? ''
  for (const [index, value] of values.entries()) text += print(value) + (literals[index + 1] ?? '')
  return new Markup(text)
}

/** For text that this program itself holds as markup, such as the stylesheet. Never for anything read or received. */
export function ownMarkup(text: string): Markup {
  return new Markup(text)
}

function print(value: Value): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Markup) return value.toString()
  if (Array.isArray(value)) return value.map((one: Value) => print(one)).join('')
  return escaping`${withoutControls(String(value))}`
}

// HTML allows no control characters but white space; a browser would show U+FFFD or nothing.
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '')
}
