import type { Context, Middleware, Next } from 'koa'

/** Answers a request, or leaves it to what comes after (false). */
export type EarlyAnswer = (ctx: Context) => boolean | Promise<boolean>

/** One after the other, until one has answered. None that answers at once costs a turn of the event loop. */
export function answerEarly(...answers: readonly EarlyAnswer[]): Middleware {
  return (ctx, next) => ask(answers, 0, ctx, next)
}

function ask(answers: readonly EarlyAnswer[], from: number, ctx: Context, next: Next): Promise<void> {
  for (let index = from; index < answers.length; index += 1) {
    const answered = answers[index]?.(ctx)
    if (answered === true) return Promise.resolve()
    if (answered) return answered.then((done) => (done ? undefined : ask(answers, index + 1, ctx, next)))
  }
  return next()
}
