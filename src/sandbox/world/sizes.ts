/** How many people, chats and messages are generated around the cast. */
export type WorldSize = {
  readonly attendees: number
  readonly chats: number
  readonly messagesPerChat: number
  /** Users whom no account knows, waiting to be looked up. */
  readonly strangers: number
}

/** The sizes there are. */
export const worldSizes = {
  /** The cast and a handful of others, for tests. */
  tiny: { attendees: 24, chats: 10, messagesPerChat: 6, strangers: 6 },
  /** A team's inbox of a few years. */
  demo: { attendees: 1_500, chats: 600, messagesPerChat: 36, strangers: 200 },
  /** Enough to feel what slow code costs. */
  large: { attendees: 105_000, chats: 62_000, messagesPerChat: 9, strangers: 5_000 },
} satisfies Record<string, WorldSize>
export type SizeName = keyof typeof worldSizes
