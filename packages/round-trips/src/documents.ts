import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { parse } from 'yaml'
import type { Call } from './document/call.ts'
import { type JsonObject, METHODS, isObject, objectAt } from './document/json.ts'
import { keepOperations } from './document/keep-operations.ts'
import { createRandom } from './random.ts'

export interface TriedDocument {
  readonly name: string
  readonly content: JsonObject
  /** Of a very large document only some operations are called. */
  readonly tries: (call: Call) => boolean
}

export interface NamedDocument {
  readonly name: string
  /** How the report calls it. */
  readonly title: string
  readonly read: () => Promise<TriedDocument>
}

const PACKAGES = path.join(import.meta.dirname, '..', '..')
const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures')

export const DOCUMENTS: readonly NamedDocument[] = [
  inFile('museum', 'Redocly Museum API', path.join(FIXTURES, 'museum.yaml')),
  inFile('tictactoe', 'Tic Tac Toe', path.join(FIXTURES, 'tictactoe.yaml')),
  inFile('uspto', 'USPTO Data Set API', path.join(FIXTURES, 'uspto.yaml')),
  inFile('webhook-example', 'Webhook Example', path.join(FIXTURES, 'webhook-example.yaml')),
  inFile('darkroom', 'our own darkroom', path.join(FIXTURES, 'darkroom.yaml')),
  inFile('oauth', 'our own contract', path.join(PACKAGES, '..', 'openapi', 'oauth.yaml')),
  inFile(
    'library',
    'the library of openapi-koa’s tests',
    path.join(PACKAGES, 'openapi-koa', 'src', 'fixtures', 'library.yaml'),
  ),
]

/** GitHub's document has more operations than anybody wants to call; these are drawn from the seed. */
export const GITHUB_OPERATIONS = 200
const GITHUB_SEED = 20_261_122

export const GITHUB: NamedDocument = {
  name: 'github',
  title: 'GitHub’s REST API',
  read: async () => {
    const content = await readGithub()
    const drawn = drawOperations(content, GITHUB_OPERATIONS)
    return { name: 'github', content, tries: ({ id }) => drawn.has(id) }
  },
}

/** The same with only some of the drawn operations in the document, which is soon generated. */
export function githubSample(operations: number): NamedDocument {
  return {
    name: 'github-sample',
    title: `${operations} operations of GitHub’s REST API`,
    read: async () => {
      const whole = await readGithub()
      const drawn = drawOperations(whole, operations)
      return { name: 'github-sample', content: keepOperations(whole, (id) => drawn.has(id)), tries: () => true }
    },
  }
}

async function readGithub(): Promise<JsonObject> {
  const { resolve } = createRequire(import.meta.url)
  const file = path.join(path.dirname(resolve('@octokit/openapi/package.json')), 'generated', 'api.github.com.json')
  const content: unknown = JSON.parse(await readFile(file, 'utf8'))
  if (!isObject(content)) throw new Error(`${file} is no document.`)
  return content
}

function drawOperations(document: JsonObject, count: number): Set<string> {
  const ids = Object.values(objectAt(document, 'paths')).flatMap((item) =>
    METHODS.flatMap((method) => {
      const { operationId } = objectAt(item, method)
      return typeof operationId === 'string' ? [operationId] : []
    }),
  )
  const random = createRandom(GITHUB_SEED)
  const drawn = new Set<string>()
  while (drawn.size < Math.min(count, ids.length)) drawn.add(ids[random.below(ids.length)] ?? '')
  return drawn
}

function inFile(name: string, title: string, file: string): NamedDocument {
  const read = async (): Promise<TriedDocument> => {
    const content: unknown = parse(await readFile(file, 'utf8'))
    if (!isObject(content)) throw new Error(`${file} is no document.`)
    return { name, content, tries: () => true }
  }
  return { name, title, read }
}
