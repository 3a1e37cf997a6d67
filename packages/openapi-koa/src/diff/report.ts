import { type Breaks, type Change, RULES } from './change.ts'

const TITLES: Readonly<Record<Breaks, string>> = {
  both: 'Breaks clients and servers',
  clients: 'Breaks clients',
  servers: 'Breaks servers',
  neither: 'Breaks neither',
}

const ORDER: readonly Breaks[] = ['both', 'clients', 'servers', 'neither']

/** For people: whom it breaks first, then where. */
export function reportChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing changed that could be seen on the wire.\n'
  const parts = ORDER.flatMap((breaks) => {
    const found = changes.filter((change) => change.breaks === breaks)
    if (found.length === 0) return []
    const lines = found.map(
      ({ rule, subject, message, pointer }) => `  ${subject}: ${message}\n    ${rule}, ${pointer}`,
    )
    return [`${TITLES[breaks]} (${found.length})`, ...lines, '']
  })
  return `${parts.join('\n')}${summary(changes)}\n`
}

function summary(changes: readonly Change[]): string {
  const count = (side: 'clients' | 'servers') =>
    changes.filter(({ breaks }) => breaks === side || breaks === 'both').length
  const [clients, servers] = [count('clients'), count('servers')]
  if (clients + servers === 0) return `${changes.length} changes, none of them breaking.`
  return `${changes.length} changes: ${clients} break clients of the old document, ${servers} break servers of it.`
}

/** For programs. */
export function changesAsJson(changes: readonly Change[]): string {
  return `${JSON.stringify({ changes: changes.map((change) => ({ ...change, meaning: RULES[change.rule] })) }, null, 2)}\n`
}

export function isBreaking({ breaks }: Change, whom: 'clients' | 'servers' | 'both'): boolean {
  return breaks === 'both' || (whom === 'both' ? breaks !== 'neither' : breaks === whom)
}
