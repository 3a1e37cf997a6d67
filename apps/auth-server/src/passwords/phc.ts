/** Cost parameters of argon2id: memory in KiB, passes, lanes. */
export interface Argon2Cost {
  readonly memoryKibibytes: number
  readonly passes: number
  readonly lanes: number
}

/** The least that OWASP's password storage cheat sheet asks for; 19 ms on one core. */
export const currentCost: Argon2Cost = { memoryKibibytes: 19_456, passes: 2, lanes: 1 }

const SALT_BYTES = 16
export const HASH_BYTES = 32

// A hash that was imported says itself how dear it is to verify: beyond these it could take the hub down.
export const dearestCost: Argon2Cost = { memoryKibibytes: 262_144, passes: 16, lanes: 16 }

/** The cost that a PHC string of argon2id version 19 names; null: another scheme, malformed, or dearer than we verify. */
export function readPhc(phc: string): Argon2Cost | null {
  const match =
    /^\$argon2id\$v=19\$m=([1-9]\d{0,6}),t=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/.exec(
      phc,
    )
  if (match === null || !match.slice(4).every(isBase64)) return null
  const [memoryKibibytes, passes, lanes] = match.slice(1, 4).map(Number)
  if (memoryKibibytes === undefined || passes === undefined || lanes === undefined) return null
  const affordable =
    memoryKibibytes >= 8 * lanes &&
    memoryKibibytes <= dearestCost.memoryKibibytes &&
    passes <= dearestCost.passes &&
    lanes <= dearestCost.lanes
  return affordable ? { memoryKibibytes, passes, lanes } : null
}

// A length that nothing has, or bits left over at the end, would fail at every sign-in instead of now. RFC 4648 §3.5
function isBase64(text: string): boolean {
  return unpadded(Buffer.from(text, 'base64')) === text
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}

/** A well-formed hash that no password is known for: verifying against it takes as long as against a real one. */
export function dummyPhc(cost: Argon2Cost, random: (size: number) => Buffer): string {
  const { memoryKibibytes, passes, lanes } = cost
  return `$argon2id$v=19$m=${memoryKibibytes},t=${passes},p=${lanes}$${unpadded(random(SALT_BYTES))}$${unpadded(random(HASH_BYTES))}`
}
