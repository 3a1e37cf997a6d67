/** A key from `HUB_KEYS`. `id` is public and stands in whatever the key sealed; `key` has 32 bytes. */
export interface SealingKey {
  readonly id: string
  readonly key: Buffer
}

/** `current` seals; all of `all` open, so that keys can be rotated. */
export interface SealingKeys {
  readonly current: SealingKey
  readonly all: readonly SealingKey[]
}
