import { setImmediate as turn } from 'node:timers/promises'
import { newValue, revokeGrants } from '../state/tenant.ts'
import type { Fault } from './fault.ts'

export const codeFaults: readonly Fault[] = [
  {
    name: 'two-winners',
    title: 'Of parallel redemptions of a code several win.',
    breaks: ['CODE-01'],
    rules: () => ({ beforeCodeIsUsed: async () => turn() }),
  },
  {
    name: 'replay-not-noticed',
    title: 'A replayed code is refused, but what it brought lives on.',
    breaks: ['CODE-02'],
    rules: () => ({ onReplay() {} }),
  },
  {
    name: 'wrong-verifier-revokes',
    title: 'A wrong verifier for a used code revokes what it brought.',
    breaks: ['CODE-03', 'PKCE-11'],
    rules: ({ onWrongVerifier }) => ({
      onWrongVerifier(code, verifier) {
        onWrongVerifier(code, verifier)
        if (code.used && verifier !== undefined) code.grant.revoked = true
      },
    }),
  },
  {
    name: 'foreign-replay-revokes',
    title: 'Another client that presents a used code revokes what it brought.',
    breaks: ['CODE-03'],
    rules: ({ codeIsOfClient }) => ({
      codeIsOfClient(code, client) {
        const own = codeIsOfClient(code, client)
        if (!own && code.used) code.grant.revoked = true
        return own
      },
    }),
  },
  {
    name: 'replay-with-wrong-redirect-uri-revokes',
    title: 'A used code with another redirect_uri revokes what it brought.',
    breaks: ['CODE-03'],
    rules: ({ redirectUriIsRepeated }) => ({
      redirectUriIsRepeated(code, redirectUri) {
        const same = redirectUriIsRepeated(code, redirectUri)
        if (!same && code.used) code.grant.revoked = true
        return same
      },
    }),
  },
  {
    name: 'code-of-any-client',
    title: 'A code works for every client.',
    breaks: ['CODE-05', 'CODE-03'],
    rules: () => ({ codeIsOfClient: () => true }),
  },
  {
    name: 'redirect-uri-of-the-code-in-any-case',
    title: 'The redirect_uri of a token request is compared in any case.',
    breaks: ['CODE-06'],
    rules: ({ redirectUriIsRepeated }) => ({
      redirectUriIsRepeated: (code, redirectUri) =>
        redirectUriIsRepeated(code, redirectUri) ||
        redirectUri?.toLowerCase() === code.request.redirectUri.toLowerCase(),
    }),
  },
  {
    name: 'redirect-uri-of-the-code-optional',
    title: 'The redirect_uri may be missing from every token request.',
    breaks: ['CODE-06', 'CODE-07'],
    rules: ({ redirectUriIsRepeated }) => ({
      redirectUriIsRepeated: (code, redirectUri) =>
        redirectUri === undefined || redirectUriIsRepeated(code, redirectUri),
    }),
  },
  {
    name: 'redirect-uri-of-the-code-required',
    title: 'The redirect_uri has to be in the token request even where it was not in the authorization request.',
    breaks: ['CODE-07'],
    rules: ({ redirectUriIsRepeated }) => ({
      redirectUriIsRepeated: (code, redirectUri) =>
        redirectUri !== undefined && redirectUriIsRepeated(code, redirectUri),
    }),
  },
  {
    name: 'access-token-refreshes',
    title: 'An access token is taken for a refresh token.',
    breaks: ['CODE-12'],
    rules: ({ findRefreshToken }) => ({
      findRefreshToken(tenant, value) {
        const { grant } = tenant.accessTokens.get(value) ?? {}
        return (
          findRefreshToken(tenant, value) ?? [...tenant.refreshTokens.values()].find((token) => token.grant === grant)
        )
      },
    }),
  },
  {
    name: 'code-trimmed',
    title: 'Blanks around a code are ignored.',
    breaks: ['CODE-13'],
    rules: ({ findCode }) => ({ findCode: (tenant, value) => findCode(tenant, value.trim()) }),
  },
  {
    name: 'blocking-spares-codes',
    title: 'A code from before a user was blocked works once the user is not blocked any more.',
    breaks: ['CODE-14'],
    rules: ({ endOnBlock }) => ({
      endOnBlock(tenant, account) {
        const waiting = [...tenant.codes.values()].filter(({ used, grant }) => !used && !grant.revoked)
        endOnBlock(tenant, account)
        for (const { grant } of waiting) grant.revoked = false
      },
    }),
  },
  {
    name: 'code-never-expires',
    title: 'A code works for ever.',
    breaks: ['CODE-04'],
    rules: () => ({ codeIsExpired: () => false }),
  },
  {
    name: 'codes-are-numbered',
    title: 'Codes are numbered.',
    breaks: ['CODE-08'],
    rules() {
      let issued = 1000
      return { newCode: () => `code_${String((issued += 1)).padStart(43, '0')}` }
    },
  },
  {
    name: 'codes-of-several-lengths',
    title: 'Codes have several lengths.',
    breaks: ['CODE-15'],
    rules() {
      let issued = 0
      return { newCode: () => `code_${newValue().slice((issued += 1) % 3)}` }
    },
  },
  {
    name: 'restart-forgets-used-codes',
    title: 'After a restart no code was ever used.',
    breaks: ['CODE-11', 'RT-12'],
    rules: () => ({
      onRestart(tenant) {
        for (const code of tenant.codes.values()) code.used = false
      },
    }),
  },
  {
    name: 'crash-forgets-used-codes',
    title: 'After a crash the codes that were used last can be used again.',
    breaks: ['OPS-01', 'CODE-10'],
    rules: () => ({
      onCrash(tenant) {
        for (const code of tenant.codes.values()) code.used = false
      },
    }),
  },
  {
    name: 'code-revokes-all-grants',
    title: 'A replayed code revokes every grant of the client, of all its users.',
    breaks: ['CODE-02'],
    rules: () => ({
      onReplay: ({ grant: { client } }, tenant) =>
        revokeGrants(tenant, (grant) => grant.client.clientId === client.clientId),
    }),
  },
]
