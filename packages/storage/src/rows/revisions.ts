import { isDeepStrictEqual } from 'node:util'

/** Whether somebody else has changed it since it was read. Null: that does not matter. */
export const isOutdated = (expectedRevision: number | null, { revision }: { readonly revision: number }): boolean =>
  expectedRevision !== null && expectedRevision !== revision

/** Whether a member would be another than it is. */
export const differs = <Fields extends object>(record: Fields, changes: Partial<Fields>): boolean =>
  !isDeepStrictEqual({ ...record, ...changes }, { ...record })
