import { hkdfSync } from 'node:crypto'
import { newId, type RandomBytes } from '../issued-values/id.ts'
import { hashValue, type IssuedKind, type IssuedValue } from '../issued-values/issued-value.ts'
import { hmacKey, hmacSha512, type HmacKey } from '../sealing/hmac-sha512.ts'
import type { SealingKey, SealingKeys } from '../sealing/sealing-keys.ts'
import type { Id } from '../storage/records.ts'
import type { TokenValues } from './mint-tokens.ts'

/** Who presented which token: only the same one, presented by the same client of the same tenant, leads to the answer. */
export interface PresentedRefreshToken {
  readonly tenantId: Id
  readonly client: Id
  readonly tokenId: Id
  /** As it was sent; what is stored is its hash, which leads nowhere. */
  readonly value: string
}

/** The two tokens that a refresh hands out, and what makes them again. */
export interface DerivedTokens extends TokenValues {
  /** `<length of key id><key id><seed><id of the tokens>`: says nothing without the presented token and the hub's key. */
  readonly recipe: Buffer
}

interface Ingredients {
  readonly key: SealingKey
  readonly seed: Uint8Array
  /** Of both. */
  readonly id: Id
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
    id: newId(now, random),
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
  const idAt = seedAt + SEED_BYTES
  const key = keys.all.find(({ id }) => id === bytes.toString('utf8', 1, seedAt))
  if (key === undefined || bytes.length !== idAt + ID_CHARACTERS) return null
  return derive(presented, {
    key,
    seed: bytes.subarray(seedAt, idAt),
    id: bytes.toString('latin1', idAt),
  })
}

function derive(presented: PresentedRefreshToken, ingredients: Ingredients): DerivedTokens {
  const { tenantId, client, tokenId, value } = presented
  const { key, seed, id } = ingredients
  // Ids and issued values have no `|` in them, and the seed has one length: no two inputs read the same.
  const names = Buffer.from(`${tenantId}|${client}|${tokenId}|${value}|${id}|`)
  const secrets = hmacSha512(derivationKey(key), Buffer.concat([names, seed]))
  return {
    accessToken: issued('at', id, secrets.subarray(0, SECRET_BYTES)),
    refreshToken: issued('rt', id, secrets.subarray(SECRET_BYTES)),
    recipe: Buffer.concat([Buffer.of(Buffer.byteLength(key.id)), Buffer.from(key.id), seed, Buffer.from(id, 'latin1')]),
  }
}

function issued(kind: IssuedKind, id: Id, secret: Buffer): IssuedValue {
  const value = `${kind}_${id}_${secret.toString('base64url')}`
  return { value, id, hash: hashValue(value) }
}

const derivationKeys = new WeakMap<SealingKey, HmacKey>()

/** A key of its own for this use, once per process. RFC 5869. */
function derivationKey(key: SealingKey): HmacKey {
  const known = derivationKeys.get(key)
  if (known !== undefined) return known
  const derived = hmacKey(new Uint8Array(hkdfSync('sha256', key.key, '', 'identity-hub/refresh-answer/v3', 64)))
  derivationKeys.set(key, derived)
  return derived
}
