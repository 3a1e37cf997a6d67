import { keptSource } from '@identity-hub/core'
import { FULL_AUTHORITY, type Administration } from '../administration/administration.ts'
import type { Dependencies } from '../dependencies.ts'
import type { ManagementRequest } from './context.ts'

/** What use cases stand on, in the name of whoever asks. */
export function administrationOf(dependencies: Dependencies, request: ManagementRequest): Administration {
  const { hub, passwords, settings, random } = dependencies
  const { facts } = request.context
  const { kind, actor, scopes } = request.security.accessToken
  return {
    hub,
    passwords,
    origin: settings.origin,
    originIsLoopbackHttp: settings.originIsLoopbackHttp,
    now: () => facts.now,
    random,
    actor,
    requestId: facts.requestId,
    source: keptSource(facts),
    authority: kind === 'operator' ? FULL_AUTHORITY : { may: (scope) => scopes.includes(scope) },
  }
}
