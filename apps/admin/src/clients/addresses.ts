import type { Visit } from '../http/visit.ts'

type At = Pick<Visit, 'tenant'>

export const listOf = ({ tenant }: At): string => `/tenants/${tenant}/apps`

/** Beside the list, so that no client id can be in its way. */
export const registrationOf = ({ tenant }: At): string => `/tenants/${tenant}/new-app`

export const pageOf = (at: At, clientId: string): string => `${listOf(at)}/${encodeURIComponent(clientId)}`
