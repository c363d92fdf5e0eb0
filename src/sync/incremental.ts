import { UnsupportedByProviderError } from '../domain/errors.ts'
import { setAccountStatus } from '../store/accounts.ts'
import { tellOfAccount } from '../store/changes/relationships.ts'
import { findChatsToRead } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { ingestAttendees } from '../store/ingest/attendees.ts'
import { ingestChats } from '../store/ingest/chats.ts'
import { endMissingContacts, findUnchangedChats, markMissingChats } from '../store/ingest/gone.ts'
import { lockWorkspaceOf } from '../store/ingest/locks.ts'
import { ingestMembers } from '../store/ingest/members.ts'
import { type IngestedMessages, ingestMessages } from '../store/ingest/messages.ts'
import { findKnownContacts, ingestRelations } from '../store/ingest/relations.ts'
import { findEventChats } from '../store/read/event-chats.ts'
import { beginReading, finishReading } from '../store/readings.ts'
import { findKnownMessages } from '../store/webhooks/known-here.ts'
import { takeUnsettledWrites } from '../store/writes/unsettled-writes.ts'
import type { Page } from '../upstream/page.ts'
import type { SyncContext } from './context.ts'
import { fetchMembers } from './read-members.ts'
import { isOfContacts, settleWrites } from './settle-writes.ts'

export type IncrementalOptions = {
  /** After how long the lists are compared whole again, which alone shows what is gone. */
  readonly wholeEveryMs: number
  /** After how long the contact list is looked at again; LinkedIn watches that. */
  readonly contactsEveryMs: number
}

const pageSize = 100
const contactsPageSize = 100

/**
 * Reads what is new in an account: each list from its newest rows to the first page that holds nothing new. From time
 * to time the lists are read whole, and what is missing from them loses its evidence. Gives how much was found that no
 * webhook had told.
 */
export async function readNews(
  context: SyncContext,
  account: IngestedAccount,
  { wholeEveryMs, contactsEveryMs }: IncrementalOptions,
): Promise<number> {
  const { database, now, upstream, signal } = context
  const startedAt = now().toISOString()
  const { wholeAt, contactsAt } = await beginReading(database.sql, account.id, startedAt)
  const isDue = (at: string | null, everyMs: number) => at === null || now().getTime() - Date.parse(at) >= everyMs
  const isWhole = isDue(wholeAt, wholeEveryMs)
  const unsettled = await takeUnsettledWrites(database.sql, account.id, startedAt)
  const hasContacts = isWhole || isDue(contactsAt, contactsEveryMs) || unsettled.some(isOfContacts)
  const reading = { context, account, startedAt, isWhole }

  const { status } = await upstream.getAccount(account.unipileId, signal)
  await setAccountStatus(database.sql, account.id, status)
  if (isWhole) await readAttendees(reading)
  const contacts = hasContacts ? await readContacts(reading) : 0
  const chats = await readChats(reading)
  const messages = await readMessages(reading)
  await readMembers(reading, messages.eventChats)
  if (isWhole)
    await database.transaction(async (sql) => {
      await lockWorkspaceOf(sql, account.id)
      await tellOfAccount(sql, account.id)
    })

  const missed = contacts + chats + messages.added
  await finishReading(database.sql, account.id, { at: startedAt, missed, isWhole, hasContacts })
  await settleWrites(context, account, unsettled)
  return missed
}

type ReadingContext = {
  readonly context: SyncContext
  readonly account: IngestedAccount
  readonly startedAt: string
  readonly isWhole: boolean
}

/** Reads pages until `take` says that it has seen enough, or the list ends. */
async function eachPage<Row>(
  fetch: (cursor: string | null) => Promise<Page<Row>>,
  take: (rows: readonly Row[]) => Promise<boolean>,
): Promise<void> {
  let cursor: string | null = null
  do {
    const page: Page<Row> = await fetch(cursor)
    const wantsMore = await take(page.items)
    cursor = wantsMore && page.cursor !== cursor ? page.cursor : null
  } while (cursor !== null)
}

