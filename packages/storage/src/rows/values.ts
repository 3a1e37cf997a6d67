/** How values look in columns: hashes as 32 bytes, scopes with spaces between, lists and objects as JSON. */

export const toBlob = (hash: string): Buffer => Buffer.from(hash, 'hex')

export const fromBlob = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

// A scope name has no space in it. RFC 6749 §3.3
export const toScopes = (scopes: readonly string[]): string => scopes.join(' ')

export const fromScopes = (column: string): readonly string[] => (column === '' ? [] : column.split(' '))

export const toJson = (value: unknown): string => JSON.stringify(value)

/** What `toJson` wrote, so the caller knows its type. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- JSON has no types
export const fromJson = <T>(column: string): T => JSON.parse(column) as T

/** An empty list takes no room. */
export const toList = (list: readonly string[]): string | null => (list.length === 0 ? null : toJson(list))

export const fromList = (column: string | null): readonly string[] =>
  column === null ? [] : fromJson<readonly string[]>(column)
