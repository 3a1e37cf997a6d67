import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { changePage, isPageOf } from './answers.ts'
import { spin } from './client-authentication.ts'
import type { Fault } from './fault.ts'

const printable = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index))

export const signInFaults: readonly Fault[] = [
  {
    name: 'sign-in-without-form-token',
    title: 'The sign-in form is taken without its token.',
    breaks: ['LOGIN-01'],
    rules: ({ formTokenFits }) => ({
      formTokenFits: (expected, presented, purpose) =>
        purpose.startsWith('sign-in') || formTokenFits(expected, presented, purpose),
    }),
  },
  {
    name: 'origin-null-refused',
    title: 'A form from a browser that hides its origin is refused.',
    breaks: ['LOGIN-01'],
    before(ctx) {
      if (ctx.method !== 'POST' || ctx.get('Origin') !== 'null') return false
      ctx.status = 403
      ctx.body = 'Not from here.'
      return true
    },
  },
  {
    name: 'user-name-forgotten',
    title: 'After a wrong password the user name has to be typed again.',
    breaks: ['LOGIN-03'],
    after: (ctx) => {
      if (ctx.status === 400 && isPageOf(ctx, 'sign-in'))
        changePage(ctx, (html) => html.replace(/value="[^"]*@[^"]*"/, 'value=""'))
    },
  },
  {
    name: 'unknown-user-told',
    title: 'The sign-in page says that there is no such user.',
    breaks: ['LOGIN-03'],
    rules: ({ wrongPasswordNotice }) => ({
      wrongPasswordNotice: (account) =>
        account === undefined ? 'There is no such user.' : wrongPasswordNotice(account),
    }),
  },
  {
    name: 'user-name-in-one-case',
    title: 'A user name has to be written as it is registered.',
    breaks: ['LOGIN-09'],
    rules: () => ({
      findAccount: (tenant, username) => [...tenant.accounts.values()].find((account) => account.username === username),
    }),
  },
  {
    name: 'password-nearly-right',
    title: 'The last character of a password may be missing.',
    breaks: ['LOGIN-09'],
    rules: ({ passwordFits }) => ({
      passwordFits: (passwordHash, password) =>
        passwordFits(passwordHash, password) || printable.some((last) => passwordFits(passwordHash, password + last)),
    }),
  },
  {
    name: 'password-ends-at-nul',
    title: 'What follows a NUL in a password does not count.',
    breaks: ['LOGIN-09'],
    rules: ({ passwordFits }) => ({
      passwordFits: (passwordHash, password) => passwordFits(passwordHash, password.split('\0', 1)[0] ?? ''),
    }),
  },
  {
    name: 'password-field-unmarked',
    title: 'Password managers are not told which field is the password.',
    breaks: ['LOGIN-11'],
    after: (ctx) => {
      if (isPageOf(ctx, 'sign-in')) changePage(ctx, (html) => html.replace(' autocomplete="current-password"', ''))
    },
  },
  {
    name: 'sign-in-by-get',
    title: 'A link with the fields of the sign-in form signs in.',
    breaks: ['LOGIN-12'],
    rules: () => ({
      formInQuery: (ctx) =>
        ctx.path.endsWith('/sign-in') && ctx.query['form_token'] !== undefined
          ? new URLSearchParams(ctx.querystring)
          : null,
    }),
  },
  {
    name: 'nothing-escaped',
    title: 'What was sent stands on the pages as markup.',
    breaks: ['LOGIN-16'],
    rules: () => ({ escape: (text) => text }),
  },
  {
    name: 'sign-ins-block-the-server',
    title: 'While many people sign in at once, everybody else waits.',
    breaks: ['LOGIN-10'],
    rules({ checkPassword }) {
      let atOnce = 0
      return {
        async checkPassword(account, password) {
          atOnce += 1
          try {
            const rounds = atOnce > 20 ? 4 : 0
            for (let round = 0; round < rounds; round += 1) {
              await wait(5)
              spin(15)
            }
            return await checkPassword(account, password)
          } finally {
            atOnce -= 1
          }
        },
      }
    },
  },
  {
    name: 'unknown-user-is-fast',
    title: 'An unknown user is refused without the work that a password costs.',
    breaks: ['LOGIN-04'],
    rules: ({ checkPassword }) => ({
      checkPassword: async (account, password) => account !== undefined && checkPassword(account, password),
    }),
  },
  {
    name: 'guessing-from-many-addresses',
    title: 'Wrong passwords count per address, not per user.',
    breaks: ['LOGIN-05', 'LOGIN-07'],
    rules: ({ signInLimits }) => ({
      signInLimits: (username, device, source) =>
        signInLimits(username, device, source).map(({ key, most }) => ({ key: `${key} ${source}`, most })),
    }),
  },
  {
    name: 'parallel-guesses',
    title: 'Of parallel guesses every one is evaluated.',
    breaks: ['LOGIN-06'],
    rules: ({ takeAttempt }) => ({
      async takeSignInAttempt(tenant, limits) {
        const before = limits.map(({ key }) => (tenant.attempts.get(key) ?? []).slice())
        const refused = takeAttempt(tenant, limits)
        if (refused !== null) return refused
        for (const [index, { key }] of limits.entries()) tenant.attempts.set(key, before[index] ?? [])
        await turn()
        await wait(20)
        for (const { key } of limits) tenant.attempts.get(key)?.push(Date.now())
        return null
      },
    }),
  },
  {
    name: 'owner-locked-out',
    title: 'Guesses of others keep the owner out, also in a browser that was there before.',
    breaks: ['LOGIN-07'],
    rules: ({ signInLimits }) => ({
      signInLimits: (username, _device, source) => signInLimits(username, null, source),
    }),
  },
  {
    name: 'forwarded-for-believed',
    title: 'X-Forwarded-For says where a request comes from, whoever sends it.',
    breaks: ['LOGIN-05', 'LOGIN-08'],
    rules: ({ sourceOf }) => ({ sourceOf: (ctx) => ctx.get('X-Forwarded-For') || sourceOf(ctx) }),
  },
  {
    name: 'tenants-share-attempts',
    title: 'Wrong passwords at one tenant keep the namesake out of another.',
    breaks: ['TEN-06'],
    rules({ takeAttempt }) {
      const shared = new Map<string, number[]>()
      return {
        takeSignInAttempt: async (tenant, limits) =>
          takeAttempt({ ...tenant, attempts: shared }, limits) ?? takeAttempt(tenant, limits),
        forgive(_tenant, [own]) {
          if (own !== undefined) shared.delete(own.key)
        },
      }
    },
  },
  {
    name: 'no-limit-of-sign-ins-under-way',
    title: 'A browser may begin any number of sign-ins.',
    breaks: ['SESS-07'],
    rules: () => ({ interactionsPerBrowser: Number.POSITIVE_INFINITY }),
  },
  {
    name: 'sign-in-form-anywhere',
    title: 'A sign-in form is taken from a browser that it was not shown to.',
    breaks: ['LOGIN-01', 'LOGIN-15'],
    rules: ({ formTokenFits }) => ({
      interactionIsOfBrowser: () => true,
      formTokenFits: (expected, presented, purpose) =>
        purpose.startsWith('sign-in') || formTokenFits(expected, presented, purpose),
    }),
  },
]
