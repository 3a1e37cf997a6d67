import { Command, InvalidArgumentError } from 'commander'
import { kit } from '../kit-version.ts'

/** What somebody typed. */
export interface CliOptions {
  readonly config?: string
  readonly issuer?: string
  readonly clientId?: string
  readonly redirectUri?: string
  readonly scope?: string
  readonly username?: string
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly policy?: boolean
  readonly seed?: number
  readonly fuzz?: number
  readonly baseline?: string
  readonly writeBaseline?: string
  readonly list?: boolean
  readonly quiet?: boolean
  readonly json?: string
  readonly junit?: string
  readonly sarif?: string
  readonly html?: string
  readonly badge?: string
}

const more = `
A word is the id of a test or of a requirement (PKCE-07), the beginning of one (PKCE), a group, or a pattern ("TOKEN-*").

Exit codes:
  0  no requirement failed; with --baseline: nothing got worse
  1  a requirement failed
  2  there was no whole run: a bad option or configuration, or the server is away
  3  something is worse than in the baseline

Examples:
  identity-hub-contract                                  reads contract.config.ts here
  identity-hub-contract --only PKCE --html report.html
  identity-hub-contract --write-baseline contract.baseline.json
  identity-hub-contract --baseline contract.baseline.json --junit junit.xml
`

/** The command line. Parsing throws a CommanderError; nothing exits the process. */
export function createProgram(): Command {
  return new Command('identity-hub-contract')
    .description('Asks a running OAuth 2.0 authorization server whether it keeps the RFCs.')
    .version(kit.version)
    .option(
      '-c, --config <file>',
      'the configuration; contract.config.{ts,mts,js,mjs,json} in this folder when left out',
    )
    .option(
      '--issuer <url>',
      'where else the server is; without a configuration: start with one client and one user, secrets from the environment',
    )
    .option('--client-id <id>', 'with --issuer; its secret is CONTRACT_CLIENT_SECRET, if it has one')
    .option('--redirect-uri <uri>', 'with --issuer: one that is registered')
    .option('--scope <scope>', 'with --issuer: all that the client may ask for')
    .option('--username <name>', 'with --issuer: who signs in; the password is CONTRACT_PASSWORD')
    .option('--only <word>', 'run only these tests; may be given again', collect, [])
    .option('--skip <word>', 'leave these tests out; may be given again', collect, [])
    .option('--policy', 'also ask for what no standard asks for, only this project')
    .option('--seed <number>', 'draw again what another run drew', wholeNumber)
    .option('--fuzz <count>', 'how many made-up requests to send; 100000 for the full form', wholeNumber)
    .option('--baseline <file>', 'fail only on what is worse than in this file')
    .option('--write-baseline <file>', 'keep what was found, for later runs')
    .option('--list', 'print the tests and run none')
    .option('-q, --quiet', 'say nothing before the end')
    .option('--json <file>', 'write the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML')
    .option('--sarif <file>', 'write the report as SARIF')
    .option('--html <file>', 'write the report as a page')
    .option('--badge <file>', 'write a badge as SVG')
    .addHelpText('after', more)
    .showHelpAfterError('Add --help to see every option.')
    .exitOverride()
}

function collect(word: string, before: readonly string[]): readonly string[] {
  return [...before, word]
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('It is no whole number.')
  return number
}
