import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Encrypts what is secret before it is written to the database. */
export interface Sealer {
  /** `label` says what the value is and whose; under any other label it does not open. */
  seal(plain: string, label: string): Uint8Array
  open(sealed: Uint8Array, label: string): string
}

const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM: nonce, tag, ciphertext. NIST SP 800-38D */
export function createSealer(key: Buffer): Sealer {
  return {
    seal(plain, label) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(label))
      const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext])
    },
    open(sealed, label) {
      const nonce = sealed.subarray(0, nonceBytes)
      const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(label)).setAuthTag(tag)
      const plain = [decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]
      return Buffer.concat(plain).toString('utf8')
    },
  }
}
