import { findAccount } from '../accounts.ts'
import type { Endpoint } from '../endpoint.ts'
import { nextCursor, readListing, takePage } from '../listing.ts'
import { notFound } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { webhookShape } from '../shapes/webhook.ts'
import { SubscriptionBody } from '../webhooks/subscription.ts'

export const webhookEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/webhooks',
    class: 'store',
    answer: (context, { json }) => {
      const body = readBody(SubscriptionBody, json)
      for (const id of body.account_ids) findAccount(context, id)
      const { id } = context.webhooks.create({
        source: body.source,
        requestUrl: body.request_url,
        name: body.name ?? null,
        format: body.format,
        accountIds: body.account_ids,
        isEnabled: body.enabled,
        headers: body.headers,
        events: body.events ?? null,
        data: body.data,
      })
      return { status: 201, body: { object: 'WebhookCreated', webhook_id: id } }
    },
  },
  {
    method: 'GET',
    path: '/webhooks',
    class: 'store',
    answer: ({ world, shapes, webhooks }, { query }) => {
      const listing = readListing(query)
      const all = webhooks.list()
      const start = listing.position ? all.findIndex(({ id }) => id === listing.position?.last_id) + 1 : 0
      const { items, hasMore } = takePage(all.slice(start), listing.limit)
      const last = items.at(-1)
      return {
        body: {
          object: 'WebhookList',
          items: items.map((webhook) => webhookShape(world, shapes, webhook)),
          cursor: hasMore && last ? nextCursor(listing, { last_id: last.id }) : null,
        },
      }
    },
  },
  {
    method: 'DELETE',
    path: '/webhooks/:id',
    class: 'store',
    answer: ({ webhooks }, { params }) => {
      if (!webhooks.remove(params['id'] ?? '')) throw notFound('Webhook')
      return { body: { object: 'WebhookDeleted' } }
    },
  },
]
