import { z } from 'zod'
import { castAccounts, castAttendees, castChats, castUsers } from '../cast.ts'
import type { Call, Context, Endpoint, Reply } from '../endpoint.ts'
import { faultNames } from '../faults.ts'
import { notFound } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { drawPicture } from '../shapes/picture.ts'
import { Emission } from './emission.ts'
import { emit } from './emit.ts'

type Controls = Pick<Context, 'faults' | 'requests'>
type Control = Pick<Endpoint, 'method' | 'path'> & { readonly answer: (context: Context, call: Call) => Reply }

const Rule = z.object({
  match: z
    .object({
      method: z.string().exactOptional(),
      path: z.string().exactOptional(),
      account_id: z.string().exactOptional(),
    })
    .exactOptional(),
  fault: z.enum(faultNames),
  times: z.int().positive().exactOptional(),
  delayMs: z.number().nonnegative().exactOptional(),
  retryAfter: z.number().nonnegative().exactOptional(),
  isDoneFirst: z.boolean().exactOptional(),
})
const FaultsBody = z.object({ rules: z.array(Rule).default([]), latencyMs: z.number().nonnegative().optional() })

const faultsReply = ({ faults }: Controls): Reply => ({ body: { rules: faults.list(), latencyMs: faults.latencyMs } })

/** What is under `/__sandbox`, beside the API and without its key. */
export const controls: readonly Control[] = [
  {
    method: 'GET',
    path: '/',
    answer: () => ({
      body: {
        routes: controls.map(({ method, path }) => `${method} /__sandbox${path}`),
        faults: faultNames,
        emissions: Emission.options.map(({ shape }) => shape.type.value),
        cast: { accounts: castAccounts, attendees: castAttendees, chats: castChats, users: castUsers },
      },
    }),
  },
  { method: 'GET', path: '/faults', answer: faultsReply },
  {
    method: 'POST',
    path: '/faults',
    answer: (context, { json }) => {
      const single = Rule.safeParse(json)
      const body = single.success ? { rules: [single.data] } : readBody(FaultsBody, json)
      context.faults.add(...body.rules)
      if ('latencyMs' in body && body.latencyMs !== undefined) context.faults.latencyMs = body.latencyMs
      return faultsReply(context)
    },
  },
  {
    method: 'DELETE',
    path: '/faults',
    answer: (context) => {
      context.faults.clear()
      context.faults.latencyMs = 0
      return faultsReply(context)
    },
  },
  {
    method: 'POST',
    path: '/emit',
    answer: (context, { json }) => ({ body: emit(context, readBody(Emission, json)) }),
  },
  { method: 'GET', path: '/requests', answer: ({ requests }) => ({ body: { items: requests } }) },
  {
    method: 'DELETE',
    path: '/requests',
    answer: ({ requests }) => {
      requests.length = 0
      return { body: { items: requests } }
    },
  },
  { method: 'GET', path: '/webhooks/deliveries', answer: ({ webhooks }) => ({ body: { items: webhooks.deliveries } }) },
  {
    method: 'GET',
    path: '/pictures/:number.svg',
    answer: ({ world }, { params }) => {
      const user = world.users[Number(params['number'])]
      if (!user) throw notFound('Picture')
      return { body: Buffer.from(drawPicture(user)), contentType: 'image/svg+xml' }
    },
  },
]
