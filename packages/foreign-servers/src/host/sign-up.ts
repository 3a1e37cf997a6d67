import { Router } from '@koa/router'
import type { Accounts } from './accounts.ts'
import { readForm, textIn } from './read-form.ts'

/** `POST /sign-up` with `username` and `password` makes an account, for whoever asks. */
export function signUp(accounts: Accounts): Router {
  const router = new Router()
  router.post('/sign-up', async (ctx) => {
    const form = await readForm(ctx)
    const [username, password] = [textIn(form, 'username'), textIn(form, 'password')]
    const free = username !== '' && password !== '' && !accounts.has(username)
    if (free) await accounts.create(username, password)
    ctx.status = free ? 201 : 400
  })
  return router
}
