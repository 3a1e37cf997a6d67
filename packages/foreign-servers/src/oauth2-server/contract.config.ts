import { defineConfig } from '@identity-hub/contract-tests'
import { contractOf } from '../contract.ts'
import { startServer } from '../start-server.ts'

const origin = await startServer('oauth2-server/main.ts')
const contract = contractOf(origin)
// It says nothing of RFC 8252, whose loopback ports its user would add.
const { native: _, ...clients } = contract.clients

// The library publishes no metadata, and has neither revocation nor introspection.
export default defineConfig({
  ...contract,
  clients,
  endpoints: { authorization_endpoint: `${origin}/authorize`, token_endpoint: `${origin}/token` },
  protectedResource: `${origin}/identity`,
})
