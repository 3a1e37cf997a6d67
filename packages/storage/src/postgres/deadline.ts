import { DeadlinePassedError } from './postgres-error.ts'

/** What is not there in time is not waited for: DeadlinePassedError. */
export function beforeDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DeadlinePassedError()), Math.max(0, milliseconds))
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
