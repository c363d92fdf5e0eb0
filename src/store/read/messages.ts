import type { Message } from '../../domain/message.ts'
import { messageColumns } from './message-columns.ts'
import type { ScopedSql } from './scoped-sql.ts'

const byIds = {
  name: 'messages_by_ids',
  text: `select ${messageColumns.select} from message where id = any ($1::bigint[]) and account_id = any ($2::int[])`,
}

const lastByChats = {
  name: 'messages_last_by_chats',
  text: `
    select ${messageColumns.select}
    from unnest($1::bigint[]) as asked (id) cross join lateral (
      select message.* from message where message.chat_id = asked.id and not message.hidden
      order by message.sent_at desc, message.id desc limit 1
    ) message
    where message.account_id = any ($2::int[])`,
}

const byProviderIds = {
  name: 'messages_by_provider_ids',
  text: `
    select ${messageColumns.select}, message.provider_id as "providerId"
    from unnest($1::bigint[], $2::text[]) as asked (chat_id, provider_id)
    join message on message.chat_id = asked.chat_id and message.provider_id = asked.provider_id
    where message.account_id = any ($3::int[])`,
}

/** Those that exist, in any order. */
export function findMessagesByIds({ sql, accountIds }: ScopedSql, ids: readonly string[]): Promise<readonly Message[]> {
  return sql<Message>(byIds, [ids, accountIds])
}

/** The latest message of each chat that has any, in any order. */
export function findLastMessages(
  { sql, accountIds }: ScopedSql,
  chatIds: readonly string[],
): Promise<readonly Message[]> {
  return sql<Message>(lastByChats, [chatIds, accountIds])
}

/** A message as others of its chat name it. */
export type MessageAddress = { readonly chatId: string; readonly providerId: string }

/** Those that exist, in any order, each with the address it was found by. */
export function findMessagesByAddress(
  { sql, accountIds }: ScopedSql,
  addresses: readonly MessageAddress[],
): Promise<readonly (Message & MessageAddress)[]> {
  const chatIds = addresses.map(({ chatId }) => chatId)
  const providerIds = addresses.map(({ providerId }) => providerId)
  return sql<Message & MessageAddress>(byProviderIds, [chatIds, providerIds, accountIds])
}
