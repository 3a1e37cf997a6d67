const shortest = 12
const tailLength = 24
const windowLength = 8
const hashBits = 24

interface Tail {
  readonly secret: string
  readonly tail: string
}

/**
 * Finds the secrets that stand in some bytes, be it only their last 24 characters: who cuts off a prefix keeps what counts.
 * In clear, and as hexadecimal, base64 (both alphabets, also within something longer), or percent-encoded. One pass over
 * the bytes, however many secrets there are.
 */
export function createSecretSearch(secrets: Iterable<string>): (bytes: Uint8Array) => readonly string[] {
  const byEnd = new Map<string, Tail[]>()
  const mayEnd = new Uint8Array(2 ** hashBits / 8)
  for (const secret of secrets) {
    if (Buffer.byteLength(secret) < shortest)
      throw new TypeError(`A secret of fewer than ${shortest} characters is found by chance`)
    for (const tail of tailsOf(secret)) {
      const end = tail.slice(-shortest)
      const ending = byEnd.get(end)
      if (ending === undefined) byEnd.set(end, [{ secret, tail }])
      else ending.push({ secret, tail })
      const window = Buffer.from(end.slice(-windowLength), 'latin1')
      const hash = hashOf(window.readInt32BE(0), window.readInt32BE(4))
      mayEnd[hash >>> 3] = (mayEnd[hash >>> 3] ?? 0) | (1 << (hash & 7))
    }
  }
  return (bytes) => search(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), mayEnd, byEnd)
}

function search(bytes: Buffer, mayEnd: Uint8Array, byEnd: ReadonlyMap<string, readonly Tail[]>): readonly string[] {
  const found = new Set<string>()
  let older = 0
  let newer = 0
  for (let end = 1; end <= bytes.length; end += 1) {
    older = (older << 8) | (newer >>> 24)
    newer = (newer << 8) | (bytes[end - 1] ?? 0)
    const hash = hashOf(older, newer)
    // Nearly every place is ruled out by its last eight bytes.
    if (((mayEnd[hash >>> 3] ?? 0) & (1 << (hash & 7))) === 0) continue
    // Bytes are compared as Latin-1, one character each.
    for (const { secret, tail } of byEnd.get(bytes.toString('latin1', Math.max(0, end - shortest), end)) ?? [])
      if (bytes.toString('latin1', Math.max(0, end - tail.length), end) === tail) found.add(secret)
  }
  return [...found]
}

/** The same, for bytes that are searched once. */
export function findSecrets(secrets: Iterable<string>, bytes: Uint8Array): readonly string[] {
  return createSecretSearch(secrets)(bytes)
}

/** How a secret may end, in each of the ways to write it. */
function tailsOf(secret: string): ReadonlySet<string> {
  const bytes = Buffer.from(secret)
  const tail = bytes.subarray(-tailLength)
  const hex = tail.toString('hex')
  const percent = encodeURIComponent(secret)
  return new Set([
    tail.toString('latin1'),
    hex,
    hex.toUpperCase(),
    ...(percent === secret ? [] : [percent.slice(-tailLength)]),
    ...[0, 1, 2].flatMap((skipped) => base64Of(tail.subarray(skipped))),
  ])
}

// Where the secret begins within a group of three bytes is unknown, and so is what follows: only whole groups are certain.
function base64Of(bytes: Buffer): string[] {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3))
  const written = [whole.toString('base64'), whole.toString('base64url')]
  return whole.length < (shortest / 4) * 3 ? [] : written
}

/** Of eight bytes in two words. */
function hashOf(older: number, newer: number): number {
  return (Math.imul(older, 0x9e3779b1) ^ Math.imul(newer, 0x85ebca6b)) >>> (32 - hashBits)
}
