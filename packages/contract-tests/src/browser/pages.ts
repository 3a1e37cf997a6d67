import type { ContractUser } from '../target.ts'
import type { Browser, Landing, PageLanding } from './browser.ts'

/** How to get through pages that are no plain HTML forms. What is left out is done by reading and filling in forms. */
export interface ContractPages {
  /** Further origins of the server itself, such as that of its sign-in pages; elsewhere the browser does not go. */
  readonly origins?: readonly string[]
  /** What a page is for; null: something else. */
  recognise?(page: PageLanding): PagePurpose | null
  /** Signs in and resolves with what comes next. */
  signIn?(browser: Browser, page: PageLanding, user: ContractUser): Promise<Landing>
  /** Allows or denies and resolves with what comes next. */
  decide?(browser: Browser, page: PageLanding, decision: 'allow' | 'deny'): Promise<Landing>
}

export type PagePurpose = 'sign-in' | 'consent'
