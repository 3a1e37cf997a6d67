import { existsSync } from 'node:fs'
import path from 'node:path'
import { Logger, type UserConfig, createClient } from '@hey-api/openapi-ts'
import { initConfigs } from '@hey-api/openapi-ts/internal'
import { CannotRun } from './cannot-run.ts'
import { PLUGIN_NAME, type PluginResult, openapiKoa, refuseClean } from '../hey-api/plugin.ts'

export interface RunOptions {
  readonly document?: string
  readonly output?: string
  readonly file?: string
}

export interface GenerateRun {
  readonly results: readonly PluginResult[]
  /** The documents, as the configuration names them. */
  readonly inputs: readonly string[]
  readonly error?: Error
}

/** Runs hey-api, with nothing of it on the terminal and no crash log. */
export async function generateFiles(options: RunOptions, dryRun: boolean): Promise<GenerateRun> {
  let inputs: readonly string[] = []
  try {
    const config = { ...configOf(options), dryRun, interactive: false, logs: { level: 'silent', file: false } } as const
    inputs = await expectJobs(config)
    const contexts = await refusingSkips(() => createClient(config))
    // Of an input that it cannot read, hey-api says so on the terminal only.
    if (contexts.length === 0) throw new CannotRun(`${inputs.join(', ')} cannot be read.`)
    const results = contexts.flatMap(({ plugins }) => resultOf(plugins))
    return { results, inputs }
  } catch (error) {
    return { results: [], inputs, error: readable(innermost(error)) }
  }
}

function configOf({ document, output, file }: RunOptions): UserConfig {
  if (document === undefined) {
    if (output !== undefined) throw new CannotRun('--output goes with a document; a configuration names its own.')
    return { configFile: configFile(file) } as UserConfig // the rest is in the file
  }
  if (file !== undefined) throw new CannotRun('Name a document or, with --file, a configuration, not both.')
  if (output === undefined) throw new CannotRun('Say where koa.gen.ts goes: --output <folder>')
  return {
    // No file: one of that name would be merged in.
    configFile: path.join(import.meta.dirname, 'none.config'),
    input: document,
    output: { path: output, clean: false },
    parser: { transforms: { readWrite: false } },
    plugins: [openapiKoa()],
  }
}

function configFile(file: string | undefined): string {
  const candidates = file === undefined ? ['ts', 'mts', 'js', 'mjs'].map((end) => `openapi-ts.config.${end}`) : [file]
  const found = candidates.find((candidate) => existsSync(candidate))
  if (found !== undefined) return path.resolve(found)
  throw new CannotRun(
    file === undefined
      ? 'There is no openapi-ts.config.ts here. Name one with --file, or a document: openapi-koa generate <document> --output <folder>'
      : `${file} is not there.`,
  )
}

/** hey-api empties folders before any plugin is asked. */
async function expectJobs(config: UserConfig): Promise<string[]> {
  const { jobs } = await initConfigs({ logger: new Logger(), userConfigs: [config] }).catch((error: unknown) => {
    throw new CannotRun(error instanceof Error ? error.message : String(error), { cause: error })
  })
  const [mistake] = jobs.flatMap(({ errors }) => errors)
  if (mistake) throw new CannotRun(mistake.message, { cause: mistake })
  const ours = jobs.filter(({ config: { plugins } }) => PLUGIN_NAME in plugins)
  if (ours.length === 0) throw new CannotRun('The configuration has no openapiKoa() among its `plugins`.')
  for (const { config: job } of jobs) {
    const holds = ({ config: { output } }: (typeof jobs)[number]) => isWithin(output.path, job.output.path)
    if (ours.some(holds)) expectNoCleaning(job.output)
  }
  const inputs = ours.flatMap(({ config: { input } }) =>
    input.flatMap(({ path: one }) => (typeof one === 'string' ? [one] : [])),
  )
  for (const input of inputs) {
    if (!/^https?:/.test(input) && !existsSync(input)) throw new CannotRun(`${input} is not there.`)
  }
  return inputs
}

function isWithin(folder: string, other: string): boolean {
  const relative = path.relative(other, folder)
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative)
}

function expectNoCleaning(output: { readonly path: string; readonly clean: boolean }): void {
  try {
    refuseClean(output)
  } catch (error) {
    throw new CannotRun(error instanceof Error ? error.message : String(error))
  }
}

function resultOf(plugins: Readonly<Record<string, unknown>>): PluginResult[] {
  const instance = plugins[PLUGIN_NAME]
  const result = typeof instance === 'object' && instance !== null && 'api' in instance ? instance.api : undefined
  return result === undefined ? [] : [result as PluginResult] // what `write` of the plugin has left there
}

/** hey-api takes away a reference that leads nowhere, with a warning. What it stood for would go unchecked. */
async function refusingSkips<Result>(act: () => Promise<Result>): Promise<Result> {
  const { warn } = console
  // oxlint-disable-next-line no-console -- it has no other ear
  console.warn = (...words: readonly unknown[]) => {
    const skipped = /^Skipping unresolvable \$ref: (.*)/.exec(String(words[0]))
    if (skipped) throw new Error(`${skipped[1]} points to nothing.`)
    warn(...words)
  }
  try {
    return await act()
  } finally {
    // oxlint-disable-next-line no-console -- put back
    console.warn = warn
  }
}

/** A reference into a part that is not there makes hey-api's own reader crash, before any plugin sees the document. */
function readable(error: Error): Error {
  if (!(error instanceof TypeError)) return error
  return new Error(`hey-api cannot read the document: ${error.message}. Does a reference in it point to nothing?`, {
    cause: error,
  })
}

/** hey-api wraps what goes wrong, sometimes twice. */
function innermost(error: unknown): Error {
  let current = error
  for (;;) {
    const inner: unknown =
      typeof current === 'object' && current !== null
        ? 'originalError' in current
          ? current.originalError
          : 'error' in current
            ? current.error
            : undefined
        : undefined
    if (inner === undefined) return current instanceof Error ? current : new Error(String(current))
    current = inner
  }
}
