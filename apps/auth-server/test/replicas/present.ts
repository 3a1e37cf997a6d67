/** What must be there, or the test itself is wrong. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('something that the test needs is missing')
  return value
}
