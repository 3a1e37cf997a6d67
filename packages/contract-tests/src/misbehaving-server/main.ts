#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { faults, startMisbehavingServer } from './index.ts'

const usage = `identity-hub-misbehave: an authorization server that is wrong on purpose, on 127.0.0.1

  --port <number>   where to listen; default: a port that is free
  --fault <name>    a fault to switch on; may be repeated
  --list            prints every fault, and ends
  --json            prints one JSON object: issuers, clients, the user
  --help            prints this

While it runs: GET, PUT or DELETE /faults, or /faults/<tenant> for one tenant alone.
`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    fault: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(usage)
else if (values.list) for (const { name, title } of faults) process.stdout.write(`${name.padEnd(40)} ${title}\n`)
else await serve()

async function serve(): Promise<void> {
  const server = await startMisbehavingServer({ port: Number(values.port), faults: values.fault })
  const { issuer, clients, user, otherTenant } = server.configuration
  const told = {
    issuer,
    otherIssuer: otherTenant?.issuer,
    faults: `${server.origin}/faults`,
    on: server.faultsOn(),
    user,
    clients,
  }
  process.stdout.write(`${values.json ? JSON.stringify(told) : describe(told)}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server[Symbol.asyncDispose]().then(() => process.exit(0)))
}

function describe(told: {
  readonly issuer: string
  readonly faults: string
  readonly on: readonly string[]
  readonly user: { readonly username: string; readonly password: string }
  readonly clients: object
}): string {
  const clients = Object.entries(told.clients).map(([part, client]) => `  ${part}: ${JSON.stringify(client)}`)
  return [
    `Issuer    ${told.issuer}`,
    `User      ${told.user.username}, ${told.user.password}`,
    `Faults    ${told.on.length === 0 ? 'none' : told.on.join(', ')} (switch them: ${told.faults})`,
    'Clients',
    ...clients,
  ].join('\n')
}
