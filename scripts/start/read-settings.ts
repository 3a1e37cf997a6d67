import { readConfig } from '../../apps/auth-server/src/config/read-config.ts'
import { readEnvironment } from '../../apps/consumer/src/environment.ts'

export interface Settings {
  readonly hub: { readonly host: string; readonly port: number; readonly databasePath: string }
  readonly consumer: {
    readonly host: string
    readonly port: number
    readonly origin: string
    readonly databasePath: string
  }
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/** What both apps will read themselves, so that everything that is wrong is told before anything starts. */
export function readSettings(env: NodeJS.ProcessEnv, workspaceRoot: string): ReadSettings {
  const hub = readConfig(env, { workspaceRoot })
  // The demo gives the consumer its client id; until then any will do.
  const consumer = readEnvironment({ ...env, CONSUMER_CLIENT_ID: env['CONSUMER_CLIENT_ID'] || 'demo' }, workspaceRoot)
  const problems = [...(hub.ok ? [] : hub.problems), ...(consumer.ok ? [] : consumer.problems)]
  if (!hub.ok || !consumer.ok) return { ok: false, problems }
  const { host, port, databaseUrl } = hub.config
  if (port === 0) problems.push('HUB_PORT is 0, and the consumer has to know the port; write a number from 1 to 65535')
  if (port === consumer.configuration.port)
    problems.push(`HUB_PORT and CONSUMER_PORT are both ${port}; set one of them to another port`)
  if (problems.length > 0) return { ok: false, problems }
  return {
    ok: true,
    settings: {
      hub: { host, port, databasePath: databaseUrl.replace(/^sqlite:/, '') },
      consumer: consumer.configuration,
    },
    warnings: hub.warnings,
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
