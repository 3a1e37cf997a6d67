import type { Context } from 'koa'
import readBody from 'raw-body'

const FORM_LIMIT_BYTES = 16_384

export type FormRead =
  | { readonly ok: true; readonly field: (name: string) => string | undefined }
  | {
      readonly ok: false
      readonly status: 400 | 413 | 415
      readonly problem: 'malformed-request' | 'payload-too-large' | 'unsupported-media-type'
    }

/** The form that one of our pages posts: every field once. */
export async function readForm(ctx: Context): Promise<FormRead> {
  if (ctx.is('application/x-www-form-urlencoded') === false || ctx.is('application/x-www-form-urlencoded') === null)
    return { ok: false, status: 415, problem: 'unsupported-media-type' }
  let text: string
  try {
    text = await readBody(ctx.req, {
      limit: FORM_LIMIT_BYTES,
      encoding: 'utf-8',
      length: ctx.get('Content-Length') || null,
    })
  } catch (error) {
    // raw-body tells what it refused by a 4xx status; a connection that broke off is 400 to nobody.
    const tooLarge = typeof error === 'object' && error !== null && 'status' in error && error.status === 413
    ctx.set('Connection', 'close')
    return tooLarge
      ? { ok: false, status: 413, problem: 'payload-too-large' }
      : { ok: false, status: 400, problem: 'malformed-request' }
  }
  const fields = new URLSearchParams(text)
  const names = [...fields.keys()]
  if (new Set(names).size !== names.length) return { ok: false, status: 400, problem: 'malformed-request' }
  return { ok: true, field: (name) => fields.get(name) ?? undefined }
}
