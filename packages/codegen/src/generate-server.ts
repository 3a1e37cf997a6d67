import { createClient } from '@hey-api/openapi-ts'
import { forHeyApi, openapiKoa } from '@identity-hub/openapi-koa/plugin'
import { header } from './header.ts'
import type { ContractDocument } from './read-document.ts'

/** The validators and the route table, by @hey-api/openapi-ts. */
export async function generateServer(document: ContractDocument, folder: string, typesModule: string): Promise<void> {
  await createClient({
    input: forHeyApi(document.content),
    output: {
      path: folder,
      clean: false,
      entryFile: false,
      fileName: { suffix: '.gen' },
      header: header('@hey-api/openapi-ts', document).split('\n'),
      module: { extension: '.ts' },
      tsConfigPath: null,
    },
    // Responses are the compiler's business; the contract tests check them on the wire.
    plugins: [{ name: 'zod', compatibilityVersion: 4, responses: false }, openapiKoa({ types: typesModule })],
    logs: { level: 'silent', file: false },
  })
}
