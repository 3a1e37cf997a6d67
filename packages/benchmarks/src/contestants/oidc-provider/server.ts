import { randomBytes } from 'node:crypto'
import { Provider } from 'oidc-provider'
import { listenOn } from '../../servers/listen-on.ts'
import { createAdapters } from './create-adapters.ts'
import { configuration } from './configuration.ts'

// arguments: store, port

const [store = 'map', port = ''] = process.argv.slice(2)
const provider = new Provider(`http://localhost:${port}`, {
  ...configuration,
  adapter: await createAdapters(store),
  cookies: { keys: [randomBytes(32).toString('base64url')] },
})

// The host application's sign-in, without a form and without a password hash: whoever comes is the one person there is.
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next()
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: 'ada' } })
  ctx.respond = false
})

listenOn(provider.callback())
