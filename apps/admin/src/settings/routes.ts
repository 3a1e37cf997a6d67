import { attemptChange } from '../http/attempt-change.ts'
import { headerField } from '../http/input.ts'
import type { Room } from '../http/routes.ts'
import { action, page } from '../http/visit.ts'
import { settingsPage } from './pages.ts'
import { readTenant } from './tenant-form.ts'

/** The tenant itself: its name, its language, its rules. */
export const settings: Room = (dependencies) => ({
  'GET /settings': page(dependencies, async (visit) => {
    const { body, etag } = await visit.api.getSettings()
    return settingsPage(visit, body, { etag: etag ?? '*' })
  }),

  'POST /settings': action(dependencies, async (submission) => {
    const { api, tenant, form } = submission
    const ifMatch = headerField(form, 'etag')
    const changed = await attemptChange({
      ifMatch,
      changes: readTenant(form),
      send: (body) => api.updateSettings({ ifMatch, body }),
      read: () => api.getSettings(),
    })
    if (changed.ok) return { to: `/tenants/${tenant}/settings`, notice: { kind: 'done', text: 'Saved the settings.' } }
    const { record, etag, problem } = changed
    return { page: settingsPage(submission, record, { typed: form, etag, problem }), status: 422 }
  }),
})
