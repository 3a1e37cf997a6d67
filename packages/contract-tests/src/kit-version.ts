import { readFileSync } from 'node:fs'

// Our own package file, which has both.
const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly name: string
  readonly version: string
}

/** What made a report. */
export const kit = { name, version } as const
