import { anchorOf, PUBLIC_ERRORS, type PublicErrorCode } from '@identity-hub/core'
import { isolate } from './isolate.ts'
import { renderPage } from './layout.ts'
import { html } from './markup.ts'

/**
 * What an error of the wire means, for whoever develops a client. It says the same of every request, because it knows of
 * none: why one was refused is the operator's to tell. In English, as all descriptions on the wire are.
 */
export function publicErrorPage(page: { readonly tenantName: string; readonly code: PublicErrorCode }): string {
  const { tenantName, code } = page
  const { title, meaning, check, cases, sections } = PUBLIC_ERRORS[code]
  return renderPage({
    locale: 'en',
    tenantName,
    title,
    body: html`<h1>${title}</h1>
      <p class="lead"><code>${code}</code></p>
      <p>${meaning}</p>
      <section>
        <h2>What to check</h2>
        <p>${check}</p>
      </section>
      ${Object.entries<string>(cases).map(
        ([description, what]) =>
          html`<section id="${anchorOf(description)}">
            <h2>“${description}”</h2>
            <p>${what}</p>
          </section>`,
      )}
      <section>
        <h2>In the specifications</h2>
        <p>${sections.map((section, at) => html`${at > 0 && ', '}<a href="${section.url}">${section.title}</a>`)}</p>
      </section>
      <section>
        <h2>Still refused?</h2>
        <p>
          Ask the operator of ${isolate(tenantName)}, and quote the request id: every answer carries it as
          <code>X-Request-Id</code>. The reason is known under it.
        </p>
      </section>`,
  })
}
