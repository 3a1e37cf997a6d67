import type { Visit } from '../http/visit.ts'

type At = Pick<Visit, 'tenant'>

export const listOf = ({ tenant }: At): string => `/tenants/${tenant}/grants`

export const pageOf = (at: At, id: string): string => `${listOf(at)}/${encodeURIComponent(id)}`
