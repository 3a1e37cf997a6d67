import { Refused } from '../../refused.ts'

/** `name=value` as many times as it was typed. */
export function claimsOf(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const end = text.indexOf('=')
      if (end < 1) throw new Refused('a claim is written with a value, as in: department=engines')
      return [text.slice(0, end), text.slice(end + 1)]
    }),
  )
}
