import type { Migration } from '../../schema-version.ts'

/**
 * The events of a request have its instant in their ids, so the primary key finds them: an index of their own was a page
 * or two more for every commit. The release before this one still finds them without it, only not as fast.
 */
export const dropEventsOfRequest: Migration = {
  version: 2,
  minimumReader: 1,
  statements: 'DROP INDEX IF EXISTS events_of_request',
}
