import { html } from 'ghtml'

/** What happened on the way here, kept in a cookie until it has been shown once. */
export type NoticeCode = 'access-denied' | 'refused' | 'try-again' | 'misconfigured' | 'signed-out'

const notices: Readonly<Record<NoticeCode, { readonly kind: string; readonly title: string; readonly text: string }>> =
  {
    'access-denied': {
      kind: '',
      title: 'You did not give this app access.',
      text: 'Nothing was stored. You can sign in whenever you like.',
    },
    refused: {
      kind: 'warn',
      title: 'The hub refused the sign-in.',
      text: 'You can try again. If it keeps happening, tell whoever runs this app.',
    },
    'try-again': {
      kind: 'warn',
      title: 'The sign-in took too long.',
      text: 'Please start again; nothing was stored.',
    },
    misconfigured: {
      kind: 'bad',
      title: 'The hub does not accept this app.',
      text: 'Trying again will not help: whoever runs this app has to look at its client id and secret.',
    },
    'signed-out': {
      kind: '',
      title: 'You are signed out.',
      text: 'The background calls have stopped, and your tokens are erased here. You may still be signed in at the hub.',
    },
  }

export function isNoticeCode(text: string | undefined): text is NoticeCode {
  return text !== undefined && Object.hasOwn(notices, text)
}

export function renderNotice(code: NoticeCode | undefined): string {
  if (code === undefined) return ''
  const { kind, title, text } = notices[code]
  return html`<div class="notice ${kind}" role="status">
    <strong>${title}</strong>
    <p>${text}</p>
  </div>`
}
