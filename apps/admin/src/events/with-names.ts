import { html, type Markup } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { appLink } from '../grants/app-link.ts'
import { personLink } from '../users/person-link.ts'
import { actorOf, type EventNames } from './event-sentence.ts'

const WORD = /^(.*?)([.,:;]|’s)?$/su

/** A sentence of the hub, which names people and apps by their ids, with the names that are known, as links. */
export function withNames(visit: Visit, sentence: string, names: EventNames): Markup {
  const { users, apps } = names
  const nameOf = (word: string): Markup | undefined => {
    if (users.has(word)) return word.startsWith('hub:') ? actorOf(visit, word, names) : personLink(visit, users, word)
    return apps.has(word) ? appLink(visit, word, apps.get(word)) : undefined
  }
  return html`${sentence.split(/(\s+)/).map((word) => {
    const [, inner = word, end = ''] = WORD.exec(word) ?? []
    const name = nameOf(inner)
    return name === undefined ? html`${word}` : html`${name}${end}`
  })}`
}

const USER = /\buser ((?:hub:)?[0-9a-hjkmnp-tv-z]{26})\b/g

/** The users whom a sentence of the hub names by their ids, and whose names may be asked for. */
export function usersIn({ home }: Visit, sentence: string): readonly string[] {
  const ids = [...sentence.matchAll(USER)].map(([, id = '']) => id)
  // Whoever administers one tenant does not learn who administers the hub.
  return home === 'hub' ? ids : ids.filter((id) => !id.startsWith('hub:'))
}
