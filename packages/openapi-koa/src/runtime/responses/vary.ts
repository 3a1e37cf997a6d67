/** Fields that say everything that was said before and that the answer depends on Accept. RFC 9110 §12.5.5 */
export function varyByAccept(fields: readonly string[], before: readonly string[]): string[] {
  const others: string[] = []
  const names = [...before]
  for (let index = 0; index < fields.length; index += 2) {
    const [name = '', value = ''] = [fields[index], fields[index + 1]]
    if (name.toLowerCase() === 'vary') names.push(value)
    else others.push(name, value)
  }
  const said = [...names, 'Accept'].flatMap((list) => list.split(',')).map((name) => name.trim())
  const distinct = new Map(said.filter((name) => name !== '').map((name) => [name.toLowerCase(), name]))
  return [...others, 'Vary', distinct.has('*') ? '*' : [...distinct.values()].join(', ')]
}
