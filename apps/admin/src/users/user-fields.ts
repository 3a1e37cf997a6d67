import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import { linesOf } from '../http/input.ts'
import { checkboxes, linesField, textField } from '../pages/parts/form.ts'

/** What an administrator writes of a person. */
export function profileFields(typed: URLSearchParams, problem: Problem | undefined): Markup {
  return html`${textField({ name: 'name', label: 'Name', hint: 'As apps and pages show it.', value: typed.get('name') ?? '', pointer: '/name', problem, required: true })}
  ${textField({ name: 'email', label: 'E-mail address', hint: 'They sign in with it.', value: typed.get('email') ?? '', type: 'email', pointer: '/email', problem, required: true })}
  ${checkboxes({
    name: 'email_verified',
    label: 'Is the address theirs?',
    checked: typed.getAll('email_verified'),
    options: [{ value: 'yes', label: 'It was verified', hint: 'Apps are told so.' }],
    pointer: '/email_verified',
    problem,
  })}
  ${linesField({ name: 'claims', label: 'Claims', hint: 'What is known of them besides, a line each, such as department = engines. Scopes can require them.', value: linesOf(typed, 'claims'), pointer: '/claims', problem })}`
}
