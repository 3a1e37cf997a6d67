import type { AccessVerbs, Id } from '@identity-hub/core'
import { sessionList } from './sessions.ts'

// Sorts before everything that ids are made of, so that nothing comes between an id and the id with it.
const BEFORE_ALL = ' '

/** The list of live sessions, with room for one of them. */
export const listOfOneSession = (tenantId: Id, { sessionId, now }: Parameters<AccessVerbs['findSession']>[0]) => ({
  ...sessionList(tenantId, { after: null, limit: 1, now }),
  range: { before: [`${sessionId}${BEFORE_ALL}`], from: [sessionId] },
})
