import type { AuthorizationCheck } from '../rules/authorization-request.ts'
import { changeAway, dropParameter, isAuthorize } from './answers.ts'
import type { Fault } from './fault.ts'

const accept: AuthorizationCheck = () => null

/** prompt, max_age and login_hint. OpenID Connect Core §3.1.2.1 */
export const openIdConnectFaults: readonly Fault[] = [
  {
    name: 'prompt-none-is-interaction-required',
    title: 'prompt=none in a browser that was never here is interaction_required.',
    breaks: ['OIDC-02'],
    after: (ctx) => {
      if (isAuthorize(ctx) && ctx.get('Cookie') === '' && ctx.query['prompt'] === 'none')
        changeAway(ctx, (location) => location.replace('login_required', 'interaction_required'))
    },
  },
  {
    name: 'prompt-none-grants',
    title: 'prompt=none brings a code where the person has not agreed.',
    breaks: ['OIDC-02'],
    rules: ({ needsConsent }) => ({
      needsConsent: (account, interaction) =>
        !interaction.request.prompts.has('none') && needsConsent(account, interaction),
    }),
  },
  {
    name: 'unknown-prompt-ignored',
    title: 'An unknown prompt is ignored.',
    breaks: ['OIDC-02'],
    rules: ({ checkPrompt }) => ({
      checkPrompt: (query, ...rest) => (query['prompt'] === 'foo' ? null : checkPrompt(query, ...rest)),
    }),
  },
  {
    name: 'prompt-twice',
    title: 'prompt may hold a value twice.',
    breaks: ['OIDC-02'],
    rules: ({ checkPrompt }) => ({
      checkPrompt: (query, ...rest) => (query['prompt'] === 'login login' ? null : checkPrompt(query, ...rest)),
    }),
  },
  {
    name: 'prompt-login-ignored',
    title: 'prompt=login does not ask for the password.',
    breaks: ['OIDC-03'],
    rules: ({ needsSignIn }) => ({
      needsSignIn: (session, _prompts, maxAge) => needsSignIn(session, new Set(), maxAge),
    }),
  },
  {
    name: 'prompt-consent-ignored',
    title: 'prompt=consent does not ask for the decision.',
    breaks: ['CONS-01'],
    rules: ({ needsConsent }) => ({
      needsConsent: (account, { client, request }) =>
        needsConsent(account, { client, request: { ...request, prompts: new Set() } }),
    }),
  },
  {
    name: 'malformed-max-age-ignored',
    title: 'A max_age that is no number of seconds is ignored.',
    breaks: ['OIDC-04'],
    rules: () => ({ checkMaxAge: accept }),
  },
  {
    name: 'max-age-ignored',
    title: 'A max_age other than 0 does not ask for the password.',
    breaks: ['OIDC-04'],
    rules: ({ needsSignIn }) => ({
      needsSignIn: (session, prompts, maxAge) => needsSignIn(session, prompts, maxAge === 0 ? 0 : undefined),
    }),
  },
  {
    name: 'login-hint-ignored',
    title: 'login_hint is not filled in.',
    breaks: ['LOGIN-16'],
    before: (ctx) => {
      if (isAuthorize(ctx) && ctx.query['login_hint'] !== undefined) dropParameter(ctx, 'login_hint')
    },
  },
  {
    name: 'max-age-zero-ignored',
    title: 'max_age=0 does not ask for the password.',
    breaks: ['OIDC-04'],
    rules: ({ needsSignIn }) => ({
      needsSignIn: (session, prompts, maxAge) => needsSignIn(session, prompts, maxAge === 0 ? undefined : maxAge),
    }),
  },
]
