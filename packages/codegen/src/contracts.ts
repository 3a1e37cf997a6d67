/** A contract document and what is generated from it; paths from the root of the repository. */
export interface Contract {
  readonly document: string
  /** Where openapi-typescript's types go to and are imported from; absent: they are part of the server stub. */
  readonly types?: { readonly file: string; readonly module: string }
  /** The folder that the server stub goes to; one of its own for each contract. */
  readonly server: string
  /** The file in which a client finds where each operation is; absent: its client is written otherwise. */
  readonly client?: string
}

export const CONTRACTS: readonly Contract[] = [
  {
    document: 'openapi/oauth.yaml',
    types: { file: 'packages/api-types/src/generated/oauth.gen.ts', module: '@identity-hub/api-types' },
    server: 'packages/koa-server/src/generated',
  },
  {
    document: 'openapi/management.yaml',
    types: {
      file: 'packages/api-types/src/generated/management.gen.ts',
      module: '@identity-hub/api-types/management',
    },
    server: 'packages/koa-server/src/management/generated',
    client: 'packages/client/src/management/generated/operations.gen.ts',
  },
  { document: 'packages/benchmarks/src/stub/shop.yaml', server: 'packages/benchmarks/src/stub/generated' },
]
