import { newValue, revokeGrants, type Tenant } from '../state/tenant.ts'
import type { Fault } from './fault.ts'

export const sessionFaults: readonly Fault[] = [
  {
    name: 'session-of-the-browser-cookie',
    title: 'The cookie from before the sign-in opens the session, too.',
    breaks: ['LOGIN-02'],
    rules({ findSession, newSession }) {
      const sessions = new Map<string, string>()
      return {
        newSession(before, browser) {
          const value = newSession(before, browser)
          sessions.set(browser ?? '', value)
          return value
        },
        findSession: (tenant, cookie, browser) =>
          findSession(tenant, cookie, browser) ?? tenant.sessions.get(sessions.get(browser ?? '') ?? ''),
      }
    },
  },
  {
    name: 'session-fixed',
    title: 'A session takes the value that the browser already has.',
    breaks: ['LOGIN-02'],
    rules: ({ newSession }) => ({ newSession: (before, browser) => before ?? newSession(before, browser) }),
  },
  {
    name: 'old-session-lives-on',
    title: 'Signing in again leaves the old session alive.',
    breaks: ['LOGIN-02'],
    rules: () => ({ onSignedIn() {} }),
  },
  {
    name: 'short-sessions',
    title: 'A session cookie has 20 characters.',
    breaks: ['SESS-02'],
    rules: () => ({ newSession: () => newValue().slice(0, 20) }),
  },
  {
    name: 'sign-out-clears-the-cookie-only',
    title: 'Signing out clears the cookie and leaves the session alive.',
    breaks: ['SESS-04'],
    rules: () => ({ endOnSignOut() {} }),
  },
  {
    name: 'consent-page-outlives-sign-out',
    title: 'Who has signed out finds the consent page as it was.',
    breaks: ['SESS-04'],
    rules: () => ({
      whoIsAsked({ signedInAs }, session) {
        if (session !== undefined || signedInAs === null) return session
        return { value: '', account: signedInAs, authenticatedAt: Date.now() }
      },
    }),
  },
  {
    name: 'sign-out-without-form-token',
    title: 'Another site can sign people out.',
    breaks: ['SESS-04', 'LOGIN-12'],
    rules: ({ formTokenFits }) => ({
      formTokenFits: (expected, presented, purpose) =>
        purpose === 'sign-out' || formTokenFits(expected, presented, purpose),
    }),
  },
  {
    name: 'sign-out-ends-grants',
    title: 'Signing out ends everything that was granted.',
    breaks: ['SESS-04'],
    rules: ({ endOnSignOut }) => ({
      endOnSignOut(tenant, session) {
        const { account } = tenant.sessions.get(session) ?? {}
        revokeGrants(tenant, (grant) => account !== undefined && grant.account === account)
        endOnSignOut(tenant, session)
      },
    }),
  },
  {
    name: 'sessions-of-all-tenants',
    title: 'A session of one tenant counts at another.',
    breaks: ['SESS-08'],
    rules({ findSession }) {
      const tenants = new Set<Tenant>()
      return {
        findSession(tenant, cookie, browser) {
          tenants.add(tenant)
          return [tenant, ...tenants].map((one) => findSession(one, cookie, browser)).find((one) => one !== undefined)
        },
      }
    },
  },
  {
    name: 'sessions-outlive-the-password',
    title: 'A changed password leaves the other sessions alive.',
    breaks: ['SESS-05'],
    rules: () => ({ endOnPasswordChange() {} }),
  },
  {
    name: 'restart-forgets-sessions',
    title: 'After a restart nobody is signed in.',
    breaks: ['CODE-11', 'RT-12'],
    rules: () => ({ onRestart: (tenant) => tenant.sessions.clear() }),
  },
]
