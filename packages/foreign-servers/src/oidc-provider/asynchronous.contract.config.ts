import { defineConfig } from '@identity-hub/contract-tests'
import { contractOf } from '../contract.ts'
import { startServer } from '../start-server.ts'
import { scopeAtProvider } from './configuration.ts'

export default defineConfig(contractOf(await startServer('oidc-provider/main.ts', 'asynchronous'), scopeAtProvider))
