import { durationText } from '../durations.ts'
import type { MaskedExchange } from '../run-report.ts'
import { html, type Markup } from './markup.ts'

/** The exchange as it went. Everything in it is what somebody else sent: text, never a link. */
export function exchangeCard(exchange: MaskedExchange): Markup {
  const { method, url, status, requestHeaders, requestBody, responseHeaders, responseBody } = exchange
  return html`<article class="exchange">
    <h5>
      <span class="method">${method}</span> <span class="url">${masked(url)}</span>
      <span class="status s${String(status).slice(0, 1)}">${status}</span>
      <span class="took">${durationText(exchange.durationMilliseconds)}</span>
    </h5>
    <div class="messages">
      ${message('Request', requestHeaders, requestBody ?? '')} ${message('Answer', responseHeaders, responseBody)}
    </div>
  </article>`
}

/** The first one within `pre` is not part of the text. HTML §13.2.6.4.7 */
const LINE_BREAK = '\n'

function message(title: string, headers: MaskedExchange['requestHeaders'], body: string): Markup {
  return html`<section class="message">
    <h6>${title}</h6>
    ${headers.length > 0 && html`<pre class="headers">${LINE_BREAK}${headers.map(headerLine)}</pre>`}
    ${body === '' ? html`<p class="none">No body</p>` : html`<pre class="body">${LINE_BREAK}${masked(body)}</pre>`}
  </section>`
}

function headerLine([name, value]: readonly [name: string, value: string]): Markup {
  return html`<span class="header"><b>${name}:</b> ${masked(value)}</span>${LINE_BREAK}`
}

/** A secret that was taken out is shown as such. */
function masked(text: string): readonly Markup[] {
  return text
    .split('***')
    .map((part, index) => (index === 0 ? html`${part}` : html`<i class="mask" title="masked">***</i>${part}`))
}
