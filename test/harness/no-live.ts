import type { LiveService } from '../../src/loaders/live.ts'

/** Nothing ever happens. */
export const noLive: LiveService = {
  feed: {
    end: async () => 0,
    follow: () => {
      throw new Error('Nothing is followed here')
    },
  },
  bus: { tell() {}, listen: () => () => {} },
  requestReading: async () => {},
}

/** Nobody is let in. */
export const noWebhooks = { secret: null, receive: async () => 'MALFORMED' as const }
