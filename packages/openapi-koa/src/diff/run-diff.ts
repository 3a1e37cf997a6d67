import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseDocument } from 'yaml'
import { DocumentError } from '../document/document-error.ts'
import { type JsonObject, isObject } from '../document/json.ts'
import { compareDocuments } from './compare-documents.ts'
import { changesAsJson, isBreaking, reportChanges } from './report.ts'

export interface Output {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}

export const HELP = `openapi-koa diff <old> <new> [options]

Compares two OpenAPI documents (3.0 or 3.1, YAML or JSON), and says which changes break clients that were made for the old
one, which break servers that were, and which neither.

  --fail-on <whom>   clients, servers, both (default) or none: what exit code 1 is for
  --json             the changes as JSON on stdout
  --help             this

exit code 0: nothing breaks   1: something does   2: a bad option, or a document that cannot be read
`

/** Returns the exit code. */
export async function runDiff(words: readonly string[], output: Output): Promise<number> {
  const options = readOptions(words)
  if (typeof options === 'string') {
    output.stderr(`${options}\nTry: openapi-koa diff openapi/released/oauth.yaml openapi/oauth.yaml\n`)
    return 2
  }
  if (options.help) {
    output.stdout(HELP)
    return 0
  }
  try {
    const [before, after] = await Promise.all([read(options.before), read(options.after)])
    const changes = compareDocuments(before, after)
    output.stdout(options.json ? changesAsJson(changes) : reportChanges(changes))
    const { failOn } = options
    return failOn !== 'none' && changes.some((change) => isBreaking(change, failOn)) ? 1 : 0
  } catch (error) {
    if (!(error instanceof UnreadableDocument || error instanceof DocumentError)) throw error
    output.stderr(`${error.message}${error instanceof DocumentError ? ` (${error.pointer})` : ''}\n`)
    return 2
  }
}

interface Options {
  readonly before: string
  readonly after: string
  readonly failOn: 'clients' | 'servers' | 'both' | 'none'
  readonly json: boolean
  readonly help: boolean
}

/** A text says what is wrong with the words. */
function readOptions(words: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: words.filter((word) => word !== '--'),
      allowPositionals: true,
      options: {
        'fail-on': { type: 'string', default: 'both' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const [before = '', after = '', ...others] = positionals
    const failOn = (['clients', 'servers', 'both', 'none'] as const).find((whom) => whom === values['fail-on'])
    if (failOn === undefined) return `--fail-on is ${values['fail-on']}; write clients, servers, both or none.`
    if (!values.help && (after === '' || others.length > 0))
      return `Two documents are compared; ${positionals.length} were given.`
    return { before, after, failOn, json: values.json, help: values.help }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

class UnreadableDocument extends Error {}

async function read(file: string): Promise<JsonObject> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UnreadableDocument(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  // JSON is YAML, too, but read much faster as what it is.
  if (text.trimStart().startsWith('{')) return asDocument(file, parseJson(file, text))
  const parsed = parseDocument(text, { prettyErrors: true })
  const [mistake] = parsed.errors
  if (mistake) throw new UnreadableDocument(`${file}: ${mistake.message.split('\n')[0] ?? ''}`)
  return asDocument(file, parsed.toJS({ maxAliasCount: 10_000 }))
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UnreadableDocument(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function asDocument(file: string, document: unknown): JsonObject {
  if (!isObject(document) || typeof document['openapi'] !== 'string')
    throw new UnreadableDocument(`${file} is no OpenAPI document: it has no \`openapi\`.`)
  return document
}
