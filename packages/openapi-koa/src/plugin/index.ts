export { DocumentError } from './document-error.ts'
export { forHeyApi } from './for-hey-api.ts'
export { forOpenapiTypescript } from './for-openapi-typescript.ts'
export { openapiKoa, type OpenapiKoaOptions } from './hey-api.ts'
