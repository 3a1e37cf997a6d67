import { readFile } from 'node:fs/promises'
import { runContract, type ContractConfiguration, type RunReport, type Verdict } from '@identity-hub/contract-tests'

export interface ForeignServer {
  readonly name: string
  /** Names its baseline, `baselines/<id>.json`. */
  readonly id: string
  /** A module whose default export is the configuration; it starts the server. */
  readonly configuration: URL
}

export const servers: readonly ForeignServer[] = [
  {
    name: 'oidc-provider 9.13 in memory',
    id: 'oidc-provider',
    configuration: new URL('oidc-provider/contract.config.ts', import.meta.url),
  },
  {
    name: 'oidc-provider 9.13 with an asynchronous adapter',
    id: 'oidc-provider-asynchronous',
    configuration: new URL('oidc-provider/asynchronous.contract.config.ts', import.meta.url),
  },
  {
    name: '@node-oauth/oauth2-server 5.3 in memory',
    id: 'oauth2-server',
    configuration: new URL('oauth2-server/contract.config.ts', import.meta.url),
  },
]

/** Each server draws the same, so that nothing but the server changes a verdict. */
const seed = 1

/** These measure the machine, and the application's password hash: nothing that a library decides. */
const skip = ['LOGIN-04', 'LOGIN-10', 'OPS-07']

/** Runs the contract against a server of its own. */
export async function judge({ configuration }: ForeignServer): Promise<RunReport> {
  // What `contract.config.ts` exports.
  const module = (await import(configuration.href)) as { readonly default: ContractConfiguration }
  return runContract({ ...module.default, seed }, { skip })
}

export const baselineUrl = ({ id }: ForeignServer): URL => new URL(`../baselines/${id}.json`, import.meta.url)

/** The verdict of each test, by its id: what a baseline is. */
export function verdictsOf({ results }: RunReport): Readonly<Record<string, Verdict>> {
  const ran = results.filter(({ verdict }) => verdict !== 'skipped')
  return Object.fromEntries(ran.map(({ id, verdict }) => [id, verdict]))
}

export async function readBaseline(server: ForeignServer): Promise<Readonly<Record<string, Verdict>>> {
  // The shape of our own file.
  const { verdicts } = JSON.parse(await readFile(baselineUrl(server), 'utf8')) as { verdicts: Record<string, Verdict> }
  return verdicts
}
