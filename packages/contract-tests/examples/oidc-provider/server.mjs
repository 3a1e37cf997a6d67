import { Provider } from 'oidc-provider'

const port = Number(process.env.PORT ?? 3000)

const app = {
  redirect_uris: ['https://app.example/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  scope: 'openid profile',
}

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    { ...app, client_id: 'web-app', client_secret: 'web-app-secret-0123456789' },
    { ...app, client_id: 'browser-app', token_endpoint_auth_method: 'none' },
    {
      client_id: 'night-job',
      client_secret: 'night-job-secret-0123456789',
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
      scope: 'profile',
    },
  ],
  scopes: ['openid', 'profile'],
  cookies: { keys: ['a key that signs the cookies of this example'] },
  features: {
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
  },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
})

provider.listen(port, () => process.stdout.write(`http://localhost:${port} is ready\n`))
