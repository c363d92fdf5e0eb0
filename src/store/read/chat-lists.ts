import type { Chat, ChatFilter } from '../../domain/chat.ts'
import { type Page, type PageRequest, toPage } from '../../domain/page.ts'
import { chatConditions, chatOrder } from './chat-conditions.ts'
import { chatColumns } from './chats.ts'
import { keyset, readingOrder } from './keyset.ts'
import { createParameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** Chats of these accounts, which are the viewer's, the most recently active first. */
export async function listChats(
  { sql }: ScopedSql,
  accountIds: readonly number[],
  filter: ChatFilter,
  page: PageRequest,
): Promise<Page<Chat>> {
  const parameters = createParameters()
  const accounts = parameters.bind(accountIds)
  const kept = chatConditions(filter, parameters)
  const seek = keyset(chatOrder, page, parameters)
  const order = readingOrder(chatOrder, page)
  const text = `
    select ${chatColumns}
    from unnest(${accounts}::int[]) as account (id) cross join lateral (
      select chat.* from chat where chat.account_id = account.id${kept.condition}${seek.condition}
      order by ${order} limit ${seek.limit}
    ) chat
    order by ${order} limit ${seek.limit}`
  return toPage(await sql<Chat>({ name: `chats${kept.name}${seek.name}`, text }, parameters.values), page)
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
