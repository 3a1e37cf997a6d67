// Everything of @hey-api/openapi-ts that its next version may change is touched in this folder.
import path from 'node:path'
import { definePluginConfig } from '@hey-api/openapi-ts'
import type { DefinePlugin } from '@hey-api/shared'
import { DocumentError } from '../document/document-error.ts'
import { type DocumentWarning, WARNINGS } from '../document/document-warning.ts'
import { isObject } from '../document/json.ts'
import { generate } from '../generate/generate.ts'
import { type FileState, readGeneratedFile, stateOf, writeGeneratedFile } from './generated-file.ts'

export interface OpenapiKoaOptions {
  /** A module that exports openapi-typescript's `operations`. Default: they are part of the file. */
  readonly types?: string
  /** The module of the runtime. Default: `@identity-hub/openapi-koa`. */
  readonly runtime?: string
  /** Told what the document says and nothing here heeds. Default: a line on stderr for each kind. */
  readonly onWarnings?: (warnings: readonly DocumentWarning[]) => void
}

/** Beside its name, what hey-api knows the plugin by. Others of its plugins may be called `koa` one day. */
export const PLUGIN_NAME = 'openapi-koa'

/** What the plugin leaves in its `api`, for whoever has run hey-api. */
export interface PluginResult {
  readonly file: string
  /** What was there before. */
  readonly state: FileState
  readonly warnings: readonly DocumentWarning[]
}

type KoaPlugin = DefinePlugin<OpenapiKoaOptions & { name: typeof PLUGIN_NAME }>
type Plugin = KoaPlugin['Instance']

const plugin = definePluginConfig({
  config: { includeInEntry: false } as KoaPlugin['Config']['config'], // the rest is optional
  dependencies: [],
  // It is awaited, whatever its type says.
  // oxlint-disable-next-line typescript/no-misused-promises
  handler: ({ plugin: instance }) => write(instance),
  name: PLUGIN_NAME,
} satisfies KoaPlugin['Config'])

/** The plugin, for the `plugins` of a hey-api configuration. It writes `koa.gen.ts`. */
export function openapiKoa(options: OpenapiKoaOptions = {}): { name: '@hey-api/schemas' } {
  // A configuration takes only hey-api's own plugins; with this name ours passes as one of them.
  return plugin(options)
}

/** hey-api empties its output folder before each run, unless told not to. */
export function refuseClean(output: { readonly path: string; readonly clean?: unknown }): void {
  if (output.clean === false) return
  throw new Error(
    `hey-api empties ${output.path} before each run, whatever you keep there. Set output.clean to false: \`output: { path: …, clean: false }\`.`,
  )
}

async function write(instance: Plugin): Promise<void> {
  const { context, config } = instance
  const { output, dryRun, parser } = context.config
  refuseClean(output)
  const document: unknown = context.spec
  if (!isObject(document)) throw new Error('The document is not an object.')
  // hey-api takes read-only members out of requests: whoever sends one would find it handed on, unchecked.
  if (parser.transforms.readWrite.enabled && hasDirections(document)) {
    throw new Error(
      'hey-api splits readOnly and writeOnly before the plugin sees the document. Switch that off: `parser: { transforms: { readWrite: false } }`.',
    )
  }
  const file = path.join(output.path, 'koa.gen.ts')
  const before = await readGeneratedFile(file)
  const { text, warnings } = await generate(document, config).catch(withPointer)
  if (warnings.length > 0) (config.onWarnings ?? tell)(warnings)
  const result: PluginResult = { file, state: stateOf(before, text), warnings }
  Object.assign(instance, { api: result })
  if (!dryRun && result.state !== 'fresh') await writeGeneratedFile(file, text)
}

/** hey-api prints nothing of an error but its message. */
function withPointer(error: unknown): never {
  if (error instanceof DocumentError) throw new Error(`${error.pointer}: ${error.message}`, { cause: error })
  throw error
}

function hasDirections(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasDirections)
  if (!isObject(value)) return false
  return value['readOnly'] === true || value['writeOnly'] === true || Object.values(value).some(hasDirections)
}

function tell(warnings: readonly DocumentWarning[]): void {
  for (const [code, found] of Map.groupBy(warnings, (warning) => warning.code)) {
    const subjects = [...new Set(found.map(({ subject }) => subject))]
    const named = subjects.slice(0, 5).join(', ') + (subjects.length > 5 ? `, and ${subjects.length - 5} more` : '')
    process.stderr.write(`openapi-koa: ${WARNINGS[code]} Here: ${named}, first at ${found[0]?.pointer}\n`)
  }
}
