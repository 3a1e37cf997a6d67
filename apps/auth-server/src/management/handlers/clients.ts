import type { Client } from '@identity-hub/core'
import { switchClient } from '../../administration/change-client-status.ts'
import { deleteClient } from '../../administration/clients/delete-client.ts'
import { registerClient, type RegisteredClient } from '../../administration/clients/register-client.ts'
import { retireSecret } from '../../administration/clients/retire-secret.ts'
import { updateClient } from '../../administration/clients/update-client.ts'
import { findClient } from '../../administration/find-client.ts'
import { addSecret, type RotatedSecret } from '../../administration/rotate-client-secret.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import { answerPage } from '../answer-page.ts'
import { clientInputOf } from '../client-input.ts'
import type { ManagementHandlers } from '../context.ts'
import { expectedRevision } from '../etag.ts'
import { createOnce } from '../idempotency.ts'
import {
  ANSWER_DONE,
  answerBody,
  answerCreated,
  answerRecord,
  answerRefusal,
  NO_STORE,
  requireRevision,
} from '../respond.ts'
import { scopeInputOf } from '../scope-input.ts'
import { instantOrNull, viewClient, viewSecret } from '../views.ts'

type Room = Pick<
  ManagementHandlers,
  | 'listClients'
  | 'createClient'
  | 'getClient'
  | 'updateClient'
  | 'deleteClient'
  | 'disableClient'
  | 'enableClient'
  | 'listClientSecrets'
  | 'rotateClientSecret'
  | 'retireClientSecret'
>

/** Apps, as RFC 6749 calls them clients, and their secrets. */
export function clientHandlers(dependencies: Dependencies): Room {
  const { hub } = dependencies
  return {
    listClients: (request) => {
      const { search } = request.query ?? {}
      const filter = search === undefined ? {} : { search }
      return answerPage(
        dependencies,
        request,
        (page) => request.context.storage.listClients({ ...page, ...filter }),
        viewClient,
      )
    },
    createClient: (request) => {
      const { body, context } = request
      const { name, scopes, new_scopes: newScopes = [], ...changes } = body
      const input = {
        ...clientInputOf(changes),
        name,
        scopes,
        newScopes: newScopes.map((scope) => ({ ...scopeInputOf(scope), name: scope.name })),
        type: body.type,
        pkceOptional: body.pkce === 'optional',
        ...(body.client_id !== undefined && { clientId: body.client_id }),
        ...(body.client_secret !== undefined && { clientSecret: body.client_secret }),
      }
      return createOnce(dependencies, request, {
        create: (keep) => registerClient(administrationOf(dependencies, request), context.storage, input, keep),
        answer: ({ client, issuedSecret }: RegisteredClient) =>
          answerCreated(client, locationOf(context.tenant.slug, client.clientId), {
            ...viewClient(client),
            ...(issuedSecret !== null && { client_secret: issuedSecret }),
          }),
      })
    },
    getClient: async (request) => {
      const found = await findClient(request.context.storage, request.path.client_id)
      return found.ok ? answerClient(found.value) : answerRefusal(hub, request, found)
    },
    updateClient: async (request) => {
      const rests = requireRevision(hub, request)
      if (!rests.ok) return rests.answer
      const changed = await updateClient(administrationOf(dependencies, request), request.context.storage, {
        clientId: request.path.client_id,
        changes: clientInputOf(request.body),
        expectedRevision: rests.revision,
      })
      return changed.ok ? answerClient(changed.value.client) : answerRefusal(hub, request, changed)
    },
    deleteClient: async (request) => {
      const deleted = await deleteClient(administrationOf(dependencies, request), request.context.storage, {
        clientId: request.path.client_id,
        expectedRevision: expectedRevision(request.headers['if-match']) ?? null,
      })
      return deleted.ok ? ANSWER_DONE : answerRefusal(hub, request, deleted)
    },
    disableClient: async (request) => {
      const input = { clientId: request.path.client_id, change: 'disable' } as const
      const changed = await switchClient(administrationOf(dependencies, request), request.context.storage, input)
      return changed.ok ? answerClient(changed.value.client) : answerRefusal(hub, request, changed)
    },
    enableClient: async (request) => {
      const input = { clientId: request.path.client_id, change: 'enable' } as const
      const changed = await switchClient(administrationOf(dependencies, request), request.context.storage, input)
      return changed.ok ? answerClient(changed.value.client) : answerRefusal(hub, request, changed)
    },
    listClientSecrets: async (request) => {
      const found = await findClient(request.context.storage, request.path.client_id)
      return found.ok ? answerBody({ items: found.value.secrets.map(viewSecret) }) : answerRefusal(hub, request, found)
    },
    rotateClientSecret: (request) => {
      const { body, context, path } = request
      const seconds = body?.previous_lives_seconds
      const input = {
        clientId: path.client_id,
        ...(seconds !== undefined && { previousLivesSeconds: seconds }),
      }
      return createOnce(dependencies, request, {
        create: (keep) => addSecret(administrationOf(dependencies, request), context.storage, input, keep),
        answer: ({ secret, issuedSecret, previousExpireAt }: RotatedSecret) => ({
          status: 201 as const,
          headers: NO_STORE,
          body: {
            ...viewSecret(secret),
            client_id: path.client_id,
            client_secret: issuedSecret,
            previous_expires_at: instantOrNull(previousExpireAt),
          },
        }),
      })
    },
    retireClientSecret: async (request) => {
      const { client_id: clientId, secret_id: secretId } = request.path
      const input = { clientId, secretId }
      const retired = await retireSecret(administrationOf(dependencies, request), request.context.storage, input)
      return retired.ok ? ANSWER_DONE : answerRefusal(hub, request, retired)
    },
  }
}

const answerClient = (client: Client) => answerRecord(client, viewClient(client))

function locationOf(tenant: string, clientId: string): string {
  return `/${tenant}/api/management/v1/clients/${encodeURIComponent(clientId)}`
}
