// The same routes by the stub that `pnpm generate` makes of shop.yaml.
import Koa from 'koa'
import { listenOn } from '../servers/listen-on.ts'
import { createRouter } from './generated/koa.gen.ts'
import { findOrder, listOrders, placeOrder } from './shop.ts'

const router = createRouter(
  {
    getOrder: ({ path }) => ({ status: 200, headers: { 'Cache-Control': 'no-store' }, body: findOrder(path.id) }),
    listOrders: ({ query }) => ({ status: 200, body: listOrders(query.page, query.size) }),
    placeOrder: ({ body }) => {
      const order = placeOrder(body)
      return { status: 201, headers: { Location: `/orders/${order.id}` }, body: order }
    },
    signIn: () => ({ status: 204 }),
  },
  {},
)

const app = new Koa()
app.use(router.routes())
listenOn(app.callback())
