import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { forOpenapiTypescript } from '@identity-hub/openapi-koa/plugin'
import openapiTS, { type OpenAPI3, astToString } from 'openapi-typescript'
import { header } from './header.ts'
import type { ContractDocument } from './read-document.ts'

/** `paths`, `operations`, `webhooks` and `components`, by openapi-typescript. */
export async function generateTypes(document: ContractDocument, file: string): Promise<void> {
  const input = forOpenapiTypescript(document.content) as unknown as OpenAPI3 // openapi-typescript checks it itself
  const types = await openapiTS(input, { silent: true })
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `${header('openapi-typescript', document)}\n\n${astToString(types)}`)
}
