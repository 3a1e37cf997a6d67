import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import { linesOf } from '../http/input.ts'
import { linesField, textField } from '../pages/parts/form.ts'
import { LANGUAGES } from './scope-forms.ts'

/** What a scope opens, in words, and whom it is for. */
export function scopeFields(typed: URLSearchParams, problem: Problem | undefined): Markup {
  const valueOf = (name: string): string => typed.get(name) ?? ''
  return html`${LANGUAGES.map(([language, title], index) =>
      textField({
        name: `description_${language}`,
        label: `Description in ${title}`,
        ...(index === 0 && { hint: 'What people read when they are asked for access: See your photos.' }),
        value: valueOf(`description_${language}`),
        pointer: `/description/${language}`,
        problem,
      }),
    )}
    ${linesField({
      name: 'description_others',
      label: 'In other languages',
      hint: 'One a line, each with its language: de: Deine Fotos sehen.',
      value: linesOf(typed, 'description_others'),
      pointer: '/description/others',
      problem,
    })}
    ${linesField({
      name: 'required_roles',
      label: 'Required roles',
      hint: 'One a line. Only people who have all of them are granted the scope.',
      value: linesOf(typed, 'required_roles'),
      pointer: '/required_roles',
      problem,
    })}
    <div class="pair">
      ${textField({
        name: 'claim_name',
        label: 'Required claim',
        hint: 'What is known of a person: department.',
        value: valueOf('claim_name'),
        pointer: '/required_claim/name',
        problem,
      })}
      ${textField({
        name: 'claim_value',
        label: 'Its value',
        hint: 'Empty: any will do.',
        value: valueOf('claim_value'),
        pointer: '/required_claim/value',
        problem,
      })}
    </div>
    ${textField({
      name: 'access_token_seconds',
      label: 'Access token lifetime',
      hint: 'Such as 10 minutes. Of all scopes of a token, the shortest wins. Empty: as the app has it.',
      value: valueOf('access_token_seconds'),
      pointer: '/access_token_seconds',
      problem,
    })}`
}
