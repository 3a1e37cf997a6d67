import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What a newcomer signs in with, and what the example consumer is registered with. */
export interface DemoCredentials {
  readonly issuer: string
  readonly email: string
  readonly password: string
  readonly client_id: string
  readonly client_secret: string
}

const members = ['issuer', 'email', 'password', 'client_id', 'client_secret'] as const

/** null: there is no such file, or it does not hold what it should. */
export function readDemoFile(file: string): DemoCredentials | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
    // Somebody copied it about, and the copy lost its mode.
    chmodSync(file, 0o600)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  return parseCredentials(text)
}

function parseCredentials(text: string): DemoCredentials | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof parsed !== 'object' || parsed === null) return null
  const values = new Map<string, unknown>(Object.entries(parsed))
  const [issuer, email, password, clientId, clientSecret] = members.map((name) => {
    const value = values.get(name)
    return typeof value === 'string' ? value : null
  })
  if (!issuer || !email || !password || !clientId || !clientSecret) return null
  return { issuer, email, password, client_id: clientId, client_secret: clientSecret }
}

/** For the owner alone; there with its whole content or as it was before. */
export function writeDemoFile(file: string, credentials: DemoCredentials): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
}
