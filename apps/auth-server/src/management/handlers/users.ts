import { createUser, type CreatedUser } from '../../administration/users/create-user.ts'
import { findUserById } from '../../administration/users/user.ts'
import { updateUser } from '../../administration/users/update-user.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import { answerPage } from '../answer-page.ts'
import type { ManagementHandlers } from '../context.ts'
import { createOnce } from '../idempotency.ts'
import { answerCreated, answerRecord, answerRefusal, requireRevision } from '../respond.ts'
import { newUserOf, userSettingsOf } from '../user-input.ts'
import { viewAccount, viewCreatedUser, viewUser } from '../view-user.ts'

type Room = Pick<ManagementHandlers, 'listUsers' | 'createUser' | 'getUser' | 'updateUser'>

/** People who sign in. */
export function userHandlers(dependencies: Dependencies): Room {
  const { hub } = dependencies
  return {
    listUsers: (request) => {
      const { search, status, role } = request.query
      const filter = {
        ...(search !== undefined && { search }),
        ...(status !== undefined && { status }),
        ...(role !== undefined && { role }),
      }
      const { storage } = request.context
      return answerPage(dependencies, request, (page) => storage.listAccounts({ ...filter, ...page }), viewAccount)
    },
    createUser: (request) => {
      const { storage, tenant } = request.context
      const administration = administrationOf(dependencies, request)
      return createOnce(dependencies, request, {
        create: (keep) => createUser(administration, storage, newUserOf(request.body), keep),
        answer: (created: CreatedUser) => {
          const location = `/${tenant.slug}/api/management/v1/users/${created.account.id}`
          return answerCreated(created.account, location, viewCreatedUser(created))
        },
      })
    },
    getUser: async (request) => {
      const user = await findUserById(request.context.storage, request.path.user_id)
      return user.ok ? answerRecord(user.value.account, viewUser(user.value)) : answerRefusal(hub, request, user)
    },
    updateUser: async (request) => {
      const rests = requireRevision(hub, request)
      if (!rests.ok) return rests.answer
      const { storage } = request.context
      const administration = administrationOf(dependencies, request)
      const settings = userSettingsOf(request.body)
      const user = await updateUser(administration, storage, request.path.user_id, settings, rests.revision)
      return user.ok ? answerRecord(user.value.account, viewUser(user.value)) : answerRefusal(hub, request, user)
    },
  }
}
