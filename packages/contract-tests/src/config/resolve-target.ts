import { absent, NotApplicable } from '../run/not-applicable.ts'
import type { ContractAdministration, ContractClients, ContractTarget, ContractUser } from '../target.ts'
import type { ContractConfiguration } from './configuration.ts'

const defaultFuzz = 1500

/** The server as the tests see it. */
export function resolveTarget(configuration: ContractConfiguration): ContractTarget {
  const { issuer, user, spareUsers = [], retryWindowSeconds = 0 } = configuration
  const needed = <Member extends keyof ContractConfiguration>(member: Member) => {
    const value = configuration[member]
    if (value === undefined) throw new NotApplicable(`the configuration has no \`${member}\``)
    return value
  }

  const spare = [...spareUsers]
  const createUser = async (): Promise<ContractUser> => {
    const next = configuration.admin?.createUser === undefined ? spare.shift() : await configuration.admin.createUser()
    return next ?? absentUser()
  }

  return {
    issuer,
    user,
    name: configuration.name ?? issuer,
    replicas: configuration.replicas ?? [],
    pages: configuration.pages ?? {},
    clients: withStandIns(configuration),
    otherTenant: orAbsent(configuration.otherTenant, 'otherTenant'),
    admin: administrationOf(configuration, createUser),
    role: orAbsent(configuration.role, 'role'),
    expiring: orAbsent(configuration.expiring, 'expiring'),
    get allowedOrigin() {
      return needed('allowedOrigin')
    },
    get shortLivedSeconds() {
      return needed('shortLivedSeconds')
    },
    get signInAttempts() {
      return needed('signInAttempts')
    },
    get secretAttempts() {
      return needed('secretAttempts')
    },
    retryWindowSeconds,
    sourceAddresses: configuration.sourceAddresses ?? [],
    fuzz: configuration.fuzz ?? defaultFuzz,
    policy: configuration.policy ?? false,
    tenants: configuration.otherTenant !== undefined,
    given: (part) => configuration.clients[part] ?? noClient(part),
    someUser: async () => (configuration.admin?.createUser === undefined ? user : createUser()),
  }
}

function orAbsent<Value extends object>(value: Value | undefined, what: string): Value {
  return value ?? absent(`the configuration has no \`${what}\``)
}

function noClient(part: string): never {
  throw new NotApplicable(`the configuration has no client \`${part}\``)
}

function absentUser(): never {
  throw new NotApplicable('the configuration has no `admin.createUser`, and no `spareUsers` are left')
}

/** Those who can play a part that nobody was given, the best first. */
const standIns: Partial<Record<keyof ContractClients, readonly (keyof ContractClients)[]>> = {
  firstParty: ['confidential', 'pkceOptional', 'basicOnly', 'shortLived', 'secondConfidential'],
  confidential: ['firstParty', 'pkceOptional', 'basicOnly', 'secondConfidential'],
}

function withStandIns({ clients, retryWindowSeconds = 0 }: ContractConfiguration): ContractClients {
  const candidates = (part: string) => {
    if (part === 'strictRefresh' && retryWindowSeconds === 0) return ['firstParty', ...(standIns.firstParty ?? [])]
    return Object.hasOwn(standIns, part) ? (standIns[part as keyof ContractClients] ?? []) : []
  }
  const given: Readonly<Record<string, unknown>> = clients
  return new Proxy(clients, {
    get: (_, part) => {
      const name = String(part)
      const found = [name, ...candidates(name)].find((candidate) => given[candidate] !== undefined)
      return found === undefined ? absent(`the configuration has no client \`${name}\``) : given[found]
    },
    // Whoever reads a missing client gets a stand-in for it.
  }) as ContractClients
}

function administrationOf(
  { admin = {} }: ContractConfiguration,
  createUser: ContractAdministration['createUser'],
): ContractTarget['admin'] {
  return new Proxy(admin, {
    get: (_, name) => {
      if (name === 'createUser') return createUser
      const hook: unknown = Reflect.get(admin, name)
      return typeof hook === 'function'
        ? hook.bind(admin)
        : absent(`the configuration has no \`admin.${String(name)}\``)
    },
    // Every hook is there, or says that it is not when it is called.
  }) as ContractTarget['admin']
}
