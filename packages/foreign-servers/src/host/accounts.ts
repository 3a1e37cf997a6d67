import { hash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const stretch = promisify<string, Buffer, number, Buffer>(scrypt)

// scrypt's HMAC fills a short key up with zeros, so that alone it takes a password with a NUL behind it for the same.
const derive = (password: string, salt: Buffer) => stretch(hash('sha256', password), salt, 32)

/** The people of the application around the library. Neither library brings any. */
export interface Accounts {
  create(username: string, password: string): Promise<void>
  /** The account's id; undefined: no such person, or another password. */
  authenticate(username: string, password: string): Promise<string | undefined>
  has(username: string): boolean
}

export function createAccounts(): Accounts {
  const hashes = new Map<string, { readonly salt: Buffer; readonly key: Buffer }>()
  const nobody = { salt: randomBytes(16), key: randomBytes(32) }
  return {
    create: async (username, password) => {
      const salt = randomBytes(16)
      hashes.set(username, { salt, key: await derive(password, salt) })
    },
    authenticate: async (username, password) => {
      const { salt, key } = hashes.get(username) ?? nobody
      const right = timingSafeEqual(await derive(password, salt), key)
      return right && hashes.has(username) ? username : undefined
    },
    has: (username) => hashes.has(username),
  }
}
