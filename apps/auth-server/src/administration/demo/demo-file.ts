import { chmodSync, readFileSync } from 'node:fs'
import { writePrivateFile } from '../write-private-file.ts'

/** Somebody who signs in, and an app that they sign in to. */
export interface SignInCredentials {
  readonly issuer: string
  readonly email: string
  readonly password: string
  readonly client_id: string
  readonly client_secret: string
}

/** What a newcomer signs in with, and what the example consumer is registered with; the same for the administrator. */
export interface DemoCredentials extends SignInCredentials {
  /** null: written down by a release that had no pages for administrators. */
  readonly administrator: SignInCredentials | null
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
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const credentials = parseCredentials(parsed)
  return credentials && { ...credentials, administrator: parseCredentials(membersOf(parsed).get('administrator')) }
}

function parseCredentials(value: unknown): SignInCredentials | null {
  const values = membersOf(value)
  const [issuer, email, password, clientId, clientSecret] = members.map((name) => {
    const member = values.get(name)
    return typeof member === 'string' ? member : null
  })
  if (!issuer || !email || !password || !clientId || !clientSecret) return null
  return { issuer, email, password, client_id: clientId, client_secret: clientSecret }
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

export function writeDemoFile(file: string, credentials: DemoCredentials): void {
  writePrivateFile(file, credentials)
}
