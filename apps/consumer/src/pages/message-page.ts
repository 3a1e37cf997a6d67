import { html } from 'ghtml'
import { layout } from './layout.ts'

/** A page that says one thing and offers one way on. */
export type MessageCode =
  | 'not-found'
  | 'method-not-allowed'
  | 'signed-out'
  | 'foreign-response'
  | 'hub-away'
  | 'hub-unusable'
  | 'foreign-form'
  | 'internal-error'

interface Message {
  readonly title: string
  readonly text: string
  readonly link?: { readonly href: string; readonly text: string }
}

const home = { href: '/', text: 'Go to the start page' }

const messages: Readonly<Record<MessageCode, Message>> = {
  'not-found': { title: 'There is nothing here', text: 'The address may be mistyped, or the page is gone.' },
  'method-not-allowed': { title: 'This does not work here', text: 'This address does not take what was sent to it.' },
  'signed-out': {
    title: 'Please sign in first',
    text: 'Then you see here what this app did for you while you were away.',
    link: { href: '/sign-in?return_to=/timeline', text: 'Sign in' },
  },
  'foreign-response': {
    title: 'This sign-in cannot be finished',
    text: 'It was not started in this browser, or it has been finished or expired. Nothing was stored. Please start again.',
    link: { href: '/sign-in', text: 'Sign in' },
  },
  'hub-away': {
    title: 'The hub is away',
    text: 'Signing in is not possible until it is back. Nothing is lost: reload this page in a moment.',
  },
  'hub-unusable': {
    title: 'The hub cannot be used',
    text: 'It answers, but not as this app expects. Whoever runs this app has to look at its issuer.',
  },
  'foreign-form': {
    title: 'This form is out of date',
    text: 'It does not belong to your present session. Nothing was changed. Go back to the start page and try again.',
  },
  'internal-error': {
    title: 'Something went wrong',
    text: 'It is this app’s fault, not yours. Please try again.',
  },
}

export function messagePage(code: MessageCode, details: { readonly requestId?: string } = {}): string {
  const { title, text, link = home } = messages[code]
  const reference = details.requestId && html`<p class="small">Request <code>${details.requestId}</code></p>`
  return layout({
    title,
    body: html`<h1>${title}</h1>
      <p class="lead">${text}</p>
      <p class="actions"><a class="button" href="${link.href}">${link.text}</a></p>
      !${reference ?? ''}`,
  })
}
