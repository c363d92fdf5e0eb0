import { findAccount } from '../accounts.ts'
import type { Endpoint } from '../endpoint.ts'
import { nextCursor, readListing } from '../listing.ts'
import { accountShape } from '../shapes/account.ts'
import { formatOpaqueId, parseOpaqueId } from '../world/opaque-id.ts'
import type { SourceStatus } from '../world/types.ts'

export const accountEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/accounts',
    class: 'store',
    answer: ({ world }, { query }) => {
      const listing = readListing(query)
      const start = listing.position ? (parseOpaqueId('account', listing.position.last_id)?.[0] ?? 0) + 1 : 0
      const items = world.accounts.slice(start, start + listing.limit)
      const last = world.accounts[start + listing.limit - 1]
      const hasMore = last !== undefined && last !== world.accounts.at(-1)
      const counts: Partial<Record<SourceStatus, number>> = {}
      for (const { status } of world.accounts) counts[status] = (counts[status] ?? 0) + 1
      return {
        body: {
          object: 'AccountList',
          items: items.map(accountShape),
          cursor: hasMore ? nextCursor(listing, { last_id: formatOpaqueId('account', last.number) }) : null,
          total_count: world.accounts.length,
          status_counts: counts,
        },
      }
    },
  },
  {
    method: 'GET',
    path: '/accounts/:id',
    class: 'store',
    answer: (context, { params }) => ({ body: accountShape(findAccount(context, params['id'] ?? '')) }),
  },
]
