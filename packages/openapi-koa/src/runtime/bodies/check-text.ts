import { type Checked, checkParameters, checkValue } from '../parameters/check-parameters.ts'
import type { RequestLimits } from '../operation-plan.ts'
import { fromTextOf } from '../parameters/scalar-text.ts'
import { parseUrlencoded } from '../parameters/urlencoded.ts'
import type { ContentPlan } from './body-plan.ts'
import { type CheckedBody, refused } from './checked-body.ts'
import { parseJson } from './parse-json.ts'

type Content<Reader> = Extract<ContentPlan, { reader: Reader }>
export type TextContent = Content<'form' | 'json' | 'text'>

/** A body that is whole and text. */
export function checkText(
  content: TextContent,
  text: string,
  limits: RequestLimits,
  loose: boolean,
): Checked | CheckedBody {
  if (content.reader === 'form') return checkForm(content, text, limits, loose)
  if (content.reader === 'json') return checkJson(content, text, loose)
  return loose ? { ok: true, value: text } : checkPlain(content, text)
}

function checkJson({ check }: Content<'json'>, text: string, loose: boolean): Checked {
  const parsed = parseJson(text)
  return parsed.ok && !loose ? checkValue(check, parsed.value) : parsed
}

function checkPlain({ check, shapes }: Content<'text'>, text: string): Checked {
  const value = fromTextOf(text, shapes)
  const checked = checkValue(check, value)
  return checked.ok || value === text || !shapes.includes('string') ? checked : checkValue(check, text)
}

function checkForm(
  { parameters, check }: Content<'form'>,
  text: string,
  limits: RequestLimits,
  loose: boolean,
): CheckedBody {
  const parsed = parseUrlencoded(text, limits, parameters?.rawNames)
  if (!parsed.ok) {
    const isDeclared = parameters?.declared.some(({ name }) => name === parsed.name)
    return refused(parsed.reason, isDeclared ? parsed.name : undefined)
  }
  if (loose) return { ok: true, value: parsed.values }
  const checked = parameters ? checkParameters(parameters, parsed.values, parsed.raw) : checkValue(check, parsed.values)
  return checked.ok ? checked : { ...checked, input: parsed.values }
}
