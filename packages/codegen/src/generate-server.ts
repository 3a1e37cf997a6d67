import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { WARNINGS, generate } from '@identity-hub/openapi-koa/plugin'
import { ContractError } from './contract-error.ts'
import type { ContractDocument } from './read-document.ts'

/** The route table and the types of handlers, by openapi-koa. */
export async function generateServer(
  document: ContractDocument,
  folder: string,
  typesModule: string | undefined,
): Promise<void> {
  const { text, warnings } = await generate(document.content, {
    ...(typesModule !== undefined && { types: typesModule }),
    name: document.name,
    source: document.bytes,
  })
  const [warning] = warnings
  // Of our own documents everything is heeded.
  if (warning)
    throw new ContractError(document.name, `${WARNINGS[warning.code]} Here: ${warning.subject}`, warning.pointer)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'koa.gen.ts'), text)
}
