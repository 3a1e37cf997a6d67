import type { Visit } from '../http/visit.ts'

type At = Pick<Visit, 'tenant'>

export const listOf = ({ tenant }: At): string => `/tenants/${tenant}/users`

/** Beside the list, as that of an app. */
export const creationOf = ({ tenant }: At): string => `/tenants/${tenant}/new-user`

export const pageOf = (at: At, id: string): string => `${listOf(at)}/${encodeURIComponent(id)}`
