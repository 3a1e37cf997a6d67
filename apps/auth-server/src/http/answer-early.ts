import type { Context, Middleware } from 'koa'

/** Answers a request, or leaves it to what comes after (false). */
export type EarlyAnswer = (ctx: Context) => boolean | Promise<boolean>

/** One after the other, until one has answered. None that answers at once costs a turn of the event loop. */
export function answerEarly(...answers: readonly EarlyAnswer[]): Middleware {
  return async (ctx, next) => {
    for (const answer of answers) {
      const answered = answer(ctx)
      if (answered === true || (answered !== false && (await answered))) return
    }
    await next()
  }
}
