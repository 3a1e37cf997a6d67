import type { Context } from 'koa'

const LIMIT_BYTES = 4_096

/** The fields of a form, or the status that refuses it. */
export async function readForm(ctx: Context, limitBytes = LIMIT_BYTES): Promise<URLSearchParams | 413 | 415> {
  if (!ctx.is('application/x-www-form-urlencoded')) return 415
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of ctx.req) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limitBytes) return 413
    chunks.push(bytes)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
