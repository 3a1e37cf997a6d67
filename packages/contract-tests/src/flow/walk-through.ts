import {
  describeLanding,
  hasConsentForm,
  hasSignInForm,
  type AwayLanding,
  type Browser,
  type Landing,
} from '../browser/browser.ts'
import type { ContractUser } from '../target.ts'

const mostPages = 6

/** Opens a URL, signs in and allows wherever that is asked, and stops where the browser would leave the server. */
export async function walkThrough(browser: Browser, url: string | URL, user: ContractUser): Promise<AwayLanding> {
  return walkOn(browser, await browser.visit(url), user)
}

/** The same from where the browser is. */
export async function walkOn(browser: Browser, from: Landing, user: ContractUser): Promise<AwayLanding> {
  let landing = from
  for (let pages = 0; landing.kind === 'page' && pages < mostPages; pages += 1) {
    if (hasSignInForm(landing)) landing = await browser.signIn(landing, user)
    else if (hasConsentForm(landing)) landing = await browser.decide(landing, 'allow')
    else break
  }
  if (landing.kind === 'page') throw new Error(`The authorization ended here: ${describeLanding(landing)}`)
  return landing
}
