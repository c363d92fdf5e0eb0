import type { LiveService } from '../../src/loaders/live.ts'
import type { LookupService } from '../../src/loaders/lookups.ts'
import type { Writes } from '../../src/writes/index.ts'

/** Nothing ever happens. */
export const noLive: LiveService = {
  feed: {
    end: async () => 0,
    follow: () => {
      throw new Error('Nothing is followed here')
    },
    upcoming: () => [],
  },
  views: {
    after: () => {
      throw new Error('Nothing is followed here')
    },
  },
  syncs: {
    follow: () => {
      throw new Error('Nothing is followed here')
    },
  },
  requestReading: async () => {},
}

/** Nothing is written. */
export const noWrites = new Proxy({} as Writes, {
  get: () => () => {
    throw new Error('Nothing is written here')
  },
})

/** Nobody is let in. */
export const noWebhooks = { secret: null, receive: async () => 'MALFORMED' as const }

/** Lookups that ask nobody. */
export const noLookups: LookupService = {
  lookup: async () => ({ kind: 'NOT_ASKED' }),
  budgets: { status: async () => [], retryAt: async () => null },
  jobs: {
    request: async () => ({ answers: [], jobId: null }),
    find: async () => null,
    items: async () => [],
    cancel: async () => null,
    async *watch() {},
  },
}
