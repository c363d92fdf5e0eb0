import type { Attendee } from '../../domain/attendee.ts'
import type { Chat, ChatFilter } from '../../domain/chat.ts'
import type { ListPageRequest, Page } from '../../domain/page.ts'
import { selectRows } from '../rendered/selection.ts'
import { chatColumns } from './chat-columns.ts'
import { chatConditions, chatOrder } from './chat-conditions.ts'
import { keyset, readingOrder } from './keyset.ts'
import { nestedColumn } from './nested-list.ts'
import { participantsOfChat } from './nested-lists.ts'
import { ofAccounts } from './of-accounts.ts'
import { createParameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

export type ChatListRequest = ListPageRequest<ChatFilter, Chat> & {
  /** Some of the viewer's. */
  readonly accountIds: readonly number[]
  /** Which part of each chat's participants is to be read along; null for none. */
  readonly participants: ListPageRequest<null, Attendee> | null
}

export type ListedChats = {
  readonly page: Page<Chat>
  /** By the chat's id; empty when none were asked for. */
  readonly participants: ReadonlyMap<string, Page<Attendee>>
}

/** Chats of several accounts as one list, the most recently active first. */
export async function listChats(
  scoped: ScopedSql,
  { accountIds, filter, page, participants: asked, ...rows }: ChatListRequest,
): Promise<ListedChats> {
  const parameters = createParameters()
  const selected = selectRows(chatColumns, rows, parameters, scoped)
  const kept = chatConditions(filter, parameters)
  const seek = keyset(chatOrder, page, parameters, selected.looksFurther)
  const order = readingOrder(chatOrder, page)
  const along = asked && nestedColumn(participantsOfChat, asked, 'chat.id', parameters, scoped)
  const ofEach = ofAccounts(
    'chat',
    accountIds,
    parameters,
    (accountId) => `
      select chat.* from chat where chat.account_id = ${accountId}${kept.condition}${seek.condition}
      order by ${order} limit ${seek.limit}`,
  )
  const merged = `(select chat.* from ${ofEach.sql} order by ${order} limit ${seek.limit}) chat`
  const source = ofEach.isOrdered ? ofEach : { sql: merged, isOrdered: true }
  const text = selected.from(source, chatOrder, page, along ? `, ${along.text} as participants` : '')
  const name = `chats${ofEach.isOrdered ? 1 : ''}${kept.name}${seek.name}${selected.name}${along ? `_${along.name}` : ''}`
  const found = await scoped.sql<Chat & { readonly participants?: unknown }>({ name, text }, parameters.values)
  return {
    page: selected.read(found, page),
    participants: new Map(along ? found.map((row) => [row.id, along.read(row.participants)]) : []),
  }
}

/** How many chats the whole list has. */
export async function countChats(
  { sql }: ScopedSql,
  accountIds: readonly number[],
  filter: ChatFilter,
): Promise<number> {
  const parameters = createParameters()
  const accounts = parameters.bind(accountIds)
  const kept = chatConditions(filter, parameters)
  const text = `select count(*)::int from chat where chat.account_id = any (${accounts}::int[])${kept.condition}`
  const [row] = await sql<{ count: number }>({ name: `chats_count${kept.name}`, text, slow: true }, parameters.values)
  return row?.count ?? 0
}
