/** Text from outside, fit for a message: one short line of visible ASCII. */
export function printable(text: string): string {
  const line = text.replaceAll(/[^\x20-\x7E]+/g, '?')
  return line.length > 80 ? `${line.slice(0, 80)}…` : line
}
