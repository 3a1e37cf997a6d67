import { apiCall } from './api-call.ts'
import { clientCredentials } from './client-credentials.ts'
import { codeExchange, codeExchangeAlone } from './code-exchange.ts'
import { metadata } from './metadata.ts'
import type { Operation } from './operation.ts'
import { refresh } from './refresh.ts'
import { wholeFlow } from './whole-flow.ts'

/** All operations, in the order in which they are measured and shown. */
export const operations: readonly Operation[] = [
  codeExchange,
  codeExchangeAlone,
  refresh,
  clientCredentials,
  apiCall,
  metadata,
  wholeFlow,
]
