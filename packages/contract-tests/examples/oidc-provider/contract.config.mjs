import { defineConfig } from '@identity-hub/contract-tests'

let visitors = 0

export default defineConfig({
  issuer: `http://localhost:${process.env.PORT ?? 3000}`,
  clients: {
    confidential: {
      clientId: 'web-app',
      clientSecret: 'web-app-secret-0123456789',
      name: 'web-app',
      redirectUris: ['https://app.example/callback'],
      scope: 'openid profile',
    },
    public: {
      clientId: 'browser-app',
      name: 'browser-app',
      redirectUris: ['https://app.example/callback'],
      scope: 'openid profile',
    },
    clientCredentials: {
      clientId: 'night-job',
      clientSecret: 'night-job-secret-0123456789',
      name: 'night-job',
      scope: 'profile',
    },
  },
  user: { username: 'ada', password: 'any password will do here' },
  admin: {
    // The pages that oidc-provider brings for development take any name.
    createUser: async () => ({ username: `visitor-${(visitors += 1)}`, password: 'any password will do here' }),
  },
})
