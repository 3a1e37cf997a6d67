import { parse, type DefaultTreeAdapterMap } from 'parse5'

/** A form of a page, as a browser would send it. */
export interface HtmlForm {
  readonly method: 'get' | 'post'
  /** As written; empty: the page itself. */
  readonly action: string
  readonly controls: readonly HtmlControl[]
  /** What submits it, with or without a name. */
  readonly buttons: readonly HtmlButton[]
}

export interface HtmlButton {
  /** Empty: it sends nothing of its own. */
  readonly name: string
  readonly value: string
  /** What it says. */
  readonly label: string
}

/** A control with a name. */
export interface HtmlControl {
  readonly name: string
  /** Of the control, lower case: `hidden`, `text`, `email`, `password`, `submit`, `checkbox` … */
  readonly type: string
  readonly value: string
  /** The tokens of `autocomplete`, lower case. */
  readonly autocomplete: readonly string[]
  readonly checked: boolean
}

type Element = DefaultTreeAdapterMap['element']
type Node = DefaultTreeAdapterMap['node']

/** Every element of a page, in the order of the document; also what a `template` or `noscript` holds. */
export function elementsOf(html: string): readonly Element[] {
  const found: Element[] = []
  const visit = (node: Node): void => {
    if ('tagName' in node) found.push(node)
    if ('content' in node) visit(node.content)
    if ('childNodes' in node) node.childNodes.forEach(visit)
  }
  visit(parse(html, { scriptingEnabled: false }))
  return found
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value
}

/** What a reader sees of an element. */
export function textOf(node: Node): string {
  if ('value' in node) return node.value
  if ('tagName' in node && ['style', 'script'].includes(node.tagName)) return ''
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** What a reader sees of a page. */
export function pageText(html: string): string {
  const body = elementsOf(html).find(({ tagName }) => tagName === 'body')
  return body === undefined ? '' : textOf(body)
}

/** The forms of a page. A control belongs to the form around it, or to the one that its `form` attribute names. */
export function formsOf(html: string): readonly HtmlForm[] {
  const elements = elementsOf(html)
  return elements
    .filter(({ tagName }) => tagName === 'form')
    .map((form) => {
      const id = attribute(form, 'id')
      const controls = elements.filter(
        (element) =>
          ['input', 'button', 'select', 'textarea'].includes(element.tagName) &&
          (attribute(element, 'form') === undefined
            ? formAround(element) === form
            : id !== undefined && attribute(element, 'form') === id),
      )
      return {
        method: attribute(form, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
        action: attribute(form, 'action') ?? '',
        controls: controls.map(controlOf).filter(({ name }) => name !== ''),
        buttons: controls.filter(submits).map(buttonOf),
      }
    })
}

function submits(element: Element): boolean {
  const type = attribute(element, 'type')?.toLowerCase() ?? (element.tagName === 'button' ? 'submit' : 'text')
  return (element.tagName === 'button' || element.tagName === 'input') && (type === 'submit' || type === 'image')
}

function buttonOf(element: Element): HtmlButton {
  const { name, value } = controlOf(element)
  const label = element.tagName === 'button' ? textOf(element) : (attribute(element, 'alt') ?? value)
  return { name, value, label: label.trim() }
}

function controlOf(element: Element): HtmlControl {
  const type = element.tagName === 'button' ? 'submit' : element.tagName === 'input' ? 'text' : element.tagName
  const written = ['input', 'button'].includes(element.tagName) ? attribute(element, 'type')?.toLowerCase() : undefined
  return {
    name: attribute(element, 'name') ?? '',
    type: written ?? type,
    value: attribute(element, 'value') ?? (element.tagName === 'textarea' ? textOf(element) : ''),
    autocomplete: (attribute(element, 'autocomplete') ?? '').toLowerCase().split(/\s+/).filter(Boolean),
    checked: attribute(element, 'checked') !== undefined,
  }
}

// The nearest one: unclosed elements may leave a form inside another in the tree.
function formAround(element: Element): Node | undefined {
  let parent: Node | null = element.parentNode
  while (parent !== null && parent.nodeName !== 'form') parent = 'parentNode' in parent ? parent.parentNode : null
  return parent ?? undefined
}
