import type { Context } from 'koa'

/** The fields of a posted form, or why it is none. What is too long is read to its end, so that the answer arrives. */
export async function readFields(
  ctx: Context,
  limitBytes: number,
): Promise<URLSearchParams | { readonly status: 400 | 413 | 415 }> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes <= limitBytes) chunks.push(chunk)
    }
  } catch {
    return { status: 400 }
  }
  if (bytes > limitBytes) return { status: 413 }
  if (!ctx.is('application/x-www-form-urlencoded')) return { status: 415 }
  const fields = new URLSearchParams(Buffer.concat(chunks).toString())
  const names = [...fields.keys()]
  return new Set(names).size === names.length ? fields : { status: 400 }
}
