/** An operation that answers with pages. */
type PageOperation<Query, Item> = (input: {
  readonly query: Query & { readonly cursor?: string }
}) => Promise<{ readonly body: { readonly items: readonly Item[]; readonly next_cursor: string | null } }>

/** Every item of a list, page after page, as they are asked for. */
export async function* everyItem<Query extends object, Item>(
  list: PageOperation<Query, Item>,
  query: Query,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | null = null
  do {
    const { body } = await list({ query: cursor === null ? query : { ...query, cursor } })
    yield* body.items
    cursor = body.next_cursor
  } while (cursor !== null)
}
