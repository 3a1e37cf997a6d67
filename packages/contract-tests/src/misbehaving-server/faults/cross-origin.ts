import { isToken } from './answers.ts'
import type { Fault } from './fault.ts'

export const crossOriginFaults: readonly Fault[] = [
  {
    name: 'open-cors',
    title: 'Scripts of every origin may read tokens and identities.',
    breaks: ['TOKEN-14'],
    rules: () => ({ originIsAllowed: () => true }),
  },
  {
    name: 'origin-prefix',
    title: 'An origin may read tokens when it begins like a registered one.',
    breaks: ['TOKEN-14'],
    rules: ({ originIsAllowed }) => ({
      originIsAllowed: (tenant, origin) =>
        originIsAllowed(tenant, origin) || originIsAllowed(tenant, origin.replace(/(\.example).*$/, '$1')),
    }),
  },
  {
    name: 'preflight-with-credentials',
    title: 'A preflight allows requests with cookies.',
    breaks: ['TOKEN-14'],
    after: (ctx) => {
      if (isToken(ctx) && ctx.method === 'OPTIONS') ctx.set('Access-Control-Allow-Credentials', 'true')
    },
  },
  {
    name: 'errors-not-for-scripts',
    title: 'Scripts of a registered origin cannot read why a token request was refused.',
    breaks: ['TOKEN-14'],
    after: (ctx) => {
      if (isToken(ctx) && ctx.status >= 400) ctx.remove('Access-Control-Allow-Origin')
    },
  },
  {
    name: 'challenge-not-exposed',
    title: 'Scripts of a registered origin cannot read WWW-Authenticate.',
    breaks: ['TOKEN-14'],
    after: (ctx) => {
      if (ctx.status === 401) ctx.remove('Access-Control-Expose-Headers')
    },
  },
]
