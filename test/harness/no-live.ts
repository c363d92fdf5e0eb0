import type { LiveService } from '../../src/loaders/live.ts'
import type { Writes } from '../../src/writes/index.ts'

/** Nothing ever happens. */
export const noLive: LiveService = {
  feed: {
    end: async () => 0,
    follow: () => {
      throw new Error('Nothing is followed here')
    },
  },
  views: {
    after: () => {
      throw new Error('Nothing is followed here')
    },
  },
  bus: { tell() {}, listen: () => () => {} },
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
