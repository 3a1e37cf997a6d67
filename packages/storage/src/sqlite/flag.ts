/** SQLite has no booleans. */
export const toFlag = (value: boolean): number => (value ? 1 : 0)
