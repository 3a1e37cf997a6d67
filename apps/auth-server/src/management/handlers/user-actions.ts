import { busy } from '../../administration/administration.ts'
import { changeUserStatus, type StatusChange } from '../../administration/users/change-user-status.ts'
import { exportUser } from '../../administration/users/export-user.ts'
import { resetPassword } from '../../administration/users/reset-password.ts'
import { sendPasswordLink } from '../../administration/users/send-password-link.ts'
import { giveRole, takeRole } from '../../administration/users/user-roles.ts'
import { findUserById } from '../../administration/users/user.ts'
import type { ClientIds } from '../../administration/events/client-ids.ts'
import type { Dependencies } from '../../dependencies.ts'
import { administrationOf } from '../administration-of.ts'
import type { ManagementHandlers, ManagementRequest } from '../context.ts'
import { ExportTurns } from '../export-turns.ts'
import { answerBody, answerRecord, answerRefusal, NO_STORE } from '../respond.ts'
import { viewExport } from '../view-export.ts'
import { viewPasswordLink, viewRoleNames, viewUser } from '../view-user.ts'

type StatusOperation = 'blockUser' | 'unblockUser' | 'archiveUser' | 'restoreUser' | 'eraseUser'
type Room = Pick<
  ManagementHandlers,
  StatusOperation | 'exportUser' | 'resetPassword' | 'inviteUser' | 'listUserRoles' | 'assignRole' | 'removeRole'
>

const TOO_MANY_EXPORTS = 'too many exports are being made; try again in a few seconds'

/** What is done to people who sign in. */
export function userActionHandlers(dependencies: Dependencies, clientIds: ClientIds): Room {
  const { hub } = dependencies
  const turns = new ExportTurns()

  async function changeStatus<Id extends StatusOperation>(
    request: ManagementRequest<Id> & { readonly path: { readonly user_id: string } },
    change: StatusChange,
  ) {
    const administration = administrationOf(dependencies, request)
    const user = await changeUserStatus(administration, request.context.storage, request.path.user_id, change)
    return user.ok ? answerRecord(user.value.account, viewUser(user.value)) : answerRefusal(hub, request, user)
  }

  return {
    blockUser: (request) => changeStatus(request, 'block'),
    unblockUser: (request) => changeStatus(request, 'unblock'),
    archiveUser: (request) => changeStatus(request, 'archive'),
    restoreUser: (request) => changeStatus(request, 'restore'),
    eraseUser: (request) => changeStatus(request, 'erase'),
    exportUser: async (request) => {
      const { storage, tenant } = request.context
      const administration = administrationOf(dependencies, request)
      const exported = await turns.take(tenant.id, () => exportUser(administration, storage, request.path.user_id))
      if (exported === null) return answerRefusal(hub, request, busy(TOO_MANY_EXPORTS))
      if (!exported.ok) return answerRefusal(hub, request, exported)
      return answerBody(viewExport(exported.value, await clientIds.ofEvents(storage, exported.value.events)))
    },
    resetPassword: async (request) => {
      const { storage } = request.context
      const { user_id: id } = request.path
      const administration = administrationOf(dependencies, request)
      const password = request.body?.password
      if (password === undefined) {
        const link = await sendPasswordLink(administration, storage, id, 'password-reset')
        if (!link.ok) return answerRefusal(hub, request, link)
        return answerBody({ user_id: id, link: viewPasswordLink(link.value) })
      }
      const reset = await resetPassword(administration, storage, id, password)
      return reset.ok ? answerBody({ user_id: id, link: null }) : answerRefusal(hub, request, reset)
    },
    inviteUser: async (request) => {
      const administration = administrationOf(dependencies, request)
      const { user_id: id } = request.path
      const link = await sendPasswordLink(administration, request.context.storage, id, 'invitation')
      return link.ok
        ? { status: 201, headers: NO_STORE, body: viewPasswordLink(link.value) }
        : answerRefusal(hub, request, link)
    },
    listUserRoles: async (request) => {
      const user = await findUserById(request.context.storage, request.path.user_id)
      return user.ok ? answerBody(viewRoleNames(user.value)) : answerRefusal(hub, request, user)
    },
    assignRole: async (request) => {
      const { user_id: id, role } = request.path
      const user = await giveRole(administrationOf(dependencies, request), request.context.storage, id, role)
      return user.ok ? answerBody(viewRoleNames(user.value)) : answerRefusal(hub, request, user)
    },
    removeRole: async (request) => {
      const { user_id: id, role } = request.path
      const user = await takeRole(administrationOf(dependencies, request), request.context.storage, id, role)
      return user.ok ? answerBody(viewRoleNames(user.value)) : answerRefusal(hub, request, user)
    },
  }
}
