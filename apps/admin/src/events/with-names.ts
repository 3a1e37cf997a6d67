import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { appLink } from '../grants/app-link.ts'
import { personLink } from '../users/person-link.ts'
import type { EventNames } from './event-sentence.ts'

const WORD = /^(.*?)([.,:;]|’s)?$/su

/** A sentence of the hub, which names people and apps by their ids, with the names that are known, as links. */
export function withNames(visit: Visit, sentence: string, { users, apps }: EventNames): Markup {
  const nameOf = (word: string): Markup | undefined => {
    if (users.has(word)) return personLink(visit, users, word)
    return apps.has(word) ? appLink(visit, word, apps.get(word)) : undefined
  }
  return html`${sentence.split(/(\s+)/).map((word) => {
    const [, inner = word, end = ''] = WORD.exec(word) ?? []
    const name = nameOf(inner)
    return name === undefined ? html`${word}` : html`${name}${end}`
  })}`
}
