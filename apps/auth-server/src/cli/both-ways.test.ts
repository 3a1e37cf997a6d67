import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config/read-config.ts'
import { serve, type RunningHub } from '../serve.ts'
import { testTerminal, type CliRun, type CommandLine, type TestTerminal } from './test-terminal.ts'

/** The same commands on a database, and on another one through a hub that serves it. */
let onDatabase: TestTerminal
let overHttp: TestTerminal
let hub: RunningHub
let remote: Record<string, string>

const SECRET = 'a-secret-of-the-operators-0123456789'
const scopes = ['tenants', 'clients', 'policy', 'users'].flatMap((name) => [`hub.${name}.read`, `hub.${name}.write`])

beforeAll(async () => {
  onDatabase = testTerminal()
  overHttp = testTerminal()
  for (const terminal of [onDatabase, overHttp]) {
    await terminal.json('admin create --email root@hub.example --name Root --password-stdin', { stdin: 'long enough' })
    const client = 'client create --tenant hub --name Operators --type confidential --grant-type client_credentials'
    const asked = [...scopes, 'hub.administrators.write', 'hub.events.read'].map((name) => `--scope ${name}`).join(' ')
    await terminal.json(`${client} --client-id operators --secret-stdin ${asked}`, { stdin: SECRET })
  }
  const env = { HUB_PORT: '0', HUB_LOG_LEVEL: 'silent' }
  const reading = readConfig(env, { workspaceRoot: overHttp.workspaceRoot })
  if (!reading.ok) throw new Error(reading.problems.join())
  hub = await serve(reading.config)
  remote = { HUB_CLIENT_ID: 'operators', HUB_CLIENT_SECRET: SECRET }
})
afterAll(async () => {
  await hub.close()
  onDatabase[Symbol.dispose]()
  overHttp[Symbol.dispose]()
})

/** Without what two databases cannot have in common. */
function comparable({ exitCode, stdout, stderr }: CliRun) {
  return { exitCode, stdout: hide(stdout), stderr: hide(stderr) }
}

