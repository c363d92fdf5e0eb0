import type { Provider } from './provider.ts'

/**
 * Whether an account can be used. OK works; CONNECTING is (re)connecting or still reading its past; RECONNECT_NEEDED
 * wants its owner to log in again; STOPPED and ERROR are upstream's words; UNKNOWN is a word we have not met.
 */
export const accountStatuses = [
  'OK',
  'CONNECTING',
  'RECONNECT_NEEDED',
  'STOPPED',
  'ERROR',
  'DELETED',
  'UNKNOWN',
] as const
export type AccountStatus = (typeof accountStatuses)[number]

/** A login connected at a provider. Its fields are those of its row, so that the administrative types can load more of it. */
export type Account = {
  readonly id: number
  readonly workspaceId: number
  readonly unipileId: string
  readonly provider: Provider
  readonly name: string
  readonly status: AccountStatus
  readonly products: string[]
  /** The owner's own internal ID, as upstream writes it in messages; null until it is known. */
  readonly ownerProviderId: string | null
  readonly connectedAt: Date
  /** When the first whole reading of attendees, contacts, chats and groups ended; before it, absence proves nothing. */
  readonly backfilledAt: Date | null
  /** ISO 3166 code of the country whose national phone numbers are meant on this account; null when none is. */
  readonly defaultCountry: string | null
  readonly removedAt: Date | null
}

/** Who is asking: a workspace, and those of its accounts that they may see. */
export type Viewer = {
  readonly workspaceId: number
  readonly workspaceName: string
  readonly accounts: readonly Account[]
}
