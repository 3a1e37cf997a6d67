import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DocumentError } from '@identity-hub/openapi-koa/plugin'
import { ContractError } from './contract-error.ts'
import type { Contract } from './contracts.ts'
import { generateServer } from './generate-server.ts'
import { generateTypes } from './generate-types.ts'
import { readContract } from './read-document.ts'

/** Generates everything into a temporary folder laid out like the repository, and removes it when `use` is done. */
export async function withGenerated<Result>(
  root: string,
  contracts: readonly Contract[],
  use: (fresh: string) => Promise<Result>,
): Promise<Result> {
  const fresh = await mkdtemp(path.join(tmpdir(), 'identity-hub-codegen-'))
  try {
    for (const contract of contracts) await generate(root, contract, fresh)
    return await use(fresh)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** The folders that belong to the generators: any `*.gen.ts` in them is theirs. */
export function generatedFolders(contracts: readonly Contract[]): string[] {
  return [...new Set(contracts.flatMap(({ types, server }) => [path.posix.dirname(types), server]))]
}

async function generate(root: string, contract: Contract, fresh: string): Promise<void> {
  const document = await readContract(root, contract.document)
  try {
    await generateServer(document, path.join(fresh, contract.server), contract.typesModule)
    await generateTypes(document, path.join(fresh, contract.types))
  } catch (error) {
    const cause = rootCause(error)
    const where = cause instanceof DocumentError ? cause.pointer : undefined
    throw new ContractError(contract.document, cause.message, where)
  }
}

/** hey-api wraps what a plugin throws, sometimes twice. */
function rootCause(error: unknown): Error {
  let current = error
  for (;;) {
    const wrapped: unknown =
      typeof current === 'object' && current !== null && 'originalError' in current ? current.originalError : undefined
    const inner: unknown =
      wrapped ?? (typeof current === 'object' && current !== null && 'error' in current ? current.error : undefined)
    if (inner === undefined) return current instanceof Error ? current : new Error(String(current))
    current = inner
  }
}
