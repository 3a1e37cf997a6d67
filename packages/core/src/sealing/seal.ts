import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { RandomBytes } from '../issued-values/id.ts'
import type { SealingKey, SealingKeys } from './sealing-keys.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What a sealed value is bound to besides its key: a value moved elsewhere does not open. */
export interface SealBinding {
  /** Separates uses of one key, e.g. `retry-answer`. */
  readonly label: string
  /** Names the owner, e.g. tenant, client and row. */
  readonly associatedData: string
  /** A secret that only the rightful reader brings; nothing that is stored can replace it. */
  readonly secret?: string
}

/** AES-256-GCM under a key derived for this use (HKDF, RFC 5869): `<key id length><key id><nonce><ciphertext><tag>`. */
export function seal(keys: SealingKeys, binding: SealBinding, plaintext: string, random: RandomBytes): Uint8Array {
  const nonce = random(NONCE_BYTES)
  const keyId = Buffer.from(keys.current.id, 'utf8')
  const cipher = createCipheriv('aes-256-gcm', deriveKey(keys.current, binding), nonce)
  cipher.setAAD(Buffer.from(binding.associatedData, 'utf8'))
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(keyId.length), keyId, nonce, ciphertext, cipher.getAuthTag()])
}

/** The plaintext, or null when the key is not known, the binding is another one, or a bit was changed. */
export function open(keys: SealingKeys, binding: SealBinding, sealed: Uint8Array): string | null {
  const bytes = Buffer.from(sealed)
  const keyIdEnd = 1 + (bytes[0] ?? 0)
  const keyId = bytes.toString('utf8', 1, keyIdEnd)
  const key = keys.all.find(({ id }) => id === keyId)
  if (key === undefined || bytes.length < keyIdEnd + NONCE_BYTES + TAG_BYTES) return null
  const ciphertextAt = keyIdEnd + NONCE_BYTES
  const tagAt = bytes.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(key, binding), bytes.subarray(keyIdEnd, ciphertextAt))
  decipher.setAAD(Buffer.from(binding.associatedData, 'utf8'))
  decipher.setAuthTag(bytes.subarray(tagAt))
  try {
    return decipher.update(bytes.subarray(ciphertextAt, tagAt), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return null
  }
}

function deriveKey(key: SealingKey, { label, secret }: SealBinding): Buffer {
  return Buffer.from(
    hkdfSync('sha256', secret ?? key.key, secret === undefined ? '' : key.key, `identity-hub/${label}`, 32),
  )
}
