import { html, type Markup } from '@identity-hub/markup'
import type { Problem } from '../http/attempt.ts'
import type { Visit } from '../http/visit.ts'
import { textField } from '../pages/parts/form.ts'
import { explainOf } from './addresses.ts'

/** Asks why a request was refused, by the id that error pages and `X-Request-Id` tell. */
export const explainForm = (visit: Visit, typed = '', problem?: Problem): Markup =>
  html`<form class="filters" method="get" action="${explainOf(visit)}">
    ${textField({
      name: 'id',
      label: 'Explain a request id',
      hint: 'Error pages show it, and every answer of the hub has it as X-Request-Id.',
      value: typed,
      pointer: '/id',
      problem,
      required: true,
    })}
    <button type="submit">Explain</button>
  </form>`
