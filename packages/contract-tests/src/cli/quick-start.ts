import type { ContractConfiguration } from '../config/configuration.ts'
import { BadConfiguration, checked } from '../config/load-configuration.ts'
import type { ContractClient } from '../target.ts'

/** A configuration on the command line: one client and one user. */
export interface QuickStart {
  readonly issuer: string
  readonly clientId?: string
  readonly redirectUri?: string
  readonly scope?: string
  readonly username?: string
}

/**
 * Secrets come from the environment, since other users of the machine can read a command line.
 * @throws BadConfiguration
 */
export function quickStart(
  { issuer, clientId, redirectUri, scope, username }: QuickStart,
  env: Readonly<Record<string, string | undefined>>,
): ContractConfiguration {
  const { CONTRACT_CLIENT_SECRET: clientSecret, CONTRACT_PASSWORD: password } = env
  const missing = [
    clientId === undefined && '--client-id <id>',
    redirectUri === undefined && '--redirect-uri <uri>, as it is registered',
    scope === undefined && '--scope <scope>, all that the client may ask for',
    username === undefined && '--username <name>',
    password === undefined && 'CONTRACT_PASSWORD in the environment',
  ].filter((part) => part !== false)
  if (
    clientId === undefined ||
    redirectUri === undefined ||
    scope === undefined ||
    username === undefined ||
    password === undefined
  )
    throw new BadConfiguration(
      [`To start with --issuer, add:`, ...missing.map((part) => `  ${part}`), 'or write a contract.config.ts'].join(
        '\n',
      ),
    )
  const client: ContractClient = { clientId, name: clientId, redirectUris: [redirectUri], scope }
  const clients = clientSecret === undefined ? { public: client } : { confidential: { ...client, clientSecret } }
  return checked({ issuer, clients, user: { username, password } }, '--issuer')
}
