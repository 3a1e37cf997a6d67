import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DocumentError } from '@identity-hub/openapi-koa/plugin'
import { ContractError } from './contract-error.ts'
import type { Contract } from './contracts.ts'
import { generateClient } from './generate-client.ts'
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
  return [
    ...new Set(
      contracts.flatMap(({ types, server, client }) => [
        ...(types ? [path.posix.dirname(types.file)] : []),
        server,
        ...(client === undefined ? [] : [path.posix.dirname(client)]),
      ]),
    ),
  ]
}

async function generate(root: string, contract: Contract, fresh: string): Promise<void> {
  const document = await readContract(root, contract.document)
  try {
    await generateServer(document, path.join(fresh, contract.server), contract.types?.module)
    if (contract.types) await generateTypes(document, path.join(fresh, contract.types.file))
    if (contract.client !== undefined) await generateClient(document, path.join(fresh, contract.client))
  } catch (error) {
    if (error instanceof ContractError) throw error
    if (error instanceof DocumentError) throw new ContractError(contract.document, error.message, error.pointer)
    throw new ContractError(contract.document, error instanceof Error ? error.message : String(error))
  }
}
