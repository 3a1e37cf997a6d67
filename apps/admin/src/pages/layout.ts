import { html, ownMarkup, type Markup, type Value } from '@identity-hub/markup'
import type { Visit } from '../http/visit.ts'
import { favicon } from './favicon.ts'
import { renderNotice } from './parts/notice.ts'
import { sections, type Section } from './sections.ts'
import { stylesheet } from './stylesheet/stylesheet.ts'

// Put together here, so that not a blank comes between: the Content-Security-Policy names the hash of what is inside.
const style = ownMarkup(`<style>${stylesheet}</style>`)

/** A page outside of any tenant: signing in, and what went wrong. */
export function plainLayout(page: { readonly title: string; readonly body: Value }): Markup {
  return documentOf(
    page.title,
    html`<header class="masthead">${brand()}</header>
      <main class="narrow">${page.body}</main>`,
  )
}

/** A page about one tenant, with its navigation. */
export function layout(
  visit: Visit,
  page: { readonly title: string; readonly section?: Section; readonly body: Value },
): Markup {
  const { tenant, home, person, csrf, notice } = visit
  return documentOf(
    `${page.title} · ${tenant}`,
    html`<a class="skip" href="#content">Skip to the content</a>
      <header class="masthead">
        ${brand()}
        <p class="tenant">${home === 'hub' ? html`<a href="/tenants/hub/tenants">${tenant}</a>` : tenant}</p>
        <form class="inline" method="post" action="/sign-out">
          <input type="hidden" name="csrf" value="${csrf}" />
          <span class="person">${person.name}</span>
          <button class="quiet" type="submit">Sign out</button>
        </form>
      </header>
      <div class="columns">
        <nav aria-label="Administration">${sections(visit).map((section) => link(tenant, section, page.section))}</nav>
        <main id="content">${renderNotice(notice)}${page.body}</main>
      </div>`,
  )
}

const brand = (): Markup =>
  html`<a class="brand" href="/"><img src="${favicon}" alt="" width="28" height="28" />Identity Hub</a>`

function link(tenant: string, section: Section, current: Section | undefined): Markup {
  const mark = section.path === current?.path ? ownMarkup('aria-current="page"') : undefined
  return html`<a href="/tenants/${tenant}${section.path}" ${mark}>${section.title}</a>`
}

function documentOf(title: string, body: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} · Identity Hub</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="${favicon}" />
        ${style}
      </head>
      <body>
        ${body}
      </body>
    </html>`
}
