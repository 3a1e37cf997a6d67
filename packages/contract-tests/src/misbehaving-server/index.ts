import type { ContractConfiguration } from '../config/configuration.ts'
import { allFaults, faultNamed } from './faults/all-faults.ts'
import { configurationOf, furnish } from './furnish.ts'
import { listen } from './server.ts'

/** One way in which the server can be wrong. */
export interface FaultDescription {
  /** What it is switched on by. */
  readonly name: string
  /** What the server does then, as a sentence. */
  readonly title: string
  /** Ids of the requirements that it breaks. */
  readonly breaks: readonly string[]
}

/** Every fault that can be switched on. */
export const faults: readonly FaultDescription[] = allFaults.map(({ name, title, breaks }) => ({ name, title, breaks }))

export interface MisbehavingServerOptions {
  /** Default: one that is free. */
  readonly port?: number
  /** Names of faults that are on from the start. */
  readonly faults?: readonly string[]
}

/** A server with two tenants, clients and users. It ends with its scope. */
export interface MisbehavingServer extends AsyncDisposable {
  /** Such as `http://localhost:4500`; the issuers are paths below it. */
  readonly origin: string
  /** What the contract, or a client's own test, has to know: issuer, clients, user. */
  readonly configuration: ContractConfiguration
  /**
   * Switches these faults on and all others off, for every tenant or for one.
   * @throws Error when there is no fault of a name
   */
  switchFaults(names: readonly string[], tenant?: string): void
  /** The names of the faults that are on for a tenant, those of every tenant included. */
  faultsOn(tenant?: string): readonly string[]
}

/**
 * Starts an authorization server on loopback that is correct but for the faults that are on.
 * @throws Error when there is no fault of a name
 */
export async function startMisbehavingServer(options: MisbehavingServerOptions = {}): Promise<MisbehavingServer> {
  const furniture = furnish()
  const { port = 0, faults: names = [] } = options
  const server = await listen(furniture.state, { port, faults: names.map(faultNamed) })
  return {
    origin: server.origin,
    configuration: configurationOf(server, furniture),
    switchFaults: (next, tenant) => server.switchFaults(next.map(faultNamed), tenant),
    faultsOn: (tenant) => server.faultsOf(tenant).map(({ name }) => name),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
