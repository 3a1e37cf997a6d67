import type { User } from '@identity-hub/api-types/management'
import type { Markup } from '@identity-hub/markup'
import { badge } from '../pages/parts/facts.ts'

/** What somebody is called on pages about them. */
export const titleOf = ({ name, erased_at: erasedAt }: Pick<User, 'name' | 'erased_at'>): string =>
  erasedAt === null ? name : 'Somebody erased'

export const statusBadge = ({ status, erased_at: erasedAt }: User): Markup =>
  erasedAt === null
    ? badge(status, status === 'active' ? 'good' : status === 'blocked' ? 'bad' : 'quiet')
    : badge('erased', 'bad')
