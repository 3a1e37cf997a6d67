/** An element of a page as a test sees it. `text` is all the text inside it, entities decoded. */
export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  text: string
}

const voidElements = new Set(['input', 'link', 'meta'])
const rawTextElements = new Set(['style'])
const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*(?:="[^"<>]*")?)*)\s*(\/?)>/iy
const attribute = /([a-z][a-z0-9-]*)(?:="([^"]*)")?/gi

/**
 * Reads a page the strict way and throws at anything that a lenient browser would have to guess about: a stray `<`, `>`
 * or `&`, an unquoted or repeated attribute, a tag left open. The elements come in document order.
 */
export function parsePage(page: string): Element[] {
  const doctype = '<!doctype html>'
  if (!page.startsWith(doctype)) throw new Error('the page does not begin with its doctype')
  const elements: Element[] = []
  const open: Element[] = []
  let at = doctype.length
  while (at < page.length) {
    if (page[at] === '<') {
      tag.lastIndex = at
      const [whole, slash, name = '', attributes = '', selfClosing] = tag.exec(page) ?? fail('not a tag', page, at)
      at += whole.length
      if (slash === '/') {
        if (open.pop()?.name !== name) fail(`</${name}> closes something else`, page, at)
        continue
      }
      const element = { name, attributes: readAttributes(attributes), text: '' }
      elements.push(element)
      if (selfClosing === '/' || voidElements.has(name)) continue
      open.push(element)
      if (!rawTextElements.has(name)) continue
      const end = page.indexOf(`</${name}`, at)
      element.text = page.slice(at, end)
      at = end
      continue
    }
    const next = page.indexOf('<', at)
    const end = next === -1 ? page.length : next
    const text = decode(page.slice(at, end))
    for (const element of open) element.text += text
    if (open.length === 0 && text.trim() !== '') fail('text outside of the page', page, at)
    at = end
  }
  if (open.length > 0) throw new Error(`left open: ${open.map(({ name }) => name).join(' ')}`)
  return elements
}

function readAttributes(source: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', value = ''] of source.matchAll(attribute)) {
    if (attributes.has(name)) throw new Error(`repeated attribute ${name}`)
    attributes.set(name, decode(value))
  }
  return attributes
}

function decode(text: string): string {
  if (/[<>]|&(?!#\d+;)/.test(text)) throw new Error(`not escaped: ${text}`)
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

function fail(problem: string, page: string, at: number): never {
  throw new Error(`${problem}: …${page.slice(Math.max(0, at - 40), at + 60)}…`)
}

/** The elements with this name and, if given, this value of an attribute. */
export function find(
  elements: readonly Element[],
  name: string,
  where: Readonly<Record<string, string>> = {},
): Element[] {
  return elements.filter(
    (element) =>
      element.name === name && Object.entries(where).every(([key, value]) => element.attributes.get(key) === value),
  )
}

/** The only element of that kind. */
export function only(
  elements: readonly Element[],
  name: string,
  where: Readonly<Record<string, string>> = {},
): Element {
  const found = find(elements, name, where)
  const [first] = found
  if (first === undefined || found.length > 1) {
    throw new Error(`${found.length} elements ${name} ${JSON.stringify(where)} instead of one`)
  }
  return first
}

/** What a page says, with white space folded. */
export function textOf(page: string): string {
  return only(parsePage(page), 'body').text.replace(/\s+/g, ' ').trim()
}
