import { Provider } from 'oidc-provider'
import { user } from '../clients.ts'
import { createAccounts } from '../host/accounts.ts'
import { securityHeaders } from '../host/security-headers.ts'
import { serve } from '../host/serve.ts'
import { signUp } from '../host/sign-up.ts'
import { asynchronous } from './asynchronous.ts'
import { configuration } from './configuration.ts'
import { interactions } from './interactions.ts'
import { mapAdapters } from './map-adapters.ts'

// arguments: `asynchronous` puts a moment between the library and what it stores

const accounts = createAccounts()
await accounts.create(user.username, user.password)
const adapters = process.argv[2] === 'asynchronous' ? asynchronous(mapAdapters()) : mapAdapters()

await serve((origin) => {
  const provider = new Provider(origin, configuration(accounts, adapters))
  provider.use(securityHeaders)
  provider.use(signUp(accounts).routes())
  provider.use(interactions(provider, accounts).routes())
  return provider.callback()
})
