import { readConfig } from '../../apps/auth-server/src/config/read-config.ts'
import { readEnvironment as readAdmin } from '../../apps/admin/src/environment.ts'
import { readEnvironment as readConsumer } from '../../apps/consumer/src/environment.ts'
import type { DemoCredentials } from '../../apps/auth-server/src/administration/demo/demo-file.ts'

export interface Settings {
  readonly hub: { readonly host: string; readonly port: number; readonly databasePath: string }
  readonly consumer: AppSettings
  readonly admin: AppSettings
}

interface AppSettings {
  readonly host: string
  readonly port: number
  readonly origin: string
  readonly databasePath: string
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/** What all apps will read themselves, so that everything that is wrong is told before anything starts. */
export function readSettings(env: NodeJS.ProcessEnv, workspaceRoot: string): ReadSettings {
  const hub = readConfig(env, { workspaceRoot })
  // The demo gives the apps what they are registered with; until then anything will do.
  const consumer = readConsumer({ ...env, CONSUMER_CLIENT_ID: env['CONSUMER_CLIENT_ID'] || 'demo' }, workspaceRoot)
  const admin = readAdmin({ ...env, ADMIN_CLIENT_SECRET: env['ADMIN_CLIENT_SECRET'] || 'demo' }, workspaceRoot)
  const problems = [hub, consumer, admin].flatMap((one) => (one.ok ? [] : one.problems))
  if (!hub.ok || !consumer.ok || !admin.ok) return { ok: false, problems }
  const { host, port, databaseUrl } = hub.config
  if (port === 0) problems.push('HUB_PORT is 0, and the consumer has to know the port; write a number from 1 to 65535')
  const ports = { HUB_PORT: port, CONSUMER_PORT: consumer.configuration.port, ADMIN_PORT: admin.configuration.port }
  problems.push(...samePorts(ports))
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    settings: {
      hub: { host, port, databasePath: databaseUrl.replace(/^sqlite:/, '') },
      consumer: consumer.configuration,
      admin: admin.configuration,
    },
    warnings: hub.warnings,
  }
}

function samePorts(ports: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(ports).flatMap(([name, port], index, all) =>
    all
      .slice(index + 1)
      .filter(([, other]) => other === port)
      .map(([other]) => `${name} and ${other} are both ${port}; set one of them to another port`),
  )
}

/** The environment of the administrator's pages. */
export function adminEnvironment(
  env: NodeJS.ProcessEnv,
  { administrator }: Pick<DemoCredentials, 'administrator'>,
): NodeJS.ProcessEnv {
  if (administrator === null) return env
  const ownClient = Boolean(env['ADMIN_CLIENT_ID'])
  return {
    ...env,
    // The issuer is the hub's origin and the name of its own tenant.
    ADMIN_HUB: env['ADMIN_HUB'] || new URL(administrator.issuer).origin,
    ADMIN_CLIENT_ID: env['ADMIN_CLIENT_ID'] || administrator.client_id,
    // The demo's secret belongs to the demo's client alone.
    ADMIN_CLIENT_SECRET: env['ADMIN_CLIENT_SECRET'] || (ownClient ? '' : administrator.client_secret),
  }
}

/** The consumer's environment: what is set wins over what the demo made. */
export function consumerEnvironment(
  env: NodeJS.ProcessEnv,
  demo: { readonly issuer: string; readonly client_id: string; readonly client_secret: string },
): NodeJS.ProcessEnv {
  const ownClient = Boolean(env['CONSUMER_CLIENT_ID'])
  return {
    ...env,
    CONSUMER_ISSUER: env['CONSUMER_ISSUER'] || demo.issuer,
    CONSUMER_CLIENT_ID: env['CONSUMER_CLIENT_ID'] || demo.client_id,
    // The demo's secret belongs to the demo's client alone.
    CONSUMER_CLIENT_SECRET: env['CONSUMER_CLIENT_SECRET'] || (ownClient ? '' : demo.client_secret),
  }
}
