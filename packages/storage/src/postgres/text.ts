/** PostgreSQL keeps any text but the character NUL. What holds one was never stored, so nothing is found by it. */
export const isStorable = (value: unknown): boolean => typeof value !== 'string' || !value.includes('\0')
