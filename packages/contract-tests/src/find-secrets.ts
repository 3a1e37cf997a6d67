const shortest = 12
const tailLength = 24

/**
 * The secrets that stand in clear in some bytes, be it only their last 24 characters: who cuts off a prefix keeps what
 * counts. One pass over the bytes, however many secrets there are.
 */
export function findSecrets(secrets: Iterable<string>, bytes: Uint8Array): readonly string[] {
  // Bytes are compared as Latin-1, one character each.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const byEnd = new Map<string, { readonly secret: string; readonly tail: string }[]>()
  const mayEnd = new Uint8Array(2 ** 24)
  for (const secret of secrets) {
    const tail = Buffer.from(secret).toString('latin1').slice(-tailLength)
    const end = tail.slice(-shortest)
    if (end.length < shortest) throw new TypeError(`A secret of fewer than ${shortest} characters is found by chance`)
    byEnd.set(end, [...(byEnd.get(end) ?? []), { secret, tail }])
    mayEnd[lastThree(end, end.length)] = 1
  }
  const found = new Set<string>()
  for (let end = shortest; end <= text.length; end += 1) {
    // Nearly every place is ruled out by its last three characters.
    if (mayEnd[lastThree(text, end)] === 0) continue
    for (const { secret, tail } of byEnd.get(text.slice(end - shortest, end)) ?? [])
      if (text.endsWith(tail, end)) found.add(secret)
  }
  return [...found]
}

function lastThree(text: string, end: number): number {
  return (text.charCodeAt(end - 3) << 16) | (text.charCodeAt(end - 2) << 8) | text.charCodeAt(end - 1)
}
