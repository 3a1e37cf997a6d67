import { hash } from 'node:crypto'
import { newValue } from '../state/tenant.ts'
import type { Fault } from './fault.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('')

export const pkceFaults: readonly Fault[] = [
  {
    name: 'public-client-without-pkce',
    title: 'Public clients may leave PKCE out.',
    breaks: ['PKCE-01'],
    rules: ({ checkChallengeIsThere }) => ({
      checkChallengeIsThere: (query, client, ...rest) =>
        client.type !== 'confidential' && query['code_challenge_method'] === undefined
          ? null
          : checkChallengeIsThere(query, client, ...rest),
    }),
  },
  {
    name: 'confidential-client-without-pkce',
    title: 'Every confidential client may leave PKCE out.',
    breaks: ['PKCE-02'],
    rules: ({ checkChallengeIsThere }) => ({
      checkChallengeIsThere: (query, client, ...rest) =>
        client.type === 'confidential' && query['code_challenge_method'] === undefined
          ? null
          : checkChallengeIsThere(query, client, ...rest),
    }),
  },
  {
    name: 'exempt-client-with-any-method',
    title: 'A client that may leave PKCE out may use any method.',
    breaks: ['PKCE-02'],
    rules: ({ checkChallengeMethod }) => ({
      checkChallengeMethod: (query, client, ...rest) =>
        client.pkceOptional ? null : checkChallengeMethod(query, client, ...rest),
    }),
  },
  {
    name: 's256-wrong-at-times',
    title:
      'For public clients S256 is computed in the wrong base64 alphabet, which shows where the two differ near the end.',
    breaks: ['PKCE-03'],
    rules: ({ verifierFits, codeIsOfClient }) => {
      let type = ''
      return {
        codeIsOfClient(code, client) {
          ;({ type } = client)
          return codeIsOfClient(code, client)
        },
        verifierFits: (challenge, verifier) =>
          verifierFits(challenge, verifier) && (type !== 'public' || !/[-_]/.test((challenge ?? '').slice(36))),
      }
    },
  },
  {
    name: 'plain-accepted',
    title: 'The method plain is accepted.',
    breaks: ['PKCE-04'],
    rules: ({ checkChallengeMethod, verifierFits }) => ({
      checkChallengeMethod: (query, ...rest) =>
        query['code_challenge_method'] === 'plain' ? null : checkChallengeMethod(query, ...rest),
      verifierFits: (challenge, verifier) =>
        (challenge !== undefined && challenge === verifier) || verifierFits(challenge, verifier),
    }),
  },
  {
    name: 'method-defaults-to-s256',
    title: 'A missing code_challenge_method means S256.',
    breaks: ['PKCE-04'],
    rules: ({ checkChallengeMethod }) => ({
      checkChallengeMethod: (query, ...rest) =>
        query['code_challenge_method'] === undefined ? null : checkChallengeMethod(query, ...rest),
    }),
  },
  {
    name: 'long-challenge',
    title: 'A code_challenge may be longer than a SHA-256 is.',
    breaks: ['PKCE-05'],
    rules: ({ checkChallenge }) => ({
      checkChallenge: (query, ...rest) =>
        /^[\w-]{43,128}$/.test(String(query['code_challenge'])) ? null : checkChallenge(query, ...rest),
    }),
  },
  {
    name: 'any-verifier',
    title: 'A code_verifier may have any length and characters.',
    breaks: ['PKCE-06'],
    rules: () => ({ verifierIsWellFormed: () => true }),
  },
  {
    name: 'verifier-nearly-right',
    title: 'The last character of a code_verifier is not compared.',
    breaks: ['PKCE-07'],
    rules: ({ verifierFits }) => ({
      verifierFits: (challenge, verifier) =>
        verifierFits(challenge, verifier) ||
        (challenge !== undefined &&
          verifier !== undefined &&
          alphabet.some((last) => hash('sha256', verifier.slice(0, -1) + last, 'base64url') === challenge)),
    }),
  },
  {
    name: 'verifier-not-checked',
    title: 'The code_verifier is not checked.',
    breaks: ['PKCE-07', 'PKCE-08'],
    rules: () => ({ verifierFits: () => true }),
  },
  {
    name: 'verifier-may-be-missing',
    title: 'A code_verifier that was not sent is not missed.',
    breaks: ['PKCE-08'],
    rules: ({ verifierFits }) => ({
      verifierFits: (challenge, verifier) => verifier === undefined || verifierFits(challenge, verifier),
    }),
  },
  {
    name: 'verifier-without-challenge',
    title: 'A code_verifier for a code without a challenge is ignored.',
    breaks: ['PKCE-09'],
    rules: ({ verifierFits }) => ({
      verifierFits: (challenge, verifier) => challenge === undefined || verifierFits(challenge, verifier),
    }),
  },
  {
    name: 'challenge-is-its-own-verifier',
    title: 'The challenge itself is taken for the verifier.',
    breaks: ['PKCE-10'],
    rules: ({ verifierFits }) => ({
      verifierFits: (challenge, verifier) =>
        verifierFits(challenge, verifier) || (challenge !== undefined && challenge === verifier),
    }),
  },
  {
    name: 'verifier-can-be-guessed',
    title: 'Wrong verifiers never spend a code.',
    breaks: ['PKCE-11'],
    rules: () => ({ codeIsGuessed: () => false }),
  },
  {
    name: 'challenge-in-the-code',
    title: 'The code holds the challenge.',
    breaks: ['PKCE-12'],
    rules: () => ({ newCode: (_grant, challenge = newValue()) => `code_${newValue()}.${challenge}` }),
  },
  {
    name: 'exempt-client-needs-pkce',
    title: 'A client that was exempted from PKCE may not leave it out.',
    breaks: ['PKCE-02'],
    rules: ({ checkChallengeIsThere }) => ({
      checkChallengeIsThere: (query, client, ...rest) =>
        checkChallengeIsThere(query, { ...client, pkceOptional: false }, ...rest),
    }),
  },
  {
    name: 'method-defaults-to-plain',
    title: 'A missing code_challenge_method means plain, as RFC 7636 once had it.',
    breaks: ['PKCE-04'],
    rules: ({ checkChallengeMethod, verifierFits }) => ({
      checkChallengeMethod: (query, ...rest) =>
        query['code_challenge_method'] === undefined ? null : checkChallengeMethod(query, ...rest),
      verifierFits: (challenge, verifier) =>
        (challenge !== undefined && challenge === verifier) || verifierFits(challenge, verifier),
    }),
  },
  {
    name: 'short-challenge',
    title: 'A code_challenge may be as short as one likes.',
    breaks: ['PKCE-05'],
    rules: ({ checkChallenge }) => ({
      checkChallenge: (query, ...rest) =>
        /^[\w-]{1,42}$/.test(String(query['code_challenge'])) ? null : checkChallenge(query, ...rest),
    }),
  },
  {
    name: 'three-wrong-verifiers',
    title: 'Three wrong verifiers spend a code.',
    breaks: ['PKCE-11'],
    rules: () => ({ codeIsGuessed: ({ used, wrongVerifiers }) => !used && wrongVerifiers >= 3 }),
  },
]
