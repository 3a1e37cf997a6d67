/** What was typed does not fit what there is, and nothing was changed: thrown as the API's own refusals are. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
