import { attribute, elementsOf } from '../html/form.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Rule } from './breaches.ts'

const directivesOf = ({ headers }: Exchange) => (headers.get('content-security-policy') ?? '').split(/;\s*/)

/** The Content-Security-Policy has a directive, or one that begins so. */
export function policyHas(directive: string): Rule {
  return (page) =>
    directivesOf(page).some((candidate) => candidate === directive || candidate.startsWith(`${directive} `))
      ? null
      : `no ${directive} in ${directivesOf(page).join('; ')}`
}

/**
 * No script, no style that is not named, nothing from everywhere. `form-action` has to let the whole way back to the
 * client pass, wherever that leads.
 */
export const policyIsStrict: Rule = (page) =>
  directivesOf(page).find(
    (directive) =>
      !directive.startsWith('form-action') &&
      /unsafe-(inline|eval)|\s\*|\shttps?:|script-src(?! 'none')/.test(directive),
  ) ?? null

type Elements = ReturnType<typeof elementsOf>
const byShape = new Map<string, Elements>()
const byPage = new WeakMap<Exchange, Elements>()
const stylesheets = new Map<string, number>()

// Pages that differ in ids and tokens alone are read once.
function elementsOn(page: Exchange): Elements {
  const known = byPage.get(page)
  if (known !== undefined) return known
  const shape = shapeOf(page.body)
  const read = byShape.get(shape) ?? elementsOf(page.body)
  byShape.set(shape, read)
  byPage.set(page, read)
  return read
}

function shapeOf(body: string): string {
  const [start, end] = [body.indexOf('<style'), body.indexOf('</style>')]
  const stylesheet = start < end ? body.slice(start, end) : ''
  const number = stylesheets.get(stylesheet) ?? stylesheets.size
  stylesheets.set(stylesheet, number)
  const rest = start < end ? `${body.slice(0, start)}<style ${number}>${body.slice(end)}` : body
  return rest.replaceAll(/[\w-]{20,}/g, '')
}

/** No script element, no handler, no style attribute. */
export const hasNoInlineCode: Rule = (page) =>
  elementsOn(page)
    .flatMap(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => `${tagName}@${name}`)])
    .find((name) => name === 'script' || /@(on|style$)/.test(name)) ?? null

/** Everything that the page loads is inside of it, or comes from its own origin. */
export const loadsNothingFromElsewhere: Rule = (page) => {
  const sources = elementsOn(page).flatMap((element) => [
    attribute(element, 'src'),
    attribute(element, 'srcset'),
    element.tagName === 'link' ? attribute(element, 'href') : undefined,
    element.tagName === 'object' ? attribute(element, 'data') : undefined,
  ])
  return sources.find((source) => source !== undefined && !/^(data:|\/(?!\/))/.test(source)) ?? null
}
