import type { Visit } from '../http/visit.ts'

type At = Pick<Visit, 'tenant'>

export const listOf = ({ tenant }: At): string => `/tenants/${tenant}/events`

/** Everything that one request did, and why. */
export const requestOf = (at: At, id: string): string => `${listOf(at)}/requests/${encodeURIComponent(id)}`

/** Where the form sends that asks for a request by its id. */
export const explainOf = (at: At): string => `${listOf(at)}/explain`
