/**
 * The types of the contract, `openapi/oauth.yaml`. Names and values are those on the wire. Unions are closed: they list
 * what the contract lists.
 */
import type { components } from './generated/oauth.gen.ts'

export type { components, operations, paths, webhooks } from './generated/oauth.gen.ts'

type Schemas = components['schemas']

export type TokenRequest = Schemas['TokenRequest']
export type AuthorizationCodeTokenRequest = Schemas['AuthorizationCodeTokenRequest']
export type RefreshTokenRequest = Schemas['RefreshTokenRequest']
export type ClientCredentialsTokenRequest = Schemas['ClientCredentialsTokenRequest']
export type TokenResponse = Schemas['TokenResponse']
export type TokenErrorResponse = Schemas['TokenErrorResponse']
export type TokenErrorCode = Schemas['TokenErrorCode']
export type InvalidClientResponse = Schemas['InvalidClientResponse']
export type InvalidRequestResponse = Schemas['InvalidRequestResponse']
export type ServerErrorResponse = Schemas['ServerErrorResponse']
export type TemporarilyUnavailableResponse = Schemas['TemporarilyUnavailableResponse']
export type RevocationRequest = Schemas['RevocationRequest']
export type RevocationResponse = Schemas['RevocationResponse']
export type IntrospectionRequest = Schemas['IntrospectionRequest']
export type IntrospectionResponse = Schemas['IntrospectionResponse']
export type VerificationResponse = Schemas['VerificationResponse']
export type AuthorizationErrorCode = Schemas['AuthorizationErrorCode']
export type AuthorizationServerMetadata = Schemas['AuthorizationServerMetadata']
export type Identity = Schemas['Identity']