async function readAttendees({ context, account, startedAt }: ReadingContext): Promise<void> {
  const { upstream, database, workspaceId, signal } = context
  const { unipileId: accountId, provider } = account
  const origin = { source: 'ATTENDEE_LIST', observedAt: startedAt } as const
  await eachPage(
    (cursor) => upstream.listAttendees({ accountId, provider, cursor, limit: 250 }, signal),
    async (attendees) => {
      await database.transaction((sql) =>
        ingestAttendees(sql, { workspaceId, accountId: account.id, attendees, origin }),
      )
      return true
    },
  )
}

async function readContacts({ context, account, startedAt, isWhole }: ReadingContext): Promise<number> {
  const { upstream, database, workspaceId, signal } = context
  const origin = { source: 'RELATION_LIST', observedAt: startedAt } as const
  const listed: string[] = []
  let missed = 0
  try {
    await eachPage(
      (cursor) =>
        upstream.listRelations(
          { accountId: account.unipileId, cursor, limit: isWhole ? 1000 : contactsPageSize },
          signal,
        ),
      async (relations) => {
        const names = relations.map(({ user }) => user.identifiers[0].value)
        listed.push(...names)
        const known = await findKnownContacts(database.sql, account.id, names)
        await database.transaction((sql) =>
          ingestRelations(sql, { workspaceId, accountId: account.id, relations, origin }),
        )
        missed += names.length - known.size
        return isWhole || known.size < names.length
      },
    )
  } catch (error) {
    if (error instanceof UnsupportedByProviderError) return 0
    throw error
  }
  if (!isWhole) return missed
  return (
    missed +
    (await database.transaction((sql) => endMissingContacts(sql, { accountId: account.id, listed, startedAt })))
  )
}

async function readChats({ context, account, startedAt, isWhole }: ReadingContext): Promise<number> {
  const { upstream, database, signal } = context
  const { id: accountId, unipileId } = account
  const origin = { source: 'CHAT_LIST', observedAt: startedAt } as const
  const listed: string[] = []
  let missed = 0
  await eachPage(
    (cursor) => upstream.listChats({ accountId: unipileId, cursor, limit: pageSize }, signal),
    async (chats) => {
      listed.push(...chats.map((chat) => chat.unipileId))
      const unchanged = await findUnchangedChats(database.sql, accountId, chats)
      missed += chats.length - unchanged.size
      await database.transaction((sql) => ingestChats(sql, { accountId, chats, origin }))
      return isWhole || unchanged.size === 0
    },
  )
  if (!isWhole) return missed
  return missed + (await database.transaction((sql) => markMissingChats(sql, { accountId, listed, startedAt })))
}

type MessagesRead = { readonly added: number; readonly eventChats: readonly string[] }

async function readMessages({ context, account, startedAt }: ReadingContext): Promise<MessagesRead> {
  const { upstream, database, workspaceId, messagesPerAccount, signal } = context
  const { id: accountId, unipileId, provider } = account
  const origin = { source: 'MESSAGE', observedAt: startedAt } as const
  const added: IngestedMessages['added'][number][] = []
  let read = 0
  await eachPage(
    (cursor) => upstream.listMessages({ accountId: unipileId, provider, cursor, limit: pageSize }, signal),
    async (messages) => {
      read += messages.length
      const ids = messages.map((message) => message.unipileId)
      const known = await findKnownMessages(database.sql, accountId, ids)
      const ingested = await database.transaction((sql) =>
        ingestMessages(sql, { workspaceId, accountId, messages, origin }),
      )
      added.push(...ingested.added)
      return known.size === 0 && read < messagesPerAccount
    },
  )
  const eventChats = await findEventChats(
    database.sql,
    added.map(({ id }) => id),
  )
  return { added: added.length, eventChats }
}

/** Reads who is in chats that nobody has shown whole yet, and in groups where something happened to their members. */
async function readMembers({ context, account, startedAt, isWhole }: ReadingContext, eventChats: readonly string[]) {
  const { database, workspaceId } = context
  const origin = { source: 'GROUP_MEMBERS', observedAt: startedAt } as const
  const since = isWhole ? startedAt : new Date(0).toISOString()
  const unread = await findChatsToRead(database.sql, account.id, { since })
  for (const chatUnipileId of new Set([...unread, ...eventChats])) {
    const members = await fetchMembers(context, account, chatUnipileId)
    await database.transaction((sql) =>
      ingestMembers(sql, { workspaceId, accountId: account.id, chatUnipileId, members, origin }),
    )
  }
}
