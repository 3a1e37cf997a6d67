import type { Visit } from '../http/visit.ts'

type At = Pick<Visit, 'tenant'>

export const listOf = ({ tenant }: At): string => `/tenants/${tenant}/scopes`

/** Beside the list, so that no scope's name can be in its way. */
export const creationOf = ({ tenant }: At): string => `/tenants/${tenant}/new-scope`

export const pageOf = (at: At, name: string): string => `${listOf(at)}/${encodeURIComponent(name)}`
