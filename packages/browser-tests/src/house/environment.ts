import { env } from 'node:process'

/** What any program needs, and nothing that a developer has set for a hub or consumer of their own. */
export function plainEnvironment(): Record<string, string> {
  return Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
