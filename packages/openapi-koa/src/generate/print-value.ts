const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

/** How much stands on one line. */
const LINE = 110

/** A value of JSON as TypeScript writes it, one member a line unless it is short. Members without a value are left out. */
export function printValue(value: unknown, indent = ''): string {
  const short = printFlat(value, LINE - indent.length)
  if (short !== undefined) return short
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => `${deeper}${printValue(item, deeper)},\n`).join('')}${indent}]`
  }
  if (typeof value !== 'object' || value === null) return printScalar(value)
  return `{\n${membersOf(value)
    .map(([name, member]) => `${deeper}${printName(name)}: ${printValue(member, deeper)},\n`)
    .join('')}${indent}}`
}

/** On one line; undefined when it would be longer than that, which is found out without printing the rest. */
function printFlat(value: unknown, room: number): string | undefined {
  if (typeof value !== 'object' || value === null) {
    const scalar = printScalar(value)
    return scalar.length <= room ? scalar : undefined
  }
  const isList = Array.isArray(value)
  const printed: string[] = []
  let left = room - (isList ? 2 : 4)
  const members: readonly [string, unknown][] = isList ? value.map((item) => ['', item]) : membersOf(value)
  for (const [index, [name, member]] of members.entries()) {
    const before = `${index === 0 ? '' : ', '}${isList ? '' : `${printName(name)}: `}`
    const flat = printFlat(member, left - before.length)
    if (flat === undefined) return undefined
    printed.push(before, flat)
    left -= before.length + flat.length
  }
  const inside = printed.join('')
  const text = isList ? `[${inside}]` : inside === '' ? '{}' : `{ ${inside} }`
  return text.length <= room ? text : undefined
}

function printScalar(value: unknown): string {
  return typeof value === 'string' ? printText(value) : JSON.stringify(value)
}

function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined)
}

/** In brackets, `__proto__` is a member like any other. */
export function printName(name: string): string {
  if (name === '__proto__') return `['__proto__']`
  return IDENTIFIER.test(name) ? name : printText(name)
}

/** With single quotes, unless that would need more escapes. */
export function printText(text: string): string {
  const double = JSON.stringify(text)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)
  if (text.includes("'")) return double
  return `'${double.slice(1, -1).replaceAll(String.raw`\"`, '"')}'`
}
