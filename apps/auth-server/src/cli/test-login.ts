import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import type { TestHub } from '../testing/start-test-hub.ts'
import { TestBrowser } from '../testing/test-browser.ts'
import { runCli } from './run-cli.ts'
import type { TestTerminal } from './test-terminal.ts'

type Hub = Pick<TestHub, 'origin'>

export interface StartedLogin {
  readonly exitCode: Promise<number>
  /** Where the person is sent. */
  readonly url: Promise<string>
  readonly said: () => string
}

/**
 * `hub login`, which waits for somebody to sign in.
 * @param hub without an origin: the one that the profile is of
 */
export function startLogin(
  terminal: TestTerminal,
  { origin }: Partial<Hub>,
  words: readonly string[] = [],
): StartedLogin {
  const { workspaceRoot } = terminal
  const shown = Promise.withResolvers<string>()
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  let said = ''
  for (const stream of [stdout, stderr])
    stream.on('data', (chunk) => {
      said += String(chunk)
      const url = /https?:\/\/\S+\/auth\?\S+/.exec(said)?.[0]
      if (url !== undefined) shown.resolve(url)
    })
  const exitCode = runCli(['login', ...(origin === undefined ? [] : ['--hub', origin]), ...words], {
    stdin: Readable.from([]),
    stdout,
    stderr,
    env: { HUB_CLI_CONFIG: join(workspaceRoot, 'profiles.json') },
    workspaceRoot,
    onStop: () => {},
  })
  return { exitCode, url: shown.promise, said: () => said }
}

export interface Person {
  readonly email: string
  readonly password: string
}

/** The person signs in with a browser and decides; where it is sent then. */
export async function decide(
  hub: Hub,
  url: string,
  {
    tenant,
    person,
    decision,
  }: { readonly tenant: string; readonly person: Person; readonly decision: 'allow' | 'deny' },
): Promise<string> {
  const browser = new TestBrowser(hub, { tenant })
  const { pathname, search } = new URL(url)
  const page = (await browser.request(pathname + search)).headers.get('Location') ?? ''
  const signedIn = await browser.submit(page, { username: person.email, password: person.password })
  const decided = await browser.submit(signedIn.headers.get('Location') ?? '', { decision })
  return decided.headers.get('Location') ?? ''
}

/** The whole way, as an administrator of the hub. */
export async function signInAtTerminal(terminal: TestTerminal, hub: Hub, person: Person): Promise<void> {
  const attempt = startLogin(terminal, hub)
  await fetch(await decide(hub, await attempt.url, { tenant: 'hub', person, decision: 'allow' }))
  if ((await attempt.exitCode) !== 0) throw new Error(attempt.said())
}
