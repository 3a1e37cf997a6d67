/** A contract document and what is generated from it; paths from the root of the repository. */
export interface Contract {
  readonly document: string
  /** The file that openapi-typescript's types go to. */
  readonly types: string
  /** The module that exports those types, for the server stub to import. */
  readonly typesModule: string
  /** The folder that the server stub goes to; one of its own for each contract. */
  readonly server: string
}

export const CONTRACTS: readonly Contract[] = [
  {
    document: 'openapi/oauth.yaml',
    types: 'packages/api-types/src/generated/oauth.gen.ts',
    typesModule: '@identity-hub/api-types',
    server: 'packages/koa-server/src/generated',
  },
]
