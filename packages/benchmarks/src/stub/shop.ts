/** What both servers answer; neither stores anything. */
export interface Line {
  readonly sku: string
  readonly count: number
  readonly price?: number
}

export interface NewOrder {
  readonly customer: string
  readonly note?: string | undefined
  readonly lines: Line[]
}

const LINES: Line[] = [
  { sku: 'ABC-0001', count: 2, price: 9.5 },
  { sku: 'XYZ-1234', count: 1, price: 120 },
]

export function findOrder(id: number) {
  return { id, customer: 'c-0815', state: 'open' as const, lines: LINES }
}

export function listOrders(page: number, size: number) {
  return Array.from({ length: Math.min(size, 5) }, (_, index) => findOrder((page - 1) * size + index + 1))
}

export function placeOrder({ customer, note, lines }: NewOrder) {
  return { id: 4711, customer, state: 'open' as const, lines, ...(note !== undefined && { note }) }
}
