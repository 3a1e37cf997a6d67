import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { newId, type RandomBytes } from '../issued-values/id.ts'
import { hashValue, type IssuedKind, type IssuedValue } from '../issued-values/issued-value.ts'
import type { SealingKey, SealingKeys } from '../sealing/sealing-keys.ts'
import type { Id } from '../storage/records.ts'

/** Who presented which token: only the same one, presented by the same client of the same tenant, leads to the answer. */
export interface PresentedRefreshToken {
  readonly tenantId: Id
  readonly client: Id
  readonly tokenId: Id
  /** As it was sent; what is stored is its hash, which leads nowhere. */
  readonly value: string
}

/** The two tokens that a refresh hands out, and what makes them again. */
export interface DerivedTokens {
  readonly accessToken: IssuedValue
  readonly refreshToken: IssuedValue
  /** `<length of key id><key id><seed><access token id><refresh token id>`: says nothing without token and hub's key. */
  readonly recipe: Buffer
}

interface Ingredients {
  readonly key: SealingKey
  readonly seed: Uint8Array
  readonly accessTokenId: Id
  readonly refreshTokenId: Id
}

const SEED_BYTES = 32
const ID_CHARACTERS = 26
const SECRET_BYTES = 32

/**
 * New tokens in exchange for a presented one. Their secrets are not drawn but derived, under the hub's key, from the
 * presented token and a drawn seed, so that the same answer can be given again while the seed is kept; when that is
 * erased, nothing leads from the one token to the other any more.
 */
export function deriveTokens(
  keys: SealingKeys,
  presented: PresentedRefreshToken,
  { now, random }: { readonly now: number; readonly random: RandomBytes },
): DerivedTokens {
  return derive(presented, {
    key: keys.current,
    seed: random(SEED_BYTES),
    accessTokenId: newId(now, random),
    refreshTokenId: newId(now, random),
  })
}

/** null: derived under a key that is gone, or not a recipe. Another presented token makes tokens that nobody knows. */
export function deriveTokensAgain(
  keys: SealingKeys,
  presented: PresentedRefreshToken,
  recipe: Uint8Array,
): DerivedTokens | null {
  const bytes = Buffer.from(recipe)
  const seedAt = 1 + (bytes[0] ?? 0)
  const accessTokenAt = seedAt + SEED_BYTES
  const refreshTokenAt = accessTokenAt + ID_CHARACTERS
  const key = keys.all.find(({ id }) => id === bytes.toString('utf8', 1, seedAt))
  if (key === undefined || bytes.length !== refreshTokenAt + ID_CHARACTERS) return null
  return derive(presented, {
    key,
    seed: bytes.subarray(seedAt, accessTokenAt),
    accessTokenId: bytes.toString('latin1', accessTokenAt, refreshTokenAt),
    refreshTokenId: bytes.toString('latin1', refreshTokenAt),
  })
}

function derive(presented: PresentedRefreshToken, ingredients: Ingredients): DerivedTokens {
  const { tenantId, client, tokenId, value } = presented
  const { key, seed, accessTokenId, refreshTokenId } = ingredients
  // Ids and issued values have no `|` in them, and the seed has one length: no two inputs read the same.
  const secrets = createHmac('sha512', derivationKey(key))
    .update(`${tenantId}|${client}|${tokenId}|${value}|${accessTokenId}|${refreshTokenId}|`)
    .update(seed)
    .digest()
  return {
    accessToken: issued('at', accessTokenId, secrets.subarray(0, SECRET_BYTES)),
    refreshToken: issued('rt', refreshTokenId, secrets.subarray(SECRET_BYTES)),
    recipe: Buffer.concat([
      Buffer.of(Buffer.byteLength(key.id)),
      Buffer.from(key.id),
      seed,
      Buffer.from(accessTokenId + refreshTokenId, 'latin1'),
    ]),
  }
}

function issued(kind: IssuedKind, id: Id, secret: Buffer): IssuedValue {
  const value = `${kind}_${id}_${secret.toString('base64url')}`
  return { value, id, hash: hashValue(value) }
}

const derivationKeys = new WeakMap<SealingKey, KeyObject>()

/** A key of its own for this use, once per process. RFC 5869. */
function derivationKey(key: SealingKey): KeyObject {
  const known = derivationKeys.get(key)
  if (known !== undefined) return known
  const derived = createSecretKey(Buffer.from(hkdfSync('sha256', key.key, '', 'identity-hub/refresh-answer/v2', 64)))
  derivationKeys.set(key, derived)
  return derived
}
