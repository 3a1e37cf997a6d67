import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { printHeader, printTypes } from '@identity-hub/openapi-koa/plugin'
import type { ContractDocument } from './read-document.ts'

/** `paths`, `operations`, `webhooks` and `components`, by openapi-typescript. */
export async function generateTypes(document: ContractDocument, file: string): Promise<void> {
  const types = await printTypes(document.content)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `${printHeader(document.content, { name: document.name, source: document.bytes })}\n${types}`)
}
