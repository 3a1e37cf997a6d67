import { everyItem } from '@identity-hub/client/management'

type List<Query, Item> = Parameters<typeof everyItem<Query & object, Item>>[0]

const PAGE_ITEMS = 200

/** The items of a list, all of them or the first so many. */
export async function collect<Query extends object, Item>(
  list: List<Query & { readonly limit: number }, Item>,
  query: Query,
  most: number = Infinity,
): Promise<readonly Item[]> {
  const items: Item[] = []
  for await (const item of everyItem(list, { ...query, limit: Math.min(PAGE_ITEMS, most) })) {
    items.push(item)
    if (items.length >= most) break
  }
  return items
}
