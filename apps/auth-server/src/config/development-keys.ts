import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { HubKeys } from './hub-config.ts'
import { parseKeys } from './parse-keys.ts'

/** The keys of a hub on this machine: kept in a file that only its owner reads, and made when there is none. */
export function developmentKeys(file: string, problems: string[]): HubKeys | null {
  try {
    const text = readKeys(file) ?? makeKeys(file)
    return parseKeys(text.trim(), file, problems)
  } catch (error) {
    problems.push(
      `${file} cannot be read or made (${error instanceof Error ? error.message : String(error)}); set HUB_KEYS`,
    )
    return null
  }
}

function readKeys(file: string): string | null {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode
  if (mode === undefined) return null
  // Somebody copied it about, and the copy lost its mode.
  if ((mode & 0o077) !== 0) chmodSync(file, 0o600)
  return readFileSync(file, 'utf8')
}

/** Appears with its content or not at all: whoever links first has made it, everybody else reads that one. */
function makeKeys(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `dev1:${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return readFileSync(file, 'utf8')
}
