import { hasSignInForm } from '../browser/browser.ts'
import type { Kit } from '../kit.ts'
import { NotApplicable } from '../run/not-applicable.ts'
import { newVerifier } from './pkce.ts'

/** Pages for development let anybody in: there is no telling what a wrong password would do. */
export async function expectPasswords(kit: Pick<Kit, 'target' | 'newBrowser' | 'authorize'>): Promise<void> {
  if (kit.target.policy) return
  const browser = kit.newBrowser()
  const nobody = { username: `nobody-${newVerifier().slice(0, 8)}@example.org`, password: 'no password at all' }
  const landing = await browser.signIn(await kit.authorize(browser, kit.target.clients.firstParty), nobody)
  if (!hasSignInForm(landing)) throw new NotApplicable('the sign-in page takes anybody, with any password')
}
