import type { Interaction } from '../state/records.ts'
import type { Context } from 'koa'
import { newValue } from '../state/tenant.ts'
import { changePage, headerOf, isAuthorize, isPageOf, setStatus } from './answers.ts'
import type { Fault } from './fault.ts'

const isDecision = (ctx: Context) => ctx.method === 'POST' && ctx.path.endsWith('/consent')
/** Where decided forms led, by their paths, which are as unique as what they decided. */
const decided = new Map<string, string>()

export const interactionFaults: readonly Fault[] = [
  {
    name: 'finished-is-404',
    title: 'A finished sign-in is answered as if it had never been.',
    breaks: ['LOGIN-13'],
    after: (ctx) => {
      if (ctx.method === 'GET' && ctx.status === 410) setStatus(ctx, 404)
    },
  },
  {
    name: 'one-tab-per-browser',
    title: 'A sign-in in a second tab ends that of the first one.',
    breaks: ['LOGIN-14'],
    rules: () => ({
      onInteractionBegun(tenant, { id, browser }) {
        for (const other of tenant.interactions.values())
          if (other.id !== id && other.browser === browser) tenant.interactions.delete(other.id)
      },
    }),
  },
  {
    name: 'sign-in-in-any-browser',
    title: 'A sign-in can be finished in another browser than the one in which it began.',
    breaks: ['LOGIN-15'],
    rules: () => ({ interactionIsOfBrowser: () => true }),
  },
  {
    name: 'sign-in-at-any-tenant',
    title: 'A sign-in that began at one tenant can be finished at another.',
    breaks: ['TEN-07'],
    rules({ findInteraction }) {
      const begun = new Map<string, Interaction>()
      return {
        onInteractionBegun: (_tenant, interaction) => void begun.set(interaction.id, interaction),
        findInteraction: (tenant, id) => findInteraction(tenant, id) ?? begun.get(id),
      }
    },
  },
  {
    name: 'a-cookie-per-tab',
    title: 'Every sign-in leaves a cookie of its own.',
    breaks: ['SESS-07'],
    after: (ctx) => {
      const [, slug = ''] = ctx.path.split('/')
      if (isAuthorize(ctx) && headerOf(ctx, 'Location').startsWith('/'))
        ctx.append('Set-Cookie', `${slug}-${newValue().slice(0, 24)}=1; Path=/${slug}; HttpOnly; SameSite=Lax`)
    },
  },
  {
    name: 'consent-to-the-client',
    title: 'Who has agreed to one scope of a client is not asked about others.',
    breaks: ['CONS-01'],
    rules: ({ needsConsent }) => ({
      needsConsent: (account, { client, request }) =>
        needsConsent(account, {
          client,
          request: account.consents.has(client.clientId) ? { ...request, scopes: [] } : request,
        }),
    }),
  },
  {
    name: 'first-party-asks-once',
    title: "The operator's own app asks the first time.",
    breaks: ['CONS-01'],
    rules: ({ needsConsent }) => ({
      needsConsent: (account, { client, request }) =>
        needsConsent(account, { client, request }) || (client.firstParty && !account.consents.has(client.clientId)),
    }),
  },
  {
    name: 'consent-without-an-end',
    title: 'The consent page does not say for how long.',
    breaks: ['CONS-02'],
    rules: () => ({ consentContent: (html) => html.replace(/, for \d+ days/, '') }),
  },
  {
    name: 'consent-without-scopes',
    title: 'The consent page names no scopes.',
    breaks: ['CONS-02'],
    rules: () => ({ consentContent: (html) => html.replaceAll(/<li>.*?<\/li>/g, '') }),
  },
  {
    name: 'consent-without-form-token',
    title: 'A decision is taken without its token.',
    breaks: ['CONS-03'],
    rules: ({ formTokenFits }) => ({
      formTokenFits: (expected, presented, purpose) =>
        purpose.startsWith('consent') || formTokenFits(expected, presented, purpose),
    }),
  },
  {
    name: 'decision-repeated-to-anybody',
    title: 'A form that was decided leads to the same code again, whoever sends it.',
    breaks: ['CONS-03'],
    after(ctx) {
      if (!isDecision(ctx)) return
      const location = decided.get(ctx.path)
      if (ctx.status === 303) decided.set(ctx.path, headerOf(ctx, 'Location'))
      else if (location !== undefined) {
        ctx.body = null
        ctx.status = 303
        ctx.set('Location', location)
      }
    },
  },
  {
    name: 'consent-of-the-person-before',
    title: 'The form of one person counts, though another has signed in to the browser since.',
    breaks: ['CONS-03'],
    rules: ({ whoDecides }) => ({
      whoDecides: (interaction, session) =>
        session === undefined ? undefined : (interaction.signedInAs ?? whoDecides(interaction, session)),
    }),
  },
  {
    name: 'consent-by-get',
    title: 'A link decides.',
    breaks: ['LOGIN-12'],
    rules: () => ({
      formInQuery: (ctx) =>
        ctx.path.endsWith('/consent') && ctx.query['decision'] !== undefined
          ? new URLSearchParams(ctx.querystring)
          : null,
    }),
  },
  {
    name: 'anything-is-a-denial',
    title: 'A form without a decision denies.',
    breaks: ['LOGIN-12'],
    rules: ({ readDecision }) => ({ readDecision: (fields) => readDecision(fields) ?? 'deny' }),
  },
  {
    name: 'decided-again-and-again',
    title: 'A finished sign-in can be decided again, for another code.',
    breaks: ['CONS-05', 'LOGIN-13'],
    rules: () => ({ interactionIsOpen: () => true }),
  },
  {
    name: 'nobody-can-leave',
    title: 'The consent page has no way to another account.',
    breaks: ['CONS-02'],
    after: (ctx) => {
      if (isPageOf(ctx, 'consent'))
        changePage(ctx, (html) => html.replace(/<form method="post" action="[^"]*\/leave">.*?<\/form>/, ''))
    },
  },
  {
    name: 'consent-without-a-name',
    title: 'The consent page does not say which app asks.',
    breaks: ['CONS-02'],
    rules: () => ({ consentContent: (html) => html.replace(/: .*? at /, ': An app at ') }),
  },
]
