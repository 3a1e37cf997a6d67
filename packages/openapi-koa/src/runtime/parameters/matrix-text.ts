import { simpleText } from './simple-text.ts'
import { type Decode, MALFORMED, type Read, type WholeText, decodeAll, decodeAssignments } from './text-style.ts'

/** `;color=blue,black`, exploded `;color=blue;color=black` and `;R=100;G=200`; an empty value has no `=`. RFC 6570 §3.2.7 */
export function matrixText(name: string, decode: Decode, explode: boolean): WholeText {
  const whole = simpleText(decode, false)
  const valueIn = (assignment: string): string | undefined => {
    const equals = assignment.indexOf('=')
    return decode(assignment.slice(0, equals)) === name ? assignment.slice(equals + 1) : undefined
  }
  const fromOnly =
    <T>(read: (value: string) => Read<T>) =>
    (text: string): Read<T> => {
      const [only, ...others] = assignmentsIn(text)
      const value = only === undefined || others.length > 0 ? undefined : valueIn(only)
      return value === undefined ? MALFORMED : read(value)
    }
  const scalar = fromOnly(whole.scalar)
  if (!explode) return { scalar, list: fromOnly(whole.list), members: fromOnly(whole.members) }
  return {
    scalar,
    list: (text) => {
      const values = assignmentsIn(text).map(valueIn)
      const known = values.filter((value) => value !== undefined)
      return values.length === 0 || known.length < values.length ? MALFORMED : decodeAll(known, decode)
    },
    members: (text) => (text.startsWith(';') ? decodeAssignments(assignmentsIn(text), decode) : MALFORMED),
  }
}

/** None when the text is not of this style. */
function assignmentsIn(text: string): string[] {
  if (!text.startsWith(';')) return []
  return text
    .slice(1)
    .split(';')
    .map((assignment) => (assignment.includes('=') ? assignment : `${assignment}=`))
}
