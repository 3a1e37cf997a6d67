import { type MemberNames, findMembers, formText } from './form-text.ts'
import type { Decode, TextStyle } from './text-style.ts'

/**
 * `color[R]=100&color[G]=200`. OpenAPI defines objects of scalars only; a list as `color=a&color=b`, or with the `[]` that
 * much software writes, and a scalar as `color=a` are what there is left to read.
 * https://spec.openapis.org/oas/v3.1.1#style-values
 */
export function deepObjectText(name: string, decode: Decode, names: MemberNames): TextStyle {
  const plain = formText(name, decode, names)
  const bracketed = formText(`${name}[]`, decode, names)
  return {
    scalar: plain.scalar,
    list: (values, raw) => plain.list(values, raw) ?? bracketed.list(values, raw),
    members: findMembers(
      new Map(names.declared.map((member) => [`${name}[${member}]`, member])),
      names.isMember && ((sent) => otherMember(name, sent)),
      decode,
    ),
  }
}

/** `color[R]` but not `color[R][x]`: what is deeper has no name in OpenAPI. */
function otherMember(name: string, sent: string): string | undefined {
  if (!sent.startsWith(`${name}[`) || !sent.endsWith(']')) return undefined
  const member = sent.slice(name.length + 1, -1)
  return /^[^[\]]+$/.test(member) ? member : undefined
}
