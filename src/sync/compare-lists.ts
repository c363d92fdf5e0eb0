import { UnsupportedByProviderError } from '../domain/errors.ts'
import type { UnreadRows } from '../domain/observation.ts'
import type { SyncStream } from '../domain/sync.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { ingestAttendees } from '../store/ingest/attendees.ts'
import { ingestChats } from '../store/ingest/chats.ts'
import { endMissingContacts, findUnchangedChats, markMissingChats } from '../store/ingest/gone.ts'
import { findKnownContacts, ingestRelations } from '../store/ingest/relations.ts'
import { type Page, unreadRows } from '../upstream/page.ts'
import type { SyncContext } from './context.ts'
import { eachPage } from './each-page.ts'

const attendeesPageSize = 250
const chatsPageSize = 100
const contactsPageSize = 100
const allContactsPageSize = 1000

export type ReadingContext = {
  readonly context: SyncContext
  readonly account: IngestedAccount
  readonly startedAt: string
  /** Whether lists are read whole, and what is missing from them loses its evidence. */
  readonly isWhole: boolean
}

export type ListRead = {
  /** How much was found that no webhook had told. */
  readonly missed: number
  /** False when rows that could not be read kept it open whether anything is gone. */
  readonly isComplete: boolean
}

const nothing: ListRead = { missed: 0, isComplete: true }

export async function readAttendees({ context, account, startedAt }: ReadingContext): Promise<ListRead> {
  const { upstream, database, workspaceId, signal } = context
  const { unipileId: accountId, provider } = account
  const origin = { source: 'ATTENDEE_LIST', observedAt: startedAt } as const
  const pages = eachPage((cursor) =>
    upstream.listAttendees({ accountId, provider, cursor, limit: attendeesPageSize }, signal),
  )
  for await (const page of pages) {
    tellLeftOut(context, account, 'ATTENDEES', page)
    const attendees = page.items
    await database.transaction((sql) => ingestAttendees(sql, { workspaceId, accountId: account.id, attendees, origin }))
  }
  return nothing
}

export async function readContacts({ context, account, startedAt, isWhole }: ReadingContext): Promise<ListRead> {
  const { upstream, database, workspaceId, signal } = context
  const { id: accountId, unipileId } = account
  const origin = { source: 'RELATION_LIST', observedAt: startedAt } as const
  const limit = isWhole ? allContactsPageSize : contactsPageSize
  const listed: string[] = []
  let missed = 0
  let broken = 0
  try {
    for await (const page of eachPage((cursor) =>
      upstream.listRelations({ accountId: unipileId, cursor, limit }, signal),
    )) {
      const relations = page.items
      broken += page.broken
      tellLeftOut(context, account, 'RELATIONS', page)
      const names = relations.map(({ user }) => user.identifiers[0].value)
      listed.push(...names)
      const known = await findKnownContacts(database.sql, accountId, names)
      await database.transaction((sql) => ingestRelations(sql, { workspaceId, accountId, relations, origin }))
      missed += names.length - known.size
      if (!isWhole && known.size === names.length) break
    }
  } catch (error) {
    if (error instanceof UnsupportedByProviderError) return nothing
    throw error
  }
  if (!isWhole) return { missed, isComplete: true }
  // Contacts are told by their internal IDs, of which a row that could not be read has shown none.
  if (broken > 0) return { missed, isComplete: false }
  const ended = await database.transaction((sql) => endMissingContacts(sql, { accountId, listed, startedAt }))
  return { missed: missed + ended, isComplete: true }
}

export async function readChats({ context, account, startedAt, isWhole }: ReadingContext): Promise<ListRead> {
  const { upstream, database, signal } = context
  const { id: accountId, unipileId } = account
  const origin = { source: 'CHAT_LIST', observedAt: startedAt } as const
  const seen = createSeen()
  let missed = 0
  const pages = eachPage((cursor) => upstream.listChats({ accountId: unipileId, cursor, limit: chatsPageSize }, signal))
  for await (const page of pages) {
    const chats = page.items
    tellLeftOut(context, account, 'CHATS', page)
    seen.add(page)
    const unchanged = await findUnchangedChats(database.sql, accountId, chats)
    missed += chats.length - unchanged.size
    await database.transaction((sql) => ingestChats(sql, { accountId, chats, origin }))
    if (!isWhole && unchanged.size > 0) break
  }
  const listed = seen.listed()
  if (!isWhole || listed === 'ANYBODY') return { missed, isComplete: !isWhole }
  const gone = await database.transaction((sql) => markMissingChats(sql, { accountId, listed, startedAt }))
  return { missed: missed + gone, isComplete: true }
}

/** Gathers by their Unipile IDs who is on a list; a row that could not be read is there as well. */
function createSeen() {
  const listed: string[] = []
  let isLegible = true
  return {
    add(page: Page<{ readonly unipileId: string }>): void {
      const unread = unreadRows([page])
      if (unread === 'ANYBODY') isLegible = false
      else listed.push(...unread)
      for (const { unipileId } of page.items) listed.push(unipileId)
    },
    /** ANYBODY when rows may have shown anybody. */
    listed: (): UnreadRows => (isLegible ? listed : 'ANYBODY'),
  }
}

/** Tells of the rows of a page that could not be read. */
export function tellLeftOut(
  { onLeftOut }: SyncContext,
  account: IngestedAccount,
  stream: SyncStream,
  { broken }: Page<unknown>,
): void {
  if (broken > 0) onLeftOut({ account, stream, rows: broken })
}
