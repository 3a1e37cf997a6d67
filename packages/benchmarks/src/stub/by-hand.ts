// The same routes as a careful person writes them: Koa, @koa/router, raw-body and zod.
import { Router } from '@koa/router'
import Koa, { type Context } from 'koa'
import rawBody from 'raw-body'
import * as z from 'zod'
import { listenOn } from '../servers/listen-on.ts'
import { findOrder, listOrders, placeOrder } from './shop.ts'

const LIMIT_BYTES = 65_536

const boolean = z.enum(['true', 'false']).transform((text) => text === 'true')
const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number)

const OrderPath = z.object({ id: integer.pipe(z.int().min(1)) })
const OrderQuery = z.object({
  fields: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat())
    .pipe(z.array(z.string().max(20)).max(10))
    .optional(),
  verbose: boolean.default(false),
})
const OrderHeaders = z.object({ 'x-trace': z.string().max(64).optional() })
const ListQuery = z.object({
  page: integer.pipe(z.int().min(1)).default(1),
  size: integer.pipe(z.int().min(1).max(100)).default(20),
  state: z.enum(['open', 'paid', 'sent']).optional(),
})
const NewOrder = z.object({
  customer: z.string().min(1).max(64),
  note: z.string().max(500).optional(),
  lines: z
    .array(
      z.object({
        sku: z.string().regex(/^[A-Z]{3}-[0-9]{4}$/),
        count: z.int().min(1).max(1000),
        price: z.number().min(0).exactOptional(),
      }),
    )
    .min(1)
    .max(50),
})
const SignIn = z.object({
  email: z.email().max(254),
  password: z.string().min(8).max(256),
  remember: boolean.default(false),
})

class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

function check<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input)
  if (!result.success) throw new Refused(400, result.error.issues[0]?.message ?? 'invalid')
  return result.data
}

async function read(ctx: Context, type: string): Promise<string> {
  if (ctx.is(type) !== type) throw new Refused(415, 'another media type')
  return await rawBody(ctx.req, {
    limit: LIMIT_BYTES,
    length: ctx.req.headers['content-length'] ?? null,
    encoding: 'utf8',
  })
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(400, 'no JSON')
  }
}

const router = new Router()
router.get('/orders/:id', (ctx) => {
  const { id } = check(OrderPath, ctx.params)
  check(OrderQuery, ctx.query)
  check(OrderHeaders, ctx.headers)
  ctx.set('Cache-Control', 'no-store')
  ctx.body = findOrder(id)
})
router.get('/orders', (ctx) => {
  const { page, size } = check(ListQuery, ctx.query)
  ctx.body = listOrders(page, size)
})
router.post('/orders', async (ctx) => {
  const order = placeOrder(check(NewOrder, json(await read(ctx, 'application/json'))))
  ctx.status = 201
  ctx.set('Location', `/orders/${order.id}`)
  ctx.body = order
})
router.post('/sign-in', async (ctx) => {
  const form = new URLSearchParams(await read(ctx, 'application/x-www-form-urlencoded'))
  check(SignIn, Object.fromEntries(form))
  ctx.status = 204
})

const app = new Koa()
app.use(async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    ctx.status = error.status
    ctx.type = 'application/problem+json'
    ctx.body = JSON.stringify({ title: error.message, status: error.status })
  }
})
app.use(router.routes())
app.use(router.allowedMethods())
listenOn(app.callback())
