/** A media type in one way of writing: lower case, no spaces, parameters in order. RFC 9110 §8.3.1 */
export function normalMediaType(value: string): string {
  const [type = '', ...parameters] = value.split(';').map((part) => part.trim().toLowerCase().replaceAll('"', ''))
  return [type, ...parameters.filter((parameter) => parameter !== '').toSorted()].join(';')
}