function hide(text: string): string {
  return text
    .replaceAll(hub.origin, 'http://localhost:4000')
    .replaceAll(/\b(?:cs|pl)_[\w-]{70}/g, '<secret>')
    .replaceAll(/\bc_[\w-]{22}/g, '<client>')
    .replaceAll(/\b\d[0-9a-hjkmnp-tv-z]{25}\b/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<instant>')
}

async function both(line: CommandLine, stdin = ''): Promise<{ here: CliRun; there: CliRun }> {
  const words = typeof line === 'string' ? line.split(' ') : line
  const here = await onDatabase.run(words, { stdin })
  const there = await overHttp.run(['--hub', hub.origin, ...words], { stdin, env: remote })
  return { here: comparable(here), there: comparable(there) }
}

const user = '--tenant acme --email ada@acme.example --name Ada'
const DONE: readonly (readonly [line: CommandLine, stdin?: string])[] = [
  ['tenant create acme --name Acme'],
  ['tenant list'],
  ['tenant show acme'],
  ['tenant update acme --locale nl --rights-change any --event-retention-days 30 --truncate-addresses'],
  ['settings show --tenant acme'],
  ['settings update --tenant acme --locale en --no-truncate-addresses'],
  ['tenant allow-token-in-query acme'],
  ['role create --tenant acme clerk --description Clerks'],
  ['role update --tenant acme clerk --description Everybody'],
  ['role show --tenant acme clerk'],
  ['role list --tenant acme'],
  ['scope create --tenant acme orders --description Orders --requires-role clerk --access-token-seconds 60'],
  ['scope update --tenant acme orders --no-requires-role --requires-claim department=sales --description-in nl=Orders'],
  ['scope show --tenant acme orders'],
  ['scope list --tenant acme'],
  [
    'client create --tenant acme --name Shop --type confidential --client-id shop --redirect-uri https://a.example/cb --scope orders --scope new=New --requires-role clerk',
  ],
  ['client list --tenant acme --search sho'],
  [
    'client update --tenant acme shop --add-scope profile --remove-scope new --automatic-scope email --name Shop2 --no-requires-role --access-token-seconds 600',
  ],
  ['client show --tenant acme shop'],
  ['client rotate-secret --tenant acme shop --previous-seconds 0'],
  ['client secret list --tenant acme shop'],
  ['client disable --tenant acme shop'],
  ['client enable --tenant acme shop'],
  [`user create ${user} --password-stdin --role clerk --claim department=sales`, 'long enough'],
  ['user create --tenant acme --email bob@acme.example --name Bob --invite'],
  ['user invite --tenant acme bob@acme.example'],
  ['user list --tenant acme --search ad'],
  ['user list --tenant acme --role clerk --limit 1'],
  ['user show --tenant acme ADA@acme.example'],
  ['user update --tenant acme ada@acme.example --email ada2@acme.example --name Ada2 --email-verified'],
  ['user claims --tenant acme ada2@acme.example --set site=north --unset department'],
  ['user set-password --tenant acme ada2@acme.example --password-stdin', 'long enough'],
  ['user reset-link --tenant acme ada2@acme.example'],
  ['role assign --tenant acme --user ada2@acme.example auditor'],
  ['role remove --tenant acme --user ada2@acme.example auditor'],
  ['user roles --tenant acme ada2@acme.example'],
  ['user block --tenant acme ada2@acme.example'],
  ['user list --tenant acme --status blocked'],
  ['user unblock --tenant acme ada2@acme.example'],
  ['user archive --tenant acme ada2@acme.example'],
  ['user restore --tenant acme ada2@acme.example'],
  ['session list --tenant acme'],
  ['session end --tenant acme --user ada2@acme.example'],
  ['consent list --tenant acme --user ada2@acme.example'],
  ['consent withdraw --tenant acme --user ada2@acme.example --client shop'],
  ['grant list --tenant acme --live'],
  ['throttle list --tenant acme --user ada2@acme.example'],
  ['event list --tenant acme --type role.created --limit 1'],
  ['user erase --tenant acme bob@acme.example --yes'],
  ['scope delete --tenant acme new --yes'],
  ['client delete --tenant acme shop --yes'],
  ['role delete --tenant acme auditor --yes'],
  ['tenant suspend acme --yes'],
  ['tenant resume acme'],
]

test('what is done answers the same JSON on the database and through a hub', async () => {
  for (const [line, stdin] of DONE) {
    const { here, there } = await both([...String(line).split(' '), '--json'], stdin)
    // Whoever did it is another one.
    const byMe = there.stdout
      .replaceAll('"hub:client:operators"', '"cli"')
      .replaceAll('"address":"127.0.0.1"', '"address":null')
    expect({ line, ...there, stdout: byMe }).toEqual({ line, ...here })
    expect([line, here.exitCode]).toEqual([line, 0])
  }
}, 60_000)

const REFUSED: readonly CommandLine[] = [
  'tenant create acme --name Other',
  'tenant create hub --name Hub',
  'tenant create A!B --name Hub',
  'tenant show acne',
  'tenant suspend hub',
  'tenant update acme --locale !',
  'tenant update acme',
  'settings show --tenant none',
  'client create --tenant acme --name X --type wrong --scope profile',
  'client create --tenant acme --name X --type public --redirect-uri ftp://a --scope profile',
  'client create --tenant acme --name X --type public --redirect-uri https://a.example/cb --scope a:b --scope hub.x',
  'client show --tenant acme nobody',
  'client delete --tenant acme nobody --yes',
  'client secret retire --tenant acme nobody 01kb3m7qg8x0v4c2t9rj5hzd6e',
  'client secret retire --tenant acme nobody x',
  'scope create --tenant acme profile --description x',
  'scope delete --tenant acme profile --yes',
  'role create --tenant acme hub.mine',
  'role delete --tenant acme nobody --yes',
  'user show --tenant acme nobody@acme.example',
  'user create --tenant acme --email wrong --name X --invite',
  'user create --tenant acme --email root@a.example --name X --invite --role nobody',
  'user update --tenant acme ada2@acme.example',
  'user erase --tenant acme ada2@acme.example',
  'session end --tenant acme 01kb3m7qg8x0v4c2t9rj5hzd6e',
  'grant revoke --tenant acme 01kb3m7qg8x0v4c2t9rj5hzd6e',
  'throttle list --tenant acme --address nowhere',
  'throttle lift --tenant acme account.9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'event list --tenant acme --since yesterday',
  'explain --tenant acme 01kb3m7qg8x0v4c2t9rj5hzd6e',
]

test.each(REFUSED)('hub %s is refused in the same line on the database and through a hub', async (line) => {
  const { here, there } = await both(line)
  expect(there).toEqual(here)
  expect(here).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(/^error: [^\n]+\n$/) })
})
