/** The sum of what each position of the values can tell, at most; bits. */
export function entropyBits(values: readonly string[]): number {
  const longest = Math.max(0, ...values.map(({ length }) => length))
  let bits = 0
  for (let position = 0; position < longest; position += 1) {
    const counts = new Map<string, number>()
    for (const value of values) counts.set(value.charAt(position), (counts.get(value.charAt(position)) ?? 0) + 1)
    for (const count of counts.values()) bits -= (count / values.length) * Math.log2(count / values.length)
  }
  return bits
}
