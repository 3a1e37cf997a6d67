import { authenticationRules } from './authentication.ts'
import { authorizationRequestRules } from './authorization-request.ts'
import { authorizationResponseRules } from './authorization-response.ts'
import { codeRules } from './codes.ts'
import { endingRules } from './endings.ts'
import { httpRules } from './http.ts'
import { metadataRules } from './metadata.ts'
import { pageRules } from './pages.ts'
import { peopleRules } from './people.ts'
import { redirectUriRules } from './redirect-uris.ts'
import { refreshRules } from './refresh.ts'
import { registrationRules } from './registration.ts'
import { bearerRules } from './bearer.ts'
import { serverRules } from './server.ts'
import { throttleRules } from './throttles.ts'
import { tokenLifeRules } from './token-life.ts'
import { tokenRequestRules } from './token-request.ts'
import { tokenRules } from './tokens.ts'

/** Every decision of the server that a fault can replace. The server itself only walks from one to the next. */
export const correctRules = {
  ...authenticationRules,
  ...authorizationRequestRules,
  ...authorizationResponseRules,
  ...bearerRules,
  ...codeRules,
  ...endingRules,
  ...httpRules,
  ...metadataRules,
  ...pageRules,
  ...peopleRules,
  ...redirectUriRules,
  ...refreshRules,
  ...registrationRules,
  ...serverRules,
  ...throttleRules,
  ...tokenLifeRules,
  ...tokenRequestRules,
  ...tokenRules,
}

export type Rules = typeof correctRules
