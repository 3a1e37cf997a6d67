import { type Decode, type Find, type Members, REPEATED, type TextStyle, decodeAll, decodeOne } from './text-style.ts'

/** What an exploded object can have in a place where its members stand beside other parameters. */
export interface MemberNames {
  readonly declared: readonly string[]
  /** Whether a name that is not declared can be a member; undefined: none can. */
  readonly isMember?: (name: string) => boolean
}

/** `color=blue&color=black` and `R=100&G=200`: style `form`, exploded. RFC 6570 §3.2.8 */
export function formText(name: string, decode: Decode, names: MemberNames): TextStyle {
  const { isMember } = names
  return {
    scalar: (values) => {
      const text = values[name]
      if (text === undefined) return undefined
      return typeof text === 'string' ? decodeOne(text, decode) : REPEATED
    },
    list: (values) => {
      const texts = values[name]
      return texts === undefined ? undefined : decodeAll([texts].flat(), decode)
    },
    members: findMembers(
      new Map(names.declared.map((member) => [member, member])),
      isMember && ((sent) => (isMember(sent) ? sent : undefined)),
      decode,
    ),
  }
}

/**
 * @param keys of the declared members, by what they are sent as
 * @param otherMember the name of another one, by what it is sent as; undefined: there can be none
 */
export function findMembers(
  keys: ReadonlyMap<string, string>,
  otherMember: ((sent: string) => string | undefined) | undefined,
  decode: Decode,
): Find<Members> {
  return (values) => {
    const members = new Map<string, readonly string[]>()
    for (const sent of otherMember ? Object.keys(values) : keys.keys()) {
      const texts = values[sent]
      const member = keys.get(sent) ?? otherMember?.(sent)
      if (texts === undefined || member === undefined) continue
      const decoded = decodeAll([texts].flat(), decode)
      if (!decoded.ok) return { ...decoded, path: [member] }
      members.set(member, decoded.value)
    }
    return members.size === 0 ? undefined : { ok: true, value: members }
  }
}
