import { html } from 'ghtml'
import { favicon } from './favicon.ts'
import { stylesheet } from './stylesheet.ts'

// Put together here, so that not a blank comes between: the Content-Security-Policy names the hash of what is inside.
const style = `<style>${stylesheet}</style>`

/** Where the page stands in the navigation, which only a signed-in person has. */
export type Place = 'home' | 'timeline'

/** A whole document. `body` is markup; everything else is text. */
export function layout(page: { readonly title: string; readonly body: string; readonly place?: Place }): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${page.title} · Timeline</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="${favicon}" />
        !${style}
      </head>
      <body>
        <header class="masthead">
          <a class="brand" href="/"><img src="${favicon}" alt="" width="28" height="28" />Timeline</a>
          !${page.place ? navigation(page.place) : ''}
        </header>
        <main>!${page.body}</main>
        <footer>An example app for Identity Hub</footer>
      </body>
    </html>`
}

function navigation(place: Place): string {
  const link = (name: Place, href: string, text: string): string =>
    html`<a href="${href}" !${name === place ? 'aria-current="page"' : ''}>${text}</a>`
  return html`<nav aria-label="Pages">!${link('home', '/', 'You')}!${link('timeline', '/timeline', 'Timeline')}</nav>`
}
