import type { Context } from 'koa'

/** A page of the application, which nobody keeps. */
export function showPage(ctx: Context, status: number, title: string, content: string): void {
  ctx.set('Cache-Control', 'no-store')
  ctx.type = 'html'
  ctx.body = `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1>${content}</html>`
  ctx.status = status
}

/** @param action where the form goes */
export function showSignIn(ctx: Context, action: string, wrong?: { readonly username: string }): void {
  showPage(
    ctx,
    wrong === undefined ? 200 : 400,
    'Sign in',
    `${wrong === undefined ? '' : '<p>Unknown user name or wrong password.</p>'}
    <form method="post" action="${escapeHtml(action)}">
      <label for="username">User name</label>
      <input id="username" name="username" autocomplete="username" required value="${escapeHtml(wrong?.username ?? '')}">
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <button>Sign in</button>
    </form>`,
  )
}

/** @param action where the form goes, with `decision=allow` or `decision=deny` */
export function showConsent(
  ctx: Context,
  action: string,
  { username, clientName, redirectUri, scopes }: ConsentRequest,
): void {
  const items = scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')
  showPage(
    ctx,
    200,
    'Allow access?',
    `<p>${escapeHtml(username)}, ${escapeHtml(clientName)} at ${escapeHtml(redirectUri)} asks for:</p><ul>${items}</ul>
    <form method="post" action="${escapeHtml(action)}">
      <button name="decision" value="allow">Allow</button>
      <button name="decision" value="deny">Deny</button>
    </form>`,
  )
}

export interface ConsentRequest {
  readonly username: string
  readonly clientName: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
