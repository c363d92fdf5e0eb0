/** What a sync reads, in this order: the workspace's account list, then for each account its own lists. */
export const syncStreams = ['ACCOUNTS', 'RELATIONS', 'CHATS', 'ATTENDEES', 'MEMBERS', 'MESSAGES'] as const
export type SyncStream = (typeof syncStreams)[number]

/** What the rows of each are. */
export const syncNouns: Readonly<Record<SyncStream, string>> = {
  ACCOUNTS: 'accounts',
  ATTENDEES: 'attendees',
  RELATIONS: 'contacts',
  CHATS: 'chats',
  MEMBERS: 'group members',
  MESSAGES: 'messages',
}

/** FAILED streams are tried again; UNSUPPORTED is a list that the provider does not have. */
export const syncStates = ['WAITING', 'RUNNING', 'DONE', 'FAILED', 'UNSUPPORTED'] as const
export type SyncState = (typeof syncStates)[number]

/** How far the reading of one stream of one account has come. */
export type Checkpoint = {
  readonly stream: SyncStream
  readonly state: SyncState
  /** Where to go on reading; null at the beginning. */
  readonly cursor: string | null
  readonly rows: number
  readonly requests: number
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly lastError: string | null
}
