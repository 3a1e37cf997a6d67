import type { Markup } from '@identity-hub/markup'
import { selectField, textField } from '../pages/parts/form.ts'
import type { Names } from '../users/names.ts'

/** The field of a filter that says which app; typed by whoever may not see apps. */
export function appField(apps: Names, chosen: string): Markup {
  if (apps.size === 0) return textField({ name: 'app', label: 'Client id of the app', value: chosen, type: 'search' })
  const options = [...apps].map(([value, label]) => ({ value, label }))
  if (chosen !== '' && !apps.has(chosen)) options.push({ value: chosen, label: chosen })
  return selectField({ name: 'app', label: 'App', value: chosen, options: [{ value: '', label: 'Any' }, ...options] })
}
