import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isObject } from '../document/json-pointer.ts'
import { problemsOf } from './check-configuration.ts'
import type { ContractConfiguration } from './configuration.ts'

/** There is no configuration that could be used; the message says what to do. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration'
}

const names = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `contract.config.${extension}`)

/** Where the configuration is when nobody says. */
export function findConfiguration(folder: string): string | undefined {
  return names.map((name) => resolve(folder, name)).find((path) => existsSync(path))
}

/**
 * Reads a configuration: JSON, or a module whose default export is one, or a function that resolves with one (it may
 * start a server first).
 * @throws BadConfiguration
 */
export async function loadConfiguration(path: string): Promise<ContractConfiguration> {
  if (!existsSync(path)) throw new BadConfiguration(`There is no ${path}`)
  return checked(await read(path), path)
}

/** @throws BadConfiguration with everything that is wrong */
export function checked(value: unknown, from: string): ContractConfiguration {
  const problems = problemsOf(value)
  if (problems.length > 0) throw new BadConfiguration([`${from}:`, ...problems.map((one) => `  ${one}`)].join('\n'))
  // Its members were looked at, as far as a mistake in them is likely.
  return value as ContractConfiguration
}

async function read(path: string): Promise<unknown> {
  try {
    if (extname(path) === '.json') return JSON.parse(await readFile(path, 'utf8'))
    const module: unknown = await import(pathToFileURL(path).href)
    const value = isObject(module) ? module['default'] : undefined
    return typeof value === 'function' ? await value() : value
  } catch (error) {
    if (error instanceof BadConfiguration) throw error
    const { code, message } = error as NodeJS.ErrnoException
    const hint =
      code === 'ERR_UNKNOWN_FILE_EXTENSION'
        ? ` This Node.js (${process.version}) reads no TypeScript: use 22.18 or newer, or call the file contract.config.mjs.`
        : ''
    throw new BadConfiguration(`${path} cannot be read: ${message}.${hint}`, { cause: error })
  }
}
