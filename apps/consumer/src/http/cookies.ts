import type { Cookies } from '@identity-hub/web-app'

/** The cookies of this app. Cookies do not know ports, so the names keep clear of a hub on the same host. */
export type CookieName = 'consumer-session' | 'consumer-browser' | 'consumer-notice'

export type ConsumerCookies = Cookies<CookieName>
