import type { AccountStatus } from '../domain/account.ts'
import { leftOutProblem } from '../domain/account-sync.ts'
import { NotFoundUpstreamError } from '../domain/errors.ts'
import { findAccount, setAccountStatus } from '../store/accounts.ts'
import { tellOfAccount } from '../store/changes/relationships.ts'
import { findChatsToRead } from '../store/checkpoints.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { lockWorkspaceOf } from '../store/ingest/locks.ts'
import { ingestMembers } from '../store/ingest/members.ts'
import { type IngestedMessages, ingestMessages } from '../store/ingest/messages.ts'
import { findEventChats } from '../store/read/event-chats.ts'
import { beginReading, finishReading } from '../store/readings.ts'
import { findKnownMessages } from '../store/webhooks/known-here.ts'
import { takeUnsettledWrites } from '../store/writes/unsettled-writes.ts'
import { type ReadingContext, readAttendees, readChats, readContacts, tellLeftOut } from './compare-lists.ts'
import type { LeftOut, SyncContext } from './context.ts'
import { eachPage } from './each-page.ts'
import { readAccounts } from './read-accounts.ts'
import { fetchMembers } from './read-members.ts'
import { isOfContacts, settleWrites } from './settle-writes.ts'

export type IncrementalOptions = {
  /** After how long the lists are compared whole again, which alone shows what is gone. */
  readonly wholeEveryMs: number
  /** After how long the contact list is looked at again; LinkedIn watches that. */
  readonly contactsEveryMs: number
}

const messagesPageSize = 100

/**
 * Reads what is new in an account: each list from its newest rows to the first page that holds nothing new. From time
 * to time the lists are read whole, and what is missing from them loses its evidence. Gives how much was found that no
 * webhook had told.
 */
export async function readNews(
  given: SyncContext,
  account: IngestedAccount,
  { wholeEveryMs, contactsEveryMs }: IncrementalOptions,
): Promise<number> {
  const leftOut: LeftOut[] = []
  const context: SyncContext = {
    ...given,
    onLeftOut(one) {
      leftOut.push(one)
      given.onLeftOut(one)
    },
  }
  const { database, now } = context
  const startedAt = now().toISOString()
  const { wholeReadAt, contactsAt } = await beginReading(database.sql, account.id, startedAt)
  const status = await readStatus(context, account)
  if (status === null) return 0
  const isDue = (at: string | null, everyMs: number) => at === null || now().getTime() - Date.parse(at) >= everyMs
  const isWhole = status !== 'CONNECTING' && isDue(wholeReadAt, wholeEveryMs)
  const unsettled = await takeUnsettledWrites(database.sql, account.id, startedAt)
  const hasContacts = isWhole || isDue(contactsAt, contactsEveryMs) || unsettled.some(isOfContacts)
  const reading = { context, account, startedAt, isWhole }

  const lists = [
    ...(isWhole ? [await readAttendees(reading)] : []),
    ...(hasContacts ? [await readContacts(reading)] : []),
    await readChats(reading),
  ]
  const messages = await readMessages(reading)
  await readMembers(reading, messages.eventChats)
  if (isWhole)
    await database.transaction(async (sql) => {
      await lockWorkspaceOf(sql, account.id)
      await tellOfAccount(sql, account.id)
    })

  const missed = lists.reduce((total, list) => total + list.missed, messages.added)
  await finishReading(database.sql, account.id, {
    at: startedAt,
    missed,
    isWhole,
    isCompared: isWhole && lists.every(({ isComplete }) => isComplete),
    hasContacts,
    problem: leftOutProblem(leftOut),
  })
  await settleWrites(context, account, unsettled)
  return missed
}

/** Reads the account's own state. Null when it is gone, which the list of accounts alone tells. */
async function readStatus(context: SyncContext, account: IngestedAccount): Promise<AccountStatus | null> {
  const { upstream, database, workspaceId, signal } = context
  try {
    const { status } = await upstream.getAccount(account.unipileId, signal)
    await setAccountStatus(database.sql, account.id, status)
    return status
  } catch (error) {
    if (!(error instanceof NotFoundUpstreamError)) throw error
    await readAccounts(context)
    if (await findAccount(database.sql, workspaceId, account.unipileId)) throw error
    return null
  }
}

type MessagesRead = { readonly added: number; readonly eventChats: readonly string[] }

async function readMessages({ context, account, startedAt }: ReadingContext): Promise<MessagesRead> {
  const { upstream, database, workspaceId, messagesPerAccount, signal } = context
  const { id: accountId, unipileId, provider } = account
  const origin = { source: 'MESSAGE', observedAt: startedAt } as const
  const added: IngestedMessages['added'][number][] = []
  let read = 0
  const limit = messagesPageSize
  const pages = eachPage((cursor) => upstream.listMessages({ accountId: unipileId, provider, cursor, limit }, signal))
  for await (const page of pages) {
    const messages = page.items
    read += messages.length
    tellLeftOut(context, account, 'MESSAGES', page)
    const ids = messages.map((message) => message.unipileId)
    const known = await findKnownMessages(database.sql, accountId, ids)
    const ingested = await database.transaction((sql) =>
      ingestMessages(sql, { workspaceId, accountId, messages, origin }),
    )
    added.push(...ingested.added)
    if (known.size > 0 || read >= messagesPerAccount) break
  }
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
    const list = await fetchMembers(context, account, chatUnipileId)
    await database.transaction((sql) => ingestMembers(sql, { workspaceId, accountId: account.id, ...list, origin }))
  }
}
